package org.evenkeel.room;

import java.util.Optional;

/**
 * Who leads.
 *
 * @param insteadOf the lead who dropped, while this one is acting; he gets the lead again when he is back
 */
public record Lead(MemberId member, Optional<MemberId> insteadOf) {

    /** The lead when this member can hold it no more: nobody's, or the acting one's own. */
    Optional<Lead> without(MemberId gone) {
        if (member.equals(gone)) {
            return Optional.empty();
        }
        return Optional.of(insteadOf.filter(gone::equals).isPresent() ? new Lead(member, Optional.empty()) : this);
    }

    /** Whether this lead took over because the lead dropped; told to staff only. */
    public boolean acting() {
        return insteadOf.isPresent();
    }
}
