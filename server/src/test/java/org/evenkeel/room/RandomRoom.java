package org.evenkeel.room;

import static org.evenkeel.room.Given.END;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CAT;
import static org.evenkeel.room.People.CLEAR;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.GUS;
import static org.evenkeel.room.People.INA;
import static org.evenkeel.room.People.MO;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.NODE;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.client;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.entersAs;
import static org.evenkeel.room.People.socket;

import org.evenkeel.room.RoomCommand.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A room that is given random commands from a seed. Its people enter, drop and come back more often than chance would.
 */
final class RandomRoom {

    /** One decided command. */
    record Step(Submission submission, Decision decision) {}

    private static final List<MemberId> PEOPLE = List.of(FAY, COLE, MO, PIA, OLA, INA, ANN, BEN, CAT, GUS);
    private static final List<MemberId> STAFF = List.of(FAY, FAY, COLE, MO, PIA);
    private static final List<MemberId> OTHERS = List.of(ANN, BEN, CAT, GUS);

    private final Random random;
    private final List<RoomEntry> log = new ArrayList<>();
    private final Map<MemberId, Integer> tabs = new HashMap<>();
    private final Map<MemberId, Long> numbers = new HashMap<>();

    /** In some rooms one person does most, so that more of his numbers are applied than are kept. */
    private final boolean busy;

    /** Most rooms begin the usual way, so that the rest does not happen to empty ones. */
    private final Deque<Submission> opening = new ArrayDeque<>();

    private RoomState state = RoomState.empty(new SessionId("session"));
    private long now = START - 60_000;

    RandomRoom(long seed) {
        random = new Random(seed);
        busy = random.nextInt(3) == 0;
        if (random.nextInt(20) == 0) {
            opening.add(Submission.byServer(now, enters(ANN, 1)));
        }
        opening.add(Submission.byServer(now, prepare()));
        if (random.nextInt(8) > 0) {
            opening.add(Submission.byServer(now, enters(FAY, tab(FAY))));
            opening.add(Submission.byMember(FAY, now, new Start()));
        }
        for (var who : OTHERS) {
            opening.add(Submission.byServer(now, enters(who, tab(who))));
            opening.add(Submission.byMember(who, now, new PassGate(CLEAR)));
        }
        opening.add(Submission.byMember(FAY, now, new AdmitAllExpected()));
        for (var who : List.of(COLE, MO, PIA, INA)) {
            if (random.nextInt(3) == 0) {
                opening.add(Submission.byServer(now, enters(who, tab(who))));
            }
        }
    }

    RoomState state() {
        return state;
    }

    List<RoomEntry> log() {
        return log;
    }

    Step step() {
        if (!opening.isEmpty()) {
            return submit(opening.poll());
        }
        now += pause();
        return submit(random.nextInt(3) == 0 ? byServer() : byMember());
    }

    private Step submit(Submission submission) {
        var decision = RoomRules.decide(state, submission);
        if (decision instanceof Decision.Accepted(var events)) {
            var entry = new RoomEntry(state.seq() + 1, submission.at(), submission.key(), events);
            log.add(entry);
            state = state.apply(entry);
        }
        return new Step(submission, decision);
    }

    private long pause() {
        return switch (random.nextInt(12)) {
            case 0 -> 130_000;
            case 1 -> random.nextInt(30) == 0 ? 8_000_000 : 65_000;
            case 2 -> 10_500;
            case 3, 4, 5 -> 0;
            default -> random.nextInt(4_000);
        };
    }

    private RoomCommand prepare() {
        var kind = oneOf(List.of(RoomKind.values()));
        var policy =
                new RoomPolicy(
                        1 + random.nextInt(4), 120_000, 60_000, 200_000, 1_800_000, 10_000, random.nextBoolean());
        return new Prepare(new RoomSettings(kind, START, END, policy));
    }

