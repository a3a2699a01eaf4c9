package org.evenkeel.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One person in one session: one member, however many tabs.
 *
 * @param standing whether he may be in the room
 * @param cause why he waits, or waited when he was declined or removed; {@code ARRIVED} while he is admitted
 * @param standingSince since when, milliseconds UTC: the order of the waiting room
 * @param wasAdmitted was in the room at some time: the room's lock does not shut him out
 * @param presence whether his socket is there
 * @param presenceSince since when, milliseconds UTC
 * @param attachment the socket that has the seat, or last had it while reconnecting
 * @param generation of the newest attachment; 0 before the first
 * @param access rises with each removal: tickets and resume tokens of before are void
 * @param hand order number of the raised hand
 * @param speakingLocked may not unmute himself
 * @param mutedByStaff muted by staff since he last unmuted himself
 * @param removal why he was removed, while he is
 * @param supportAskedAt when he pressed "I need support" and staff did not yet say "seen", milliseconds UTC
 * @param aside while he and one other talk apart from the group
 * @param shieldedAt since when he hides from the group because somebody is with him, milliseconds UTC; only he ends it
 * @param screen whether he shares his screen or may
 * @param applied what his client sessions had applied
 */
public record Member(
        MemberId id,
        PersonId person,
        Role role,
        boolean credentialed,
        Expected expected,
        Standing standing,
        WaitingCause cause,
        long standingSince,
        boolean wasAdmitted,
        Presence presence,
        long presenceSince,
        Optional<Attachment> attachment,
        int generation,
        int access,
        Optional<GateFlags> gate,
        OptionalLong hand,
        boolean microphone,
        boolean camera,
        boolean speakingLocked,
        boolean mutedByStaff,
        Optional<RemovalReason> removal,
        OptionalLong supportAskedAt,
        Optional<Aside> aside,
        OptionalLong shieldedAt,
        Optional<Screen> screen,
        List<Applied> applied) {

    private static final int CLIENTS_KEPT = 4;

    public Member {
        applied = List.copyOf(applied);
    }

    static Member entered(RoomEvent.Entered event, long at) {
        return new Member(
                event.member(),
                event.person(),
                event.role(),
                event.credentialed(),
                event.expected(),
                Standing.WAITING,
                WaitingCause.ARRIVED,
                at,
                false,
                Presence.LEFT,
                at,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                OptionalLong.empty(),
                false,
                false,
                false,
                false,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same person after the roster changed his role. An approval that came with the old role goes with it. */
    Member rostered(RoomEvent.Entered event, long at) {
        return with(
                draft -> {
                    if (standing == Standing.ADMITTED
                            && role.passesWaitingRoom()
                            && !event.role().passesWaitingRoom()) {
                        draft.stand(Standing.WAITING, WaitingCause.SENT_BACK, at);
                        draft.quiet();
                    }
                    if (event.role().passesWaitingRoom()) {
                        draft.shieldedAt = OptionalLong.empty();
                    }
                    if (event.role() != role) {
                        draft.screen = Optional.empty();
                    }
                    draft.role = event.role();
                    draft.credentialed = event.credentialed();
                    draft.expected = event.expected();
                });
    }

    /** Whether he has a seat in the room: admitted, and connected or within the grace time. */
    public boolean inRoom() {
        return standing == Standing.ADMITTED && presence != Presence.LEFT;
    }

    /** Whether he stands in the waiting room now. */
    public boolean waiting() {
        return standing == Standing.WAITING && presence != Presence.LEFT;
    }

    /** Whether he hides from the group. */
    public boolean shielded() {
        return shieldedAt.isPresent();
    }

    /** Whether the room's screen is his. */
    public boolean sharesScreen() {
        return screen.filter(Screen.SHARED::equals).isPresent();
    }

    /** Whether this connection has his seat. */
    public boolean holds(ConnectionId connection) {
        return attachment.map(Attachment::connection).filter(connection::equals).isPresent();
    }

    /** What this tab had applied. */
    public Optional<Applied> appliedBy(ClientId client) {
        for (var ring : applied) {
            if (ring.client().equals(client)) {
                return Optional.of(ring);
            }
        }
        return Optional.empty();
    }

    Member with(Consumer<Draft> edit) {
        var draft = new Draft(this);
        edit.accept(draft);
        return draft.seal();
    }

    Member applied(ClientId client, long n, long seq) {
        var ring = appliedBy(client).orElse(new Applied(client, List.of())).plus(n, seq);
        var rings = new ArrayList<>(applied);
        rings.removeIf(other -> other.client().equals(client));
        rings.add(ring);
        var kept = rings.size() > CLIENTS_KEPT ? rings.subList(1, rings.size()) : rings;
        return with(draft -> draft.applied = kept);
    }

    /** A member while it is being changed; never leaves the {@code with} that made it. */
    static final class Draft {
        private final Member before;
        Role role;
        boolean credentialed;
        Expected expected;
        Standing standing;
        WaitingCause cause;
        long standingSince;
        boolean wasAdmitted;
        Presence presence;
        long presenceSince;
        Optional<Attachment> attachment;
        int generation;
        int access;
        Optional<GateFlags> gate;
        OptionalLong hand;
        boolean microphone;
        boolean camera;
        boolean speakingLocked;
        boolean mutedByStaff;
        Optional<RemovalReason> removal;
        OptionalLong supportAskedAt;
        Optional<Aside> aside;
        OptionalLong shieldedAt;
        Optional<Screen> screen;
        List<Applied> applied;

        Draft(Member before) {
            this.before = before;
            role = before.role;
            credentialed = before.credentialed;
            expected = before.expected;
            standing = before.standing;
            cause = before.cause;
            standingSince = before.standingSince;
            wasAdmitted = before.wasAdmitted;
            presence = before.presence;
            presenceSince = before.presenceSince;
            attachment = before.attachment;
            generation = before.generation;
            access = before.access;
            gate = before.gate;
            hand = before.hand;
            microphone = before.microphone;
            camera = before.camera;
            speakingLocked = before.speakingLocked;
            mutedByStaff = before.mutedByStaff;
            removal = before.removal;
            supportAskedAt = before.supportAskedAt;
            aside = before.aside;
            shieldedAt = before.shieldedAt;
            screen = before.screen;
            applied = before.applied;
        }

        void stand(Standing next, WaitingCause why, long at) {
            standing = next;
            cause = why;
            standingSince = at;
        }

        void presence(Presence next, long at) {
            presence = next;
            presenceSince = at;
        }

        /** Nothing that others could hear, see or wait for is left of him. */
        void quiet() {
            hand = OptionalLong.empty();
            silent();
            screen = Optional.empty();
        }

        /** Nothing of him goes out until he acts. */
        void silent() {
            microphone = false;
            camera = false;
            screen = screen.filter(Screen.INVITED::equals);
        }

        Member seal() {
            return new Member(
                    before.id,
                    before.person,
                    role,
                    credentialed,
                    expected,
                    standing,
                    cause,
                    standingSince,
                    wasAdmitted,
                    presence,
                    presenceSince,
                    attachment,
                    generation,
                    access,
                    gate,
                    hand,
                    microphone,
                    camera,
                    speakingLocked,
                    mutedByStaff,
                    removal,
                    supportAskedAt,
                    aside,
                    shieldedAt,
                    screen,
                    applied);
        }
    }
}
