package org.evenkeel.wire;

import java.util.Optional;

/** What a person may know about himself. Participants never see the cause {@code not_now}: it reads {@code arrived}. */
@Meaning("The reader himself. Participants never see the cause not_now: it reads arrived.")
public record SelfView(
        @Meaning("The reader's own member id.") String member,
        Words.Role role,
        Words.Standing standing,
        @Meaning("Set while waiting.") Optional<Words.Cause> cause,
        @Meaning("The gate questions are answered.") boolean gatePassed,
        boolean microphone,
        boolean camera,
        @Meaning("Cannot unmute.") boolean speakingLocked,
        @Meaning("Muted by staff, and may unmute himself unless locked.") boolean mutedByStaff,
        @Meaning("Set while the hand is up; position = rank among the members' hands, smallest first.")
                Optional<Long> hand,
        boolean supportAsked,
        @Meaning("Staff: qualified to lead this kind of room.") boolean qualified,
        @Meaning("Member id of the one with whom the reader talks apart from the group.") Optional<String> asideWith,
        @Meaning("Hides from the group: gets nothing, and neither microphone, camera nor screen can be switched on.")
                boolean shielded,
        @Meaning("Shares the room's one screen.") boolean screen,
        @Meaning("May share the screen once.") boolean screenInvited) {}