    private Submission byServer() {
        var due = Deadlines.due(state, now);
        if (!due.isEmpty() && random.nextInt(4) > 0) {
            return Submission.byServer(now, oneOf(due));
        }
        var who = anybody();
        return Submission.byServer(
                now,
                switch (random.nextInt(16)) {
                    case 0, 1, 2 -> enters(who, tab(who));
                    case 3 -> entersAs(who, tab(who), oneOf(List.of(Role.values())));
                    case 4 ->
                            enters(
                                    who,
                                    tab(who),
                                    People.ROLES.get(who),
                                    random.nextBoolean(),
                                    oneOf(List.of(Expected.values())));
                    case 5, 6, 7 -> new Resume(who, seat(who), socket(who, tab(who)), NODE);
                    case 8, 9 ->
                            new LoseConnection(
                                    who, seat(who), now - random.nextInt(30_000), oneOf(List.of(LeaveReason.values())));
                    case 10 -> new ConfirmConnection(who, seat(who));
                    case 11 -> new GraceOver(who, seat(who));
                    case 12 -> new EndOverdue();
                    case 13 ->
                            state.timer()
                                    .<RoomCommand>map(timer -> new TimerOver(timer.id()))
                                    .orElse(new TimerOver("t0"));
                    case 14 -> new MuteForStaffGone(now);
                    default -> log.isEmpty() ? new EndOverdue() : recover();
                });
    }

    private RoomCommand recover() {
        var entry = oneOf(log);
        return new Recover(entry.at(), entry.events());
    }

    private Submission byMember() {
        var who =
                busy && random.nextInt(5) > 0
                        ? FAY
                        : oneWho(Member::inRoom, random.nextInt(3) > 0 ? oneOf(STAFF) : anybody());
        var command = command(who, random.nextInt(40) == 0 ? NOBODY : anybody());
        if (random.nextInt(50) == 0) {
            return Submission.byMember(NOBODY, now, command);
        }
        return switch (random.nextInt(3)) {
            case 0 -> Submission.byMember(who, now, command);
            default -> new Submission(new Actor.ByMember(who), now, Optional.of(key(who)), command);
        };
    }

    /** Mostly the next number of the newest tab; sometimes an earlier number, sometimes an old tab. */
    private CommandKey key(MemberId who) {
        int tab =
                random.nextInt(20) == 0
                        ? 1
                        : state.member(who)
                                .flatMap(Member::attachment)
                                .map(seat -> seat.client().value())
                                .map(text -> Integer.parseInt(text.substring(text.lastIndexOf('-') + 1)))
                                .orElse(1);
        long next = numbers.merge(who, 1L, Long::sum);
        long number = random.nextInt(8) == 0 ? 1 + random.nextLong(next) : next;
        return new CommandKey(who, client(who, tab), number);
    }

    private RoomCommand command(MemberId who, MemberId aim) {
        int mostly = People.ROLES.get(who).isStaff() ? 3 : 9;
        if (random.nextInt(10) < mostly) {
            return ofAnybody(who);
        }
        return random.nextInt(6) == 0 ? ofTheSession(aim) : ofStaff(aim);
    }

    private RoomCommand ofAnybody(MemberId who) {
        return switch (random.nextInt(17)) {
            case 0 -> new Leave(seat(who), LeaveReason.CLOSED);
            case 1 -> new PassGate(gate());
            case 2, 3 -> new RaiseHand();
            case 4 -> new LowerHand(who);
            case 5, 6 -> new SetMicrophone(random.nextInt(4) > 0);
            case 7 -> new SetCamera(random.nextBoolean());
            case 8 -> new SayInRoom(text());
            case 9 -> new WriteToStaff(text());
            case 10 -> new AskForSupport();
            case 11 -> new Shield();
            case 12 -> new LowerShield();
            case 13, 14 -> new SetScreen(random.nextInt(4) > 0);
            case 15 -> new EndAside(who);
            default -> new Mute(who);
        };
    }

