package org.evenkeel.room;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Everything that is true in one room, as the fold of its log.
 *
 * @param seq position of the last entry, 0 before the first
 * @param lastAt time of the last entry, milliseconds UTC; no later command is decided at an earlier time
 * @param settings of the session; a neutral value while the phase is {@code ABSENT}
 * @param startedAt first actual start, milliseconds UTC
 * @param endedAt last actual end, while ended, milliseconds UTC
 * @param members everybody who ever entered, in order of first entry
 * @param handsRaised how many hands were ever raised: the next hand's order
 * @param speakingLocked nobody but staff may unmute himself
 * @param overdueAt when the server ends the session if nobody does, milliseconds UTC
 * @param staffGap while no qualified staff is connected in a started session
 * @param messages the last {@value #MESSAGES_KEPT}, oldest first
 */
public record RoomState(
        SessionId session,
        long seq,
        long lastAt,
        Phase phase,
        RoomSettings settings,
        OptionalLong startedAt,
        OptionalLong endedAt,
        Map<MemberId, Member> members,
        long handsRaised,
        Optional<LoweredHands> loweredHands,
        Optional<Lead> lead,
        boolean locked,
        boolean speakingLocked,
        long overdueAt,
        OptionalLong breakSince,
        Optional<RoomTimer> timer,
        Optional<StaffGap> staffGap,
        List<Message> messages) {

    /** How many messages a newcomer or a resuming client can be shown. */
    public static final int MESSAGES_KEPT = 100;

    private static final RoomSettings NONE =
            new RoomSettings(RoomKind.THERAPY, 0, 1, RoomPolicy.defaults(RoomKind.THERAPY));

    public RoomState {
        members = Members.of(members);
        messages = List.copyOf(messages);
    }

    /** The state before the first entry. */
    public static RoomState empty(SessionId session) {
        return new RoomState(
                session,
                0,
                0,
                Phase.ABSENT,
                NONE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Map.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * The state after one more entry. Total: an entry of a released version always applies.
     *
     * @throws IllegalArgumentException when the entry is not the next one
     */
    public RoomState apply(RoomEntry entry) {
        if (entry.seq() != seq + 1) {
            throw new IllegalArgumentException("entry " + entry.seq() + " does not follow " + seq);
        }
        var events = entry.events();
        var next = this;
        for (var event : events.subList(0, events.size() - 1)) {
            next = next.folded(event, entry.seq(), entry.at());
        }
        var before = next;
        return before.with(
                draft -> {
                    EventFold.fold(before, events.getLast(), draft, entry.seq(), entry.at());
                    seal(draft, entry);
                });
    }

    private RoomState folded(RoomEvent event, long eventSeq, long at) {
        return with(draft -> EventFold.fold(this, event, draft, eventSeq, at));
    }

    /**
     * The same state at a later position: used when a lost log is rebuilt and its positions must not be given twice.
     */
    public RoomState renumbered(long laterSeq) {
        if (laterSeq < seq) {
            throw new IllegalArgumentException("a position is never given twice");
        }
        return with(draft -> draft.seq = laterSeq);
    }

    /** The state after events that no entry carries yet: what a decision looks at while it is being made. */
    public RoomState foresee(List<RoomEvent> events, long at) {
        var next = this;
        for (var event : events) {
            next = next.folded(event, seq + 1, at);
        }
        return next;
    }

    private static void seal(Draft draft, RoomEntry entry) {
        draft.seq = entry.seq();
        draft.lastAt = Math.max(draft.lastAt, entry.at());
        entry.key()
                .ifPresent(
                        key ->
                                draft.change(
                                        key.member(), member -> member.applied(key.client(), key.n(), entry.seq())));
    }

    public Optional<Member> member(MemberId id) {
        return Optional.ofNullable(members.get(id));
    }

    /** The member of this person, if he was ever here. */
    public Optional<Member> memberOf(PersonId person) {
        return members.values().stream().filter(member -> member.person().equals(person)).findFirst();
    }

    /** Members with a seat in the room, in order of first entry. */
    public Stream<Member> inRoom() {
        return members.values().stream().filter(Member::inRoom);
    }

    /** The waiting room, in order of arrival. */
    public List<Member> waiting() {
        return members.values().stream()
                .filter(Member::waiting)
                .sorted(Comparator.comparingLong(Member::standingSince))
                .toList();
    }

    /** Raised hands in the server's order. */
    public List<Member> hands() {
        return inRoom().filter(member -> member.hand().isPresent())
                .sorted(Comparator.comparingLong(member -> member.hand().getAsLong()))
                .toList();
    }

    /** Whether this member is qualified staff for this room's kind. */
    public boolean qualified(Member member) {
        return settings.kind().qualifies(member.role(), member.credentialed());
    }

    /** Whether he may not unmute himself: locked himself, or with the group; who talks apart is not with it. */
    public boolean speakingLocked(Member member) {
        return member.speakingLocked() || speakingLocked && EventFold.isModerated(member) && member.aside().isEmpty();
    }

    /**
     * Whether nothing but members and messages differs. May say no where all is equal; by identity, since most entries
     * touch none of it and share it with the state before.
     */
    boolean sameSession(RoomState other) {
        return phase == other.phase
                && settings == other.settings
                && startedAt == other.startedAt
                && endedAt == other.endedAt
                && lead == other.lead
                && locked == other.locked
                && speakingLocked == other.speakingLocked
                && breakSince == other.breakSince
                && timer == other.timer
                && staffGap == other.staffGap;
    }

    /** Whether somebody qualified is connected and in the room. */
    public boolean qualifiedStaffConnected() {
        return members.values().stream()
                .anyMatch(member -> member.inRoom() && member.presence() == Presence.CONNECTED && qualified(member));
    }

    /** Whether everybody was parked because nobody qualified was there, and still nobody is. */
    public boolean parked() {
        return staffGap.filter(gap -> gap.step() == StaffGap.Step.PARKED).isPresent();
    }

    RoomState with(Consumer<Draft> edit) {
        var draft = new Draft(this);
        edit.accept(draft);
        return draft.seal();
    }

    /** A room while it is being changed; never leaves the {@code with} that made it. */
    static final class Draft {
        private final SessionId session;
        long seq;
        long lastAt;
        Phase phase;
        RoomSettings settings;
        OptionalLong startedAt;
        OptionalLong endedAt;
        Members members;
        long handsRaised;
        Optional<LoweredHands> loweredHands;
        Optional<Lead> lead;
        boolean locked;
        boolean speakingLocked;
        long overdueAt;
        OptionalLong breakSince;
        Optional<RoomTimer> timer;
        Optional<StaffGap> staffGap;
        List<Message> messages;

        Draft(RoomState before) {
            session = before.session;
            seq = before.seq;
            lastAt = before.lastAt;
            phase = before.phase;
            settings = before.settings;
            startedAt = before.startedAt;
            endedAt = before.endedAt;
            members = Members.of(before.members);
            handsRaised = before.handsRaised;
            loweredHands = before.loweredHands;
            lead = before.lead;
            locked = before.locked;
            speakingLocked = before.speakingLocked;
            overdueAt = before.overdueAt;
            breakSince = before.breakSince;
            timer = before.timer;
            staffGap = before.staffGap;
            messages = before.messages;
        }

        void put(Member member) {
            members = members.with(member);
        }

        void change(MemberId id, UnaryOperator<Member> edit) {
            var member = members.get(id);
            if (member != null) {
                members = members.with(edit.apply(member));
            }
        }

        void edit(MemberId id, Consumer<Member.Draft> edit) {
            change(id, member -> member.with(edit));
        }

        void editAll(Predicate<Member> which, Consumer<Member.Draft> edit) {
            var row = members.toRow();
            for (int i = 0; i < row.length; i++) {
                row[i] = which.test(row[i]) ? row[i].with(edit) : row[i];
            }
            members = members.withRow(row);
        }

        RoomState seal() {
            return new RoomState(
                    session,
                    seq,
                    lastAt,
                    phase,
                    settings,
                    startedAt,
                    endedAt,
                    members,
                    handsRaised,
                    loweredHands,
                    lead,
                    locked,
                    speakingLocked,
                    overdueAt,
                    breakSince,
                    timer,
                    staffGap,
                    messages);
        }
    }
}
