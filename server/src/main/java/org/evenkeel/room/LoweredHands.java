package org.evenkeel.room;

import java.util.List;

/**
 * The last lowering of all hands, for its undo.
 *
 * @param at milliseconds UTC
 * @param hands in hand order, with the order numbers they had: restored hands stand before newer ones again
 */
public record LoweredHands(long at, List<Hand> hands) {
    public LoweredHands {
        hands = List.copyOf(hands);
    }

    /** One hand that was up. */
    public record Hand(MemberId member, long order) {}
}
