package org.evenkeel.attendance.oracle;

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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Makes sessions up: mostly as rooms run, often as they never should. The same seed makes the same session. */
final class SessionGenerator {

    private static final MemberId BY = new MemberId("m0");

    private final Random random;
    private final long unit;
    private final List<Happening> happenings = new ArrayList<>();
    private final List<String> connections = new ArrayList<>();
    private final int staff;
    private final int others;
    private final boolean calm;
    private final long length;
    private long now;

    /**
     * @param unit all times are multiples of so many milliseconds
     */
    SessionGenerator(long seed, long unit) {
        this.random = new Random(seed);
        this.unit = unit;
        this.staff = 1 + random.nextInt(2);
        this.others = 1 + random.nextInt(3);
        this.calm = random.nextBoolean();
        this.length = (calm ? 5_400_000L : 60_000L + random.nextInt(540) * 1_000L) / unit;
    }

    RandomSession next() {
        RoomKind kind = RoomKind.values()[random.nextInt(RoomKind.values().length)];
        long start = random.nextInt(60) * 1_000L / unit;
        long end = start + Math.max(1, length - random.nextInt(30) * 1_000L / unit);
        happen(new RoomEvent.RoomPrepared(new RoomSettings(kind, start * unit, end * unit, RoomPolicy.defaults(kind))));
        for (int m = 0; m < staff + others; m++) {
            if (random.nextInt(12) > 0) {
                enter(m);
            }
        }
        if (random.nextInt(20) > 0) {
            now += random.nextInt(40) * 1_000L / unit;
            happen(new RoomEvent.SessionStarted(BY));
        }
        int steps = 5 + random.nextInt(40);
        for (int i = 0; i < steps; i++) {
            advance(steps);
            act();
        }
        if (random.nextInt(5) > 0) {
            advance(steps);
            happen(
                    new RoomEvent.SessionEnded(
                            random.nextInt(5) == 0 ? EndReason.NOT_HELD : EndReason.BY_STAFF, Optional.empty()));
            if (random.nextInt(4) == 0) {
                act();
            }
        }
        OptionalLong openUntil =
                random.nextBoolean() ? OptionalLong.of((now - 20 + random.nextInt(100)) * unit) : OptionalLong.empty();
        return new RandomSession(kind, start * unit, end * unit, happenings, openUntil, calls(), roster(), rules());
    }

    private void advance(int steps) {
        now += random.nextInt(6) == 0 ? 0 : random.nextLong(2 * length / steps + 2);
    }

    private void happen(RoomEvent.Fact fact) {
        long at = random.nextInt(60) == 0 ? Math.max(0, now - random.nextInt(20)) : now;
        happenings.add(new Happening(at * unit, fact));
    }

    private void act() {
        int m = random.nextInt(staff + others);
        int what = random.nextInt(100);
        if (what < 34) {
            come(m);
        } else if (what < 48) {
            lose(m);
        } else if (what < 54) {
            talkApart();
        } else if (what < 60) {
            happen(new RoomEvent.ConnectionConfirmed(member(m), anyConnection(m)));
        } else if (what < 66) {
            happen(new RoomEvent.Left(member(m), reason()));
        } else if (what < 76) {
            happen(new RoomEvent.Admitted(member(m), Optional.of(BY)));
        } else if (what < 84) {
            takeOut(m);
        } else if (what < 92) {
            happen(random.nextBoolean() ? new RoomEvent.BreakStarted(BY) : new RoomEvent.BreakEnded(BY));
        } else if (what < 95) {
            happen(new RoomEvent.SessionEnded(EndReason.BY_STAFF, Optional.empty()));
            now += random.nextInt(20);
            happen(new RoomEvent.SessionReopened(BY));
        } else if (what < 97) {
            enter(m);
        } else {
            rare(m);
        }
    }

    /** Mostly one of staff and one of the others, and mostly they come back. */
    private void talkApart() {
        MemberId one = member(random.nextInt(8) == 0 ? staff + others : staff + random.nextInt(others));
        MemberId other = member(random.nextInt(staff));
        if (random.nextInt(4) > 0) {
            happen(new RoomEvent.SteppedAside(one, other));
            now += random.nextInt(random.nextBoolean() ? 20 : 300) * 1_000L / unit;
        }
        if (random.nextInt(4) > 0) {
            happen(new RoomEvent.AsideEnded(one, other, Optional.empty()));
        }
    }

