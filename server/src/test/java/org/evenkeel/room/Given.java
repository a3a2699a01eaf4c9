package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.People.CLEAR;
import static org.evenkeel.room.People.FAY;

import org.evenkeel.room.RoomCommand.Admit;
import org.evenkeel.room.RoomCommand.PassGate;
import org.evenkeel.room.RoomCommand.Prepare;
import org.evenkeel.room.RoomCommand.Start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Given these events, when this command, then these events or that refusal. A room at one time; every step gives a new
 * one, so that a test may ask the same room several things.
 */
record Given(RoomState state, long now) {

    /** Scheduled start of every test's session, milliseconds UTC; it is prepared one hour before. */
    static final long START = 1_800_000_000_000L;

    static final long END = START + 90 * 60_000L;

    /** A therapy room, prepared; it is the scheduled start; nobody is there. */
    static Given room() {
        return room(RoomKind.THERAPY);
    }

    static Given room(RoomKind kind) {
        return room(kind, RoomPolicy.defaults(kind));
    }

    static Given room(RoomKind kind, RoomPolicy policy) {
        return nothing().does(new Prepare(new RoomSettings(kind, START, END, policy))).at(START);
    }

    /** A room of which the log is empty. */
    static Given nothing() {
        return new Given(RoomState.empty(new SessionId("session")), START - 3_600_000);
    }

    /** A therapy room that its facilitator opened at the scheduled start. */
    static Given startedRoom() {
        return room().entered(FAY).does(FAY, new Start());
    }

    /** These people opened a page each; who passes the waiting room is in. */
    Given entered(MemberId... people) {
        var next = this;
        for (var who : people) {
            next = next.does(People.enters(who, 1));
        }
        return next;
    }

    /** These people wait, with a clear gate. */
    Given waiting(MemberId... people) {
        var next = entered(people);
        for (var who : people) {
            next = next.does(who, new PassGate(CLEAR));
        }
        return next;
    }

    /** These people wait and are admitted by the facilitator. */
    Given admitted(MemberId... people) {
        var next = waiting(people);
        for (var who : people) {
            next = next.does(FAY, new Admit(who));
        }
        return next;
    }

    Given at(long time) {
        return new Given(state, time);
    }

    Given after(long millis) {
        return at(now + millis);
    }

    /** Something that must be accepted on the way. */
    Given does(MemberId who, RoomCommand command) {
        return when(who, command).thenAccepted();
    }

    Given does(RoomCommand byServer) {
        return when(byServer).thenAccepted();
    }

    /** Events that stand in the log, however they came there. */
    Given happened(RoomEvent... events) {
        return happened(Optional.empty(), List.of(events));
    }

    private Given happened(Optional<CommandKey> key, List<RoomEvent> events) {
        return new Given(state.apply(new RoomEntry(state.seq() + 1, now, key, events)), now);
    }

    When when(MemberId who, RoomCommand command) {
        return when(Submission.byMember(who, now, command));
    }

    When when(RoomCommand byServer) {
        return when(Submission.byServer(now, byServer));
    }

    /** A command that a tab numbered. */
    When when(MemberId who, int tab, long number, RoomCommand command) {
        var key = new CommandKey(who, People.client(who, tab), number);
        return when(new Submission(new Actor.ByMember(who), now, Optional.of(key), command));
    }

    private When when(Submission submission) {
        return new When(this, submission, RoomRules.decide(state, submission));
    }

    /** Does all that is due now, as a node does, until nothing is. */
    Given doesWhatIsDue() {
        var next = this;
        for (var due = Deadlines.due(state, now); !due.isEmpty(); due = Deadlines.due(next.state, now)) {
            next = next.does(due.getFirst());
        }
        return next;
    }

    Member member(MemberId who) {
        return state.member(who).orElseThrow();
    }

    /** Looks at the room on the way. */
    Given where(Consumer<RoomState> claim) {
        claim.accept(state);
        return this;
    }

    /** Looks at one fact of one member on the way. */
    <T> Given where(MemberId who, Function<Member, T> fact, T expected) {
        assertThat(fact.apply(member(who))).as(who.value()).isEqualTo(expected);
        return this;
    }

    /** One decision on one room. */
    record When(Given given, Submission submission, Decision decision) {

        /** Exactly these events, in this order; the room after them. */
        Given then(RoomEvent... events) {
            assertThat(decision).isEqualTo(new Decision.Accepted(List.of(events)));
            return thenAccepted();
        }

        /** These events, among what else followed; the room after all of them. */
        Given thenAmongOthers(RoomEvent... events) {
            assertThat(accepted()).contains(events);
            return thenAccepted();
        }

        Given thenAccepted() {
            return given.happened(submission.key(), accepted());
        }

        Given thenRefused(RejectionCode code) {
            assertThat(decision).isEqualTo(new Decision.Rejected(code));
            return given;
        }

        Given thenAlreadySo() {
            assertThat(decision).isEqualTo(new Decision.AlreadySo());
            return given;
        }

        Given thenRepeated(long seq) {
            assertThat(decision).isEqualTo(new Decision.Repeated(seq));
            return given;
        }

        private List<RoomEvent> accepted() {
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            return new ArrayList<>(((Decision.Accepted) decision).events());
        }
    }
}
