package org.evenkeel.wire;

import java.util.List;
import java.util.Optional;

/** A waiting person as staff see him. */
@Meaning("A waiting person, for staff.")
public record WaitingView(
        @Meaning("Member id.") String member,
        @Meaning("The name that others would see.") String name,
        Optional<String> fullName,
        Words.Role role,
        Words.Expected expected,
        Words.Cause cause,
        @Meaning("Since when the person waits.") long since,
        Words.Presence presence,
        boolean gatePassed,
        @Meaning("For facilitators and co-facilitators only, once answered.") Optional<GateView> gate,
        @Meaning(
                        "For facilitators and co-facilitators only: members who are here or wait too and must not meet"
                                + " this person.")
                Optional<List<String>> apart) {}
