package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Answer;
import org.evenkeel.live.Await;
import org.evenkeel.program.Session;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.Submission;

import java.util.HashMap;
import java.util.Map;

/**
 * A session that is held in a live room: who comes, and when it ends. Everybody is connected to another node, since
 * this one would miss their sockets.
 */
final class HeldSession {

    private final ApiFixture fixture;
    final Session session;
    final PersonId counselor;

    /** A therapy session that begins now, with these participants expected. */
    HeldSession(ApiFixture fixture, PersonId... expected) {
        this.fixture = fixture;
        this.counselor = fixture.staff(StaffRole.COUNSELOR);
        Map<PersonId, Role> people = new HashMap<>(Map.of(counselor, Role.FACILITATOR));
        for (PersonId person : expected) {
            people.put(person, Role.PARTICIPANT);
        }
        session = fixture.session(0, people);
        submit(Submission.byServer(now(), new RoomCommand.Prepare(session.plan().roomSettings())));
        enter(counselor, Role.FACILITATOR);
        by(counselor, new RoomCommand.Start());
        fixture.clinic.schedule().recordStarted(session.id(), now());
    }

    /** Comes in and is admitted. */
    void join(PersonId person) {
        enter(person, Role.PARTICIPANT);
        by(person, new RoomCommand.PassGate(new GateFlags(true, false, true, true)));
        by(counselor, new RoomCommand.Admit(member(person)));
    }

    /** Comes to the waiting room or goes straight in, as the role has it. */
    void enter(PersonId person, Role role) {
        submit(
                Submission.byServer(
                        now(),
                        new RoomCommand.Enter(
                                member(person),
                                person,
                                role,
                                role == Role.FACILITATOR,
                                fixture.clinic.schedule().expected(session.id(), person),
                                new ConnectionId("connection-" + person.value()),
                                new ClientId("tab-" + person.value()),
                                new NodeId("another-node"))));
    }

    /** Talks apart with the counselor for so many minutes. */
    void stepAside(PersonId person, int minutes) {
        by(counselor, new RoomCommand.StepAside(member(person)));
        fixture.minutesPass(minutes);
        by(person, new RoomCommand.EndAside(member(person)));
    }

    /** Ends, and waits until the ledger knows it. */
    void end() {
        by(counselor, new RoomCommand.End());
        fixture.clinic.schedule().recordEnded(session.id(), now());
        Await.until(
                "the ledger knows the end",
                () -> !fixture.attendance.compute(session.id()).orElseThrow().proposed().provisional());
    }

    MemberId member(PersonId person) {
        return fixture.memberIds.member(session.id(), person);
    }

    private void by(PersonId person, RoomCommand command) {
        submit(Submission.byMember(member(person), now(), command));
    }

    private void submit(Submission submission) {
        assertThat(fixture.rooms.submit(session.id(), submission).join()).isInstanceOf(Answer.Done.class);
    }

    private long now() {
        return fixture.now.get();
    }
}
