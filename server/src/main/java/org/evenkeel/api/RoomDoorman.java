package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.audit.AuditEntry;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.audit.AuditWriter;
import org.evenkeel.edge.Doorman;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.SocketTicket;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.GateAnswers;
import org.evenkeel.program.Participant;
import org.evenkeel.program.Session;
import org.evenkeel.program.StaffMember;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows from tickets, rosters and sign-ins who may come into which room, and as what. Any thread that may block. */
public final class RoomDoorman implements Doorman {

    private final Clinic clinic;
    private final Identity identity;
    private final People people;
    private final AuditWriter audit;
    private final InstantSource clock;

    /**
     * @param audit gets a row for everybody who comes into a room by a ticket
     */
    public RoomDoorman(Clinic clinic, Identity identity, AuditWriter audit, InstantSource clock) {
        this.clinic = clinic;
        this.identity = identity;
        this.audit = audit;
        this.clock = clock;
        this.people = new People(clinic);
    }

    @Override
    public Optional<Entrance> redeem(String ticket) {
        return identity.tickets()
                .consume(ticket)
                .flatMap(
                        redeemed ->
                                clinic.schedule()
                                        .find(redeemed.session())
                                        .filter(session -> !session.cancelled())
                                        .flatMap(session -> recorded(redeemed, session)));
    }

    /** Staff see the names of those who are expected; a participant's own coming is about himself. */
    private Optional<Entrance> recorded(SocketTicket ticket, Session session) {
        Optional<Entrance> entrance = entrance(ticket, session);
        entrance.ifPresent(_ -> audit.record(row(ticket, session)));
        return entrance;
    }

    private AuditEntry row(SocketTicket ticket, Session session) {
        List<AuditSubject> subjects = new ArrayList<>(List.of(AuditSubject.of(session.id())));
        AuditActor by =
                switch (ticket.audience()) {
                    case STAFF -> {
                        session.plan().roster().stream()
                                .filter(entry -> Door.isAttendee(entry.role()))
                                .forEach(entry -> subjects.add(AuditSubject.of(entry.person())));
                        yield AuditActor.staff(
                                ticket.person(),
                                people.staff(ticket.person()).map(StaffMember::roles).orElse(Set.of()));
                    }
                    case PARTICIPANT -> {
                        subjects.add(AuditSubject.of(ticket.person()));
                        yield AuditActor.participant(ticket.person());
                    }
                };
        return new AuditEntry(clock.millis(), by, AuditAction.ROOM_ENTER, subjects, AuditEntry.OK);
    }

    @Override
    public boolean exists(SessionId session) {
        return clinic.schedule().find(session).filter(found -> !found.cancelled()).isPresent();
    }

    /**
     * Whoever resumes must still be known: staff by a sign-in that is alive, participants by a link that is. A roster
     * that changed meanwhile takes nobody out: that is for the people in the room to decide.
     */
    @Override
    public boolean stillWelcome(SessionId session, PersonId person) {
        return known(person);
    }

    /** Whether a sign-in or a link of this person is alive; blocks. */
    public boolean known(PersonId person) {
        Optional<StaffMember> staff = people.staff(person);
        if (staff.isPresent()) {
            return staff.get().active() && !identity.sessions().list(Caller.operator(), person).isEmpty();
        }
        return people.participant(person).filter(Participant::active).isPresent()
                && identity.links().status(Caller.operator(), person).isPresent();
    }

    /**
     * Being live in a session is activity: keeps the sign-in that a member of staff used last from ending by idleness.
     * Nothing happens for others. Call it about once a minute for everybody with a live socket; blocks.
     */
    public void seenLive(PersonId person) {
        identity.sessions().list(Caller.operator(), person).stream()
                .findFirst()
                .ifPresent(session -> identity.sessions().seenLive(session.id()));
    }

    private Optional<Entrance> entrance(SocketTicket ticket, Session session) {
        return switch (ticket.audience()) {
            case STAFF ->
                    people.staff(ticket.person())
                            .flatMap(
                                    member ->
                                            Door.roleOf(member, session)
                                                    .map(role -> entrance(ticket, session, role, isLicensed(member))));
            case PARTICIPANT -> {
                Role role = session.entryOf(ticket.person()).map(entry -> entry.role()).orElse(Role.PARTICIPANT);
                yield Optional.of(entrance(ticket, session, role, false));
            }
        };
    }

    private Entrance entrance(SocketTicket ticket, Session session, Role role, boolean credentialed) {
        PersonId person = ticket.person();
        return new Entrance(
                session.id(),
                session.plan().roomSettings(),
                person,
                role,
                credentialed,
                clinic.schedule().expected(session.id(), person),
                gate(session, person));
    }

    private Optional<GateFlags> gate(Session session, PersonId person) {
        return session.entryOf(person)
                .filter(entry -> Door.isAttendee(entry.role()))
                .flatMap(_ -> clinic.gate().own(session.id(), person))
                .filter(GateAnswers::complete)
                .flatMap(answers -> answers.form().flags());
    }

    private static boolean isLicensed(StaffMember member) {
        return member.details().credentialed();
    }
}
