package org.evenkeel.room;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one viewer may see, as values without names: names are looked up where the frame is written. Every field that
 * somebody may not know is empty or neutral for him; {@link RoomView} is the only maker.
 */
public final class Sight {

    private Sight() {}

    /** The whole room, as one viewer sees it. */
    public record Room(
            Session session,
            Self self,
            List<Person> members,
            List<Waiter> waiting,
            List<Outsider> outside,
            List<Message> messages,
            List<Alert> alerts) {}

    /**
     * The session itself.
     *
     * @param lead who leads; an acting lead is told to staff only
     * @param staffGoneSince since when no qualified staff is connected, milliseconds UTC
     */
    public record Session(
            Phase phase,
            long scheduledStart,
            long scheduledEnd,
            OptionalLong startedAt,
            OptionalLong endedAt,
            boolean locked,
            OptionalLong breakSince,
            Optional<RoomTimer> timer,
            Optional<MemberId> lead,
            boolean actingLead,
            OptionalLong staffGoneSince,
            boolean speakingLocked,
            boolean chat) {}

    /**
     * The viewer himself.
     *
     * @param cause why he waits; "not now" reads as "arrived"
     * @param speakingLocked may not unmute himself; not told to who waits
     * @param mutedByStaff muted by staff since he last unmuted himself; not told to who waits
     * @param asideWith with whom he talks apart from the group
     * @param shielded hides from the group until he says that he is alone again
     */
    public record Self(
            MemberId member,
            Role role,
            Standing standing,
            Optional<WaitingCause> cause,
            boolean gatePassed,
            boolean microphone,
            boolean camera,
            boolean speakingLocked,
            boolean mutedByStaff,
            OptionalLong hand,
            boolean supportAsked,
            boolean qualified,
            Optional<MemberId> asideWith,
            boolean shielded,
            boolean screen,
            boolean screenInvited) {}

    /**
     * Somebody in the room.
     *
     * @param aside talks apart from the group; others are told neither with whom nor why
     * @param asideWith with whom; staff only
     * @param shielded staff only: others see him muted with the camera off
     * @param screen shares the room's screen
     * @param qualified may be alone with this kind of group; staff only
     */
    public record Person(
            MemberId member,
            PersonId person,
            Role role,
            Presence presence,
            long presenceSince,
            OptionalLong hand,
            boolean microphone,
            boolean camera,
            boolean speakingLocked,
            boolean supportAsked,
            boolean aside,
            Optional<MemberId> asideWith,
            boolean shielded,
            boolean screen,
            boolean screenInvited,
            boolean qualified) {}

    /**
     * Somebody in the waiting room; staff only.
     *
     * @param gate the flags, for care roles only
     */
    public record Waiter(
            MemberId member,
            PersonId person,
            Role role,
            Expected expected,
            WaitingCause cause,
            long since,
            Presence presence,
            boolean gatePassed,
            Optional<GateFlags> gate) {}

    /** Somebody declined, removed or barred; staff only. */
    public record Outsider(
            MemberId member, PersonId person, Standing standing, Optional<RemovalReason> reason, long at) {}

    /** Somebody asked for support and nobody said "seen"; staff only. */
    public record Alert(MemberId member, PersonId person, long at) {}
}
