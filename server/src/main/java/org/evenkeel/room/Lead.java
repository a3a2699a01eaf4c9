package org.evenkeel.room;

import java.util.Optional;

/**
 * Who leads.
 *
 * @param insteadOf the lead who dropped, while this one is acting; he gets the lead again when he is back
 */
public record Lead(MemberId member, Optional<MemberId> insteadOf) {

    /** Whether this lead took over because the lead dropped; told to staff only. */
    public boolean acting() {
        return insteadOf.isPresent();
    }
}
