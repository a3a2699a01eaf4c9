package org.evenkeel.live;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomState;

import java.util.List;
import java.util.Optional;

/**
 * Brings a state that the store lost back from the attendance ledger: who was prepared, entered, attached, admitted,
 * removed. Hands, chat and locks are not in the ledger and are lost with the last node that knew them.
 */
final class Rebuild {

    private Rebuild() {}

    /**
     * @param facts after the state's position, in order
     * @return the state with the facts, at the last fact's seq or its own, whichever is larger
     */
    static RoomState from(RoomState state, List<LedgerFact> facts) {
        var now = state;
        for (var fact : facts) {
            now =
                    now.apply(
                            new RoomEntry(
                                    now.seq() + 1,
                                    Math.max(now.lastAt(), fact.at()),
                                    Optional.empty(),
                                    List.of(fact.fact())));
        }
        long last = facts.stream().mapToLong(LedgerFact::seq).max().orElse(0);
        return now.seq() < last ? now.renumbered(last) : now;
    }
}
