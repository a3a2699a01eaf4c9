package org.evenkeel.attendance;

import org.evenkeel.room.ClientId;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.EndReason;
import org.evenkeel.room.Expected;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.RemovalReason;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.RoomPolicy;
import org.evenkeel.room.RoomSettings;
import org.evenkeel.room.SessionId;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes ledgers for tests: times of one made-up day as "18:02:00", people as "ann"; member ids are "m-ann". */
public final class SampleLedger {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 17);
    private static final MemberId COUNSELOR = new MemberId("m-counselor");

    private final RoomKind kind;
    private final String scheduledStart;
    private final String scheduledEnd;
    private final List<LedgerFact> facts = new ArrayList<>();
    private final List<RosterEntry> roster = new ArrayList<>();
    private long epoch = 1;
    private long seq;

    public SampleLedger(RoomKind kind, String scheduledStart, String scheduledEnd) {
        this.kind = kind;
        this.scheduledStart = scheduledStart;
        this.scheduledEnd = scheduledEnd;
        add(
                scheduledStart,
                new RoomEvent.RoomPrepared(
                        new RoomSettings(
                                kind, millis(scheduledStart), millis(scheduledEnd), RoomPolicy.defaults(kind))));
    }

    /** A therapy group 18:00-19:30 whose counselor is there from 17:55 on; started at this time. */
    public static SampleLedger evening(String startedAt) {
        return new SampleLedger(RoomKind.THERAPY, "18:00:00", "19:30:00")
                .expect("counselor", Role.FACILITATOR)
                .staff("counselor", Role.FACILITATOR, true)
                .come("counselor", "counselor-1", "17:55:00")
                .start(startedAt);
    }

    public static long millis(String time) {
        return DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    public static Interval interval(String from, String to) {
        return new Interval(millis(from), millis(to));
    }

    public static Intervals intervals(String... fromTo) {
        List<Interval> list = new ArrayList<>();
        for (int i = 0; i < fromTo.length; i += 2) {
            list.add(interval(fromTo[i], fromTo[i + 1]));
        }
        return Intervals.of(list);
    }

    public SampleLedger expect(String person, Role role) {
        roster.add(new RosterEntry(new PersonId(person), role, role.isCare()));
        return this;
    }

    /** Staff enter at 17:54 and are admitted by nobody. */
    public SampleLedger staff(String person, Role role, boolean credentialed) {
        enter(person, role, credentialed, "17:54:00");
        return add("17:54:00", new RoomEvent.Admitted(member(person), Optional.empty()));
    }

    public SampleLedger enter(String person, Role role, boolean credentialed, String at) {
        return add(at, new RoomEvent.Entered(member(person), new PersonId(person), role, credentialed, Expected.TODAY));
    }

    /** A participant on the roster comes and is admitted at once. */
    public SampleLedger join(String person, String connection, String at) {
        return expect(person, Role.PARTICIPANT)
                .enter(person, Role.PARTICIPANT, false, at)
                .come(person, connection, at)
                .admit(person, at);
    }

    public SampleLedger come(String person, String connection, String at) {
        return add(
                at,
                new RoomEvent.Attached(
                        member(person),
                        new ConnectionId(connection),
                        new ClientId("tab"),
                        new NodeId("node"),
                        (int) seq,
                        false));
    }

    public SampleLedger lose(String person, String connection, String effectiveAt, String at) {
        return lose(person, connection, effectiveAt, at, LeaveReason.NETWORK);
    }

    public SampleLedger lose(String person, String connection, String effectiveAt, String at, LeaveReason reason) {
        return add(
                at,
                new RoomEvent.ConnectionLost(
                        member(person), new ConnectionId(connection), millis(effectiveAt), reason));
    }

    public SampleLedger confirm(String person, String connection, String at) {
        return add(at, new RoomEvent.ConnectionConfirmed(member(person), new ConnectionId(connection)));
    }

    public SampleLedger leave(String person, String at) {
        return add(at, new RoomEvent.Left(member(person), LeaveReason.STEPPED_OUT));
    }

    public SampleLedger admit(String person, String at) {
        return add(at, new RoomEvent.Admitted(member(person), Optional.of(COUNSELOR)));
    }

    public SampleLedger sendBack(String person, String at) {
        return add(at, new RoomEvent.SentBack(member(person), COUNSELOR));
    }

    public SampleLedger decline(String person, String at) {
        return add(at, new RoomEvent.Declined(member(person), COUNSELOR));
    }

    public SampleLedger remove(String person, RemovalKind how, String at) {
        return add(at, new RoomEvent.Removed(member(person), how, RemovalReason.DISRUPTION, COUNSELOR));
    }

    public SampleLedger undoRemoval(String person, String at) {
        return add(at, new RoomEvent.RemovalUndone(member(person), COUNSELOR));
    }

    public SampleLedger park(String person, String at) {
        return add(at, new RoomEvent.ParkedForStaffGone(List.of(member(person))));
    }

    public SampleLedger start(String at) {
        return add(at, new RoomEvent.SessionStarted(COUNSELOR));
    }

    public SampleLedger end(String at) {
        return add(at, new RoomEvent.SessionEnded(EndReason.BY_STAFF, Optional.of(COUNSELOR)));
    }

    public SampleLedger notHeld(String at) {
        return add(at, new RoomEvent.SessionEnded(EndReason.NOT_HELD, Optional.empty()));
    }

    public SampleLedger reopen(String at) {
        return add(at, new RoomEvent.SessionReopened(COUNSELOR));
    }

    public SampleLedger pause(String from, String to) {
        return add(from, new RoomEvent.BreakStarted(COUNSELOR)).add(to, new RoomEvent.BreakEnded(COUNSELOR));
    }

    /** A participant and the counselor talk apart. */
    public SampleLedger aside(String person, String from, String to) {
        return stepAside(person, from).endAside(person, to);
    }

    public SampleLedger stepAside(String person, String at) {
        return add(at, new RoomEvent.SteppedAside(member(person), COUNSELOR));
    }

    public SampleLedger endAside(String person, String at) {
        return add(at, new RoomEvent.AsideEnded(member(person), COUNSELOR, Optional.empty()));
    }

    /** What follows is written in a new epoch whose log goes on from this position. */
    public SampleLedger newEpoch(long fromSeq) {
        epoch++;
        seq = fromSeq - 1;
        return this;
    }

    public SampleLedger add(String at, RoomEvent.Fact fact) {
        facts.add(new LedgerFact(epoch, ++seq, 0, millis(at), fact));
        return this;
    }

    /** The facts in the order they were added. */
    public List<LedgerFact> facts() {
        return List.copyOf(facts);
    }

    public SessionPlan plan() {
        return new SessionPlan(new SessionId("session-1"), kind, millis(scheduledStart), millis(scheduledEnd), roster);
    }

    public static MemberId member(String person) {
        return new MemberId("m-" + person);
    }
}
