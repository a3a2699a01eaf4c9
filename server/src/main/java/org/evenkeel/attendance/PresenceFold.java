package org.evenkeel.attendance;

import org.evenkeel.room.EndReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomSettings;
import org.evenkeel.room.WaitingCause;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads a session's ledger into presence. Total: no order of facts makes it fail, and a fact that names nobody known is
 * counted in {@link SessionPresence#unplaced()}. As in the room, a fact's time is never before that of the fact before
 * it. What {@code StaffGone} and {@code StaffBack} say follows from the connections of staff, which alone are believed.
 */
public final class PresenceFold {

    private final Map<MemberId, MemberTrack> members = new LinkedHashMap<>();
    private final Map<MemberId, PersonId> persons = new LinkedHashMap<>();
    private final List<Interval> spans = new ArrayList<>();
    private final List<Interval> breaks = new ArrayList<>();
    private Optional<RoomSettings> settings = Optional.empty();
    private Optional<EndReason> ended = Optional.empty();
    private OptionalLong startedAt = OptionalLong.empty();
    private OptionalLong runningSince = OptionalLong.empty();
    private OptionalLong breakSince = OptionalLong.empty();
    private long endedAt;
    private long now = Long.MIN_VALUE;
    private int unplaced;

    private PresenceFold() {}

    /**
     * @param facts in any order; they are read by (epoch, seq, index)
     * @param openUntil until when an open session and its open connections are taken to go on, milliseconds UTC: the
     *     clock in a live view; empty where only the ledger may speak, and then they end at its last fact
     */
    public static SessionPresence fold(List<LedgerFact> facts, OptionalLong openUntil) {
        PresenceFold fold = new PresenceFold();
        facts.stream().sorted().forEach(fold::read);
        return fold.result(openUntil);
    }

    private void read(LedgerFact row) {
        now = Math.max(now, row.at());
        switch (row.fact()) {
            case RoomEvent.RoomPrepared f -> settings = settings.or(() -> Optional.of(f.settings()));
            case RoomEvent.SessionStarted _ -> run();
            case RoomEvent.SessionReopened _ -> run();
            case RoomEvent.SessionEnded f -> end(f.reason());
            case RoomEvent.Entered f -> enter(f);
            case RoomEvent.Attached f -> member(f.member(), m -> m.attach(f.connection(), now));
            case RoomEvent.ConnectionLost f -> member(f.member(), m -> expect(m.lose(f, now)));
            case RoomEvent.ConnectionConfirmed f -> member(f.member(), m -> expect(m.confirm(f.connection())));
            case RoomEvent.Left f -> member(f.member(), m -> m.release(now));
            case RoomEvent.Admitted f -> member(f.member(), m -> m.admit(now));
            case RoomEvent.Declined f -> member(f.member(), m -> m.decline(now));
            case RoomEvent.DeclineUndone f -> member(f.member(), m -> m.toWaiting(WaitingCause.ARRIVED, now));
            case RoomEvent.SentBack f -> member(f.member(), m -> m.toWaiting(WaitingCause.SENT_BACK, now));
            case RoomEvent.Removed f -> member(f.member(), m -> m.remove(f.kind(), now));
            case RoomEvent.RemovalUndone f -> member(f.member(), m -> m.undoRemoval(now));
            case RoomEvent.ParkedForStaffGone f ->
                    f.members().forEach(id -> member(id, m -> m.toWaiting(WaitingCause.PARKED, now)));
            case RoomEvent.BreakStarted _ -> startBreak();
            case RoomEvent.BreakEnded _ -> endBreak(now);
            case RoomEvent.SteppedAside f -> both(f.member(), f.staff(), m -> m.stepAside(now));
            case RoomEvent.AsideEnded f -> both(f.member(), f.staff(), m -> m.endAside(now));
            case RoomEvent.StaffGone _, RoomEvent.StaffBack _ -> {}
        }
    }

    private void run() {
        if (runningSince.isEmpty()) {
            runningSince = OptionalLong.of(now);
        }
        startedAt = startedAt.isPresent() ? startedAt : runningSince;
        ended = Optional.empty();
    }

    /** Closes every connection; who was admitted stays so, in case the session is reopened. */
    private void end(EndReason reason) {
        if (ended.isPresent()) {
            return;
        }
        endBreak(now);
        closeSpan(now);
        ended = Optional.of(reason);
        endedAt = now;
        members.values()
                .forEach(
                        member -> {
                            member.release(now);
                            member.endAside(now);
                        });
    }

    private void enter(RoomEvent.Entered fact) {
        persons.put(fact.member(), fact.person());
        members.computeIfAbsent(fact.member(), _ -> new MemberTrack(now))
                .serveAs(fact.role(), fact.credentialed(), now);
    }

    private void startBreak() {
        if (breakSince.isEmpty() && runningSince.isPresent()) {
            breakSince = OptionalLong.of(now);
        }
    }

    private void endBreak(long at) {
        breakSince.ifPresent(since -> add(breaks, since, at));
        breakSince = OptionalLong.empty();
    }

    private void closeSpan(long at) {
        runningSince.ifPresent(since -> add(spans, since, at));
        runningSince = OptionalLong.empty();
    }

    private void member(MemberId id, Consumer<MemberTrack> change) {
        MemberTrack member = members.get(id);
        if (member == null) {
            unplaced++;
        } else {
            change.accept(member);
        }
    }

    private void both(MemberId one, MemberId other, Consumer<MemberTrack> change) {
        member(one, change);
        member(other, change);
    }

    private void expect(boolean known) {
        unplaced += known ? 0 : 1;
    }

    private SessionPresence result(OptionalLong openUntil) {
        long horizon = ended.isPresent() ? endedAt : Math.max(now, openUntil.orElse(now));
        endBreak(horizon);
        closeSpan(horizon);
        Map<PersonId, List<MemberPresence>> found = new LinkedHashMap<>();
        members.forEach(
                (id, member) ->
                        found.computeIfAbsent(persons.get(id), _ -> new ArrayList<>()).add(presence(member, horizon)));
        Map<PersonId, PersonPresence> people = new LinkedHashMap<>();
        found.forEach((person, as) -> people.put(person, new PersonPresence(person, as)));
        return new SessionPresence(settings, startedAt, spans, ended, horizon, Intervals.of(breaks), people, unplaced);
    }

    private static MemberPresence presence(MemberTrack member, long horizon) {
        return new MemberPresence(
                member.role(),
                member.roles(horizon),
                member.connected(horizon),
                member.standings(horizon),
                member.gaps(horizon),
                member.standing(),
                member.lostAt(),
                member.asides(horizon),
                Intervals.NONE);
    }

    private static void add(List<Interval> list, long from, long to) {
        if (from < to) {
            list.add(new Interval(from, to));
        }
    }
}
