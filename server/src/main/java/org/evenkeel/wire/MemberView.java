package org.evenkeel.wire;

import java.util.Optional;

/** A member as one viewer sees him. Full name, speaking lock and the call for support are not for everybody. */
@Meaning(
        "A member. fullName is sent to facilitators and co-facilitators only, speakingLocked and supportAsked to staff"
                + " only.")
public record MemberView(
        @Meaning("Member id.") String member,
        @Meaning("The name that others see.") String name,
        Optional<String> fullName,
        Words.Role role,
        Words.Presence presence,
        long presenceSince,
        @Meaning("Set while the hand is up; position = rank among the members' hands, smallest first.")
                Optional<Long> hand,
        boolean microphone,
        boolean camera,
        Optional<Boolean> speakingLocked,
        Optional<Boolean> supportAsked) {}
