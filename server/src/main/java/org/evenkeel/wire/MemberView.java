package org.evenkeel.wire;

import java.util.Optional;

/** A member as one viewer sees him. Full name, speaking lock, shield and the call for support are not for everybody. */
@Meaning(
        "A member. fullName is sent to facilitators and co-facilitators only; speakingLocked, supportAsked, asideWith,"
                + " shielded, screenInvited and qualified to staff only.")
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
        Optional<Boolean> supportAsked,
        @Meaning("Talks apart from the group with one other.") boolean aside,
        @Meaning("Member id of the one with whom this member talks apart.") Optional<String> asideWith,
        @Meaning("Hides from the group: somebody else is where this member is.") Optional<Boolean> shielded,
        @Meaning("Shares the room's one screen.") boolean screen,
        @Meaning("May share the screen once.") Optional<Boolean> screenInvited,
        @Meaning("Qualified to be alone with this kind of group.") Optional<Boolean> qualified) {}