    private void takeOut(int m) {
        switch (random.nextInt(6)) {
            case 0 -> happen(new RoomEvent.SentBack(member(m), BY));
            case 1 ->
                    happen(
                            new RoomEvent.Removed(
                                    member(m), RemovalKind.values()[random.nextInt(2)], RemovalReason.OTHER, BY));
            case 2 -> happen(new RoomEvent.RemovalUndone(member(m), BY));
            case 3 -> happen(new RoomEvent.Declined(member(m), BY));
            case 4 -> happen(new RoomEvent.DeclineUndone(member(m), BY));
            default -> happen(new RoomEvent.ParkedForStaffGone(List.of(member(staff), member(m))));
        }
    }

    private void rare(int m) {
        switch (random.nextInt(5)) {
            case 0 -> happen(new RoomEvent.SessionStarted(BY));
            case 1 -> happen(new RoomEvent.SessionEnded(EndReason.OVERDUE, Optional.empty()));
            case 2 -> happen(new RoomEvent.SessionReopened(BY));
            case 3 -> happen(new RoomEvent.StaffGone(now * unit));
            default -> attach(m, anyConnection(m).value());
        }
    }

    private void enter(int m) {
        Role role =
                m >= staff
                        ? (random.nextInt(8) == 0 ? Role.GUEST : Role.PARTICIPANT)
                        : random.nextInt(4) == 0 ? Role.MODERATOR : Role.FACILITATOR;
        boolean credentialed = m < staff && random.nextInt(8) > 0;
        happen(new RoomEvent.Entered(member(m), person(m), role, credentialed, Expected.TODAY));
        if (random.nextInt(6) > 0) {
            come(m);
            happen(new RoomEvent.Admitted(member(m), Optional.empty()));
        }
    }

    private void come(int m) {
        String id = "c" + m + "-" + connections.size();
        connections.add(id);
        attach(m, id);
    }

    private void attach(int m, String connection) {
        happen(
                new RoomEvent.Attached(
                        member(m), new ConnectionId(connection), new ClientId("tab"), new NodeId("node"), 1, false));
    }

    private void lose(int m) {
        long back = random.nextInt(5) == 0 ? random.nextInt(400) : random.nextInt(25);
        happen(
                new RoomEvent.ConnectionLost(
                        member(m), anyConnection(m), Math.max(0, now - back + (calm ? 0 : 2)) * unit, reason()));
        if (random.nextInt(3) == 0) {
            now += random.nextInt(90) * 1_000L / unit;
            come(m);
        }
    }

    /** Mostly the member's newest one, sometimes another. */
    private ConnectionId anyConnection(int m) {
        List<String> own = connections.stream().filter(id -> id.startsWith("c" + m + "-")).toList();
        if (own.isEmpty()) {
            return new ConnectionId("never");
        }
        boolean newest = random.nextInt(4) > 0;
        return new ConnectionId(newest ? own.getLast() : own.get(random.nextInt(own.size())));
    }

    private LeaveReason reason() {
        return switch (random.nextInt(4)) {
            case 0 -> LeaveReason.DRAINED;
            case 1 -> LeaveReason.NETWORK;
            default -> LeaveReason.values()[random.nextInt(LeaveReason.values().length)];
        };
    }

    private static MemberId member(int m) {
        return new MemberId("m" + m);
    }

    /** The last two members are now and then one person. */
    private PersonId person(int m) {
        return new PersonId("p" + (others == 3 && m == staff + 2 ? staff + 1 : m));
    }

    private List<PhoneCall> calls() {
        List<PhoneCall> calls = new ArrayList<>();
        while (random.nextInt(4) == 0) {
            long from = random.nextLong(now + 1);
            calls.add(
                    new PhoneCall(
                            new PersonId("p" + (staff + random.nextInt(4))),
                            from * unit,
                            (from + 1 + random.nextLong(now + 1)) * unit));
        }
        return calls;
    }

    private List<PersonId> roster() {
        List<PersonId> roster = new ArrayList<>();
        for (int m = staff; m < staff + 4; m++) {
            if (random.nextInt(3) > 0) {
                roster.add(new PersonId("p" + m));
            }
        }
        return roster;
    }

    private Rules rules() {
        int mode = random.nextInt(3);
        if (random.nextInt(3) == 0) {
            return new Rules(
                    600_000, 900_000, Rules.FACILITATOR_DECIDES, 600_000, 600_000, true, false, false, true, 60_000, 0);
        }
        long late = seconds(calm ? 900 : 60);
        return new Rules(
                late,
                late + seconds(60),
                mode,
                seconds(calm ? 900 : 60),
                seconds(calm ? 900 : 60),
                random.nextInt(3) > 0,
                random.nextInt(4) == 0,
                random.nextBoolean(),
                random.nextInt(3) > 0,
                seconds(60),
                random.nextInt(3) == 0 ? 0 : seconds(120));
    }

    private long seconds(int most) {
        return random.nextInt(most + 1) * 1_000L / unit * unit;
    }
}