    private RoomCommand ofTheSession(MemberId aim) {
        if (state.phase() == Phase.ENDED && random.nextBoolean()) {
            return new Reopen();
        }
        return switch (random.nextInt(13)) {
            case 0, 1 -> new Start();
            case 2 -> random.nextInt(3) == 0 ? new End() : new Reopen();
            case 3, 4 -> new HandOverLead(aim);
            case 5 -> new TakeLead();
            case 6 -> new StartBreak();
            case 7 -> new EndBreak();
            case 8, 9, 10 -> new StartTimer(random.nextInt(60_000));
            default -> new StopTimer();
        };
    }

    private RoomCommand ofStaff(MemberId aim) {
        return switch (random.nextInt(37)) {
            case 0, 1, 2, 3 -> new Admit(oneWho(Member::waiting, aim));
            case 4, 5 -> new AdmitAllExpected();
            case 6 -> new NotNow(aim);
            case 7 -> new Decline(oneWho(Member::waiting, aim));
            case 8 -> new UndoDecline(oneWho(m -> m.standing() == Standing.DECLINED, aim));
            case 9 -> new SendBack(aim);
            case 10 -> new LowerHand(aim);
            case 11 -> new LowerAllHands();
            case 12 -> new RestoreHands();
            case 13 -> new Mute(aim);
            case 14 -> new MuteAll();
            case 15 -> new LockSpeaking(aim);
            case 16 -> new UnlockSpeaking(oneWho(Member::speakingLocked, aim));
            case 17 -> new LockSpeakingForAll();
            case 18 -> new UnlockSpeakingForAll();
            case 19 -> new LockRoom();
            case 20, 21 -> new UnlockRoom();
            case 22 -> new Remove(aim, oneOf(List.of(RemovalKind.values())), oneOf(List.of(RemovalReason.values())));
            case 23, 24 -> new UndoRemove(oneWho(m -> m.access() > 0, aim));
            case 25 -> new SayToStaff(text());
            case 26 -> new WriteToMember(aim, text());
            case 27 -> new WriteToWaiting(text());
            case 28 -> new StopCamera(oneWho(Member::camera, aim));
            case 29, 30, 31 -> new StepAside(oneWho(Member::inRoom, aim));
            case 32 -> new EndAside(oneWho(m -> m.aside().isPresent(), aim));
            case 33 -> new SetScreen(random.nextInt(4) > 0);
            case 34 -> new InviteScreen(oneWho(Member::inRoom, aim));
            case 35 -> new StopScreen(oneWho(m -> m.screen().isPresent(), aim));
            default -> new SupportSeen(aim);
        };
    }

    /** Somebody whom the command concerns, mostly. */
    private MemberId oneWho(Predicate<Member> concerned, MemberId otherwise) {
        var choices = state.members().values().stream().filter(concerned).map(Member::id).toList();
        return choices.isEmpty() || random.nextInt(4) == 0 ? otherwise : oneOf(choices);
    }

    private GateFlags gate() {
        return random.nextInt(3) > 0
                ? CLEAR
                : new GateFlags(
                        random.nextBoolean(), random.nextInt(4) == 0, random.nextBoolean(), random.nextBoolean());
    }

    private String text() {
        return switch (random.nextInt(10)) {
            case 0 -> " ";
            case 1 -> "x".repeat(1001);
            default -> "line " + random.nextInt();
        };
    }

    private MemberId anybody() {
        return oneOf(random.nextInt(3) > 0 ? OTHERS : PEOPLE);
    }

    private int tab(MemberId who) {
        return random.nextInt(15) == 0 ? 1 : tabs.merge(who, 1, Integer::sum);
    }

    /** The socket that has the seat, mostly. */
    private ConnectionId seat(MemberId who) {
        return state.member(who)
                .flatMap(Member::attachment)
                .map(Attachment::connection)
                .filter(_ -> random.nextInt(10) > 0)
                .orElse(socket(who, 1));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
