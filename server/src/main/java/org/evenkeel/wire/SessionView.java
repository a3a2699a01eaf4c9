package org.evenkeel.wire;

import java.util.Optional;

/**
 * The session as one viewer sees it. For a waiting person only phase, times and title are true, the rest is neutral.
 */
@Meaning("The session. For a waiting person only phase, times and title are true, the rest has neutral values.")
public record SessionView(
        Words.Phase phase,
        long scheduledStart,
        long scheduledEnd,
        Optional<Long> startedAt,
        Optional<Long> endedAt,
        @Meaning("Nobody new comes in.") boolean locked,
        @Meaning("Set while a break lasts.") Optional<Long> breakSince,
        Optional<TimerView> timer,
        @Meaning("Member id of the lead.") Optional<String> lead,
        @Meaning("The lead is only acting.") boolean actingLead,
        @Meaning("Set while no qualified staff is there.") Optional<Long> staffGoneSince,
        @Meaning("Participants and guests cannot unmute.") boolean speakingLocked,
        @Meaning("Members may write to the room.") boolean chat,
        @Meaning("Neutral for participants, the group's name for staff.") String title) {}
