package org.evenkeel.node;

import org.evenkeel.identity.Identity;
import org.evenkeel.identity.SignedIn;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.Language;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.program.PolicyOverrides;
import org.evenkeel.program.RosterEntry;
import org.evenkeel.program.Session;
import org.evenkeel.program.SessionPlan;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.SessionId;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The made-up people and sessions of a seed, added through the use cases of the screens. Blocks. */
final class SeedClinic {

    private static final Duration LENGTH = Duration.ofHours(3);

    /** Seats are kept for so long without a socket, and nobody is muted or parked meanwhile. */
    private static final Duration KEPT = Duration.ofHours(12);

    private final Clinic clinic;
    private final Identity identity;
    private final Caller operator = Caller.operator();

    SeedClinic(Desk desk) {
        clinic = desk.clinic();
        identity = desk.identity();
    }

    /**
     * Somebody made up.
     *
     * @param link secret of a participant's personal link
     * @param signedIn a facilitator's sign-in
     */
    record Person(PersonId id, Role role, Optional<String> link, Optional<SignedIn> signedIn) {}

    /** A session that is on now, and who belongs to it. */
    record Planned(Session session, Person facilitator, List<Person> participants) {}

    List<Planned> sessions(int count, int members) {
        int before = clinic.staff().list(operator).size();
        return IntStream.range(0, count).mapToObj(i -> planned("%04d".formatted(before + i), members)).toList();
    }

    private Planned planned(String name, int members) {
        var facilitator = facilitator(name);
        var participants =
                IntStream.range(1, members).mapToObj(i -> participant("%s-%03d".formatted(name, i))).toList();
        var roster = new ArrayList<RosterEntry>();
        Stream.concat(Stream.of(facilitator), participants.stream())
                .map(each -> new RosterEntry(each.id(), each.role(), RosterEntry.Source.SESSION))
                .forEach(roster::add);
        long start = WallClock.INSTANCE.getAsLong();
        var plan =
                new SessionPlan(
                        "Load group " + name,
                        RoomKind.THERAPY,
                        ZoneOffset.UTC,
                        start,
                        start + LENGTH.toMillis(),
                        roster,
                        policy(members));
        return new Planned(clinic.schedule().add(operator, plan), facilitator, participants);
    }

    private static PolicyOverrides policy(int members) {
        var kept = OptionalLong.of(KEPT.toMillis());
        return new PolicyOverrides(
                OptionalInt.of(members), true, kept, kept, OptionalLong.of(2 * KEPT.toMillis()), OptionalLong.empty());
    }

    private Person facilitator(String name) {
        var member =
                clinic.staff()
                        .add(
                                operator,
                                new StaffDetails(
                                        "load-" + name,
                                        "Load Facilitator " + name,
                                        "Load F" + name,
                                        Set.of(StaffRole.COUNSELOR),
                                        "LCSW",
                                        true,
                                        Set.of()));
        var signedIn = identity.entryLinks().enter(identity.entryLinks().issue(operator, member.id()).value());
        return new Person(member.id(), Role.FACILITATOR, Optional.empty(), signedIn);
    }

    private Person participant(String name) {
        var details =
                new ParticipantDetails(
                        "L-" + name,
                        "Load Participant " + name,
                        "Load P" + name,
                        Language.EN,
                        "(555) 010-0199",
                        Optional.empty());
        var id = clinic.participants().add(operator, details).id();
        var link = identity.links().issue(operator, id).secret().value();
        return new Person(id, Role.PARTICIPANT, Optional.of(link), Optional.empty());
    }

    /** A socket ticket, issued as the screens do. */
    String ticket(Person person, SessionId session) {
        return person.signedIn()
                .flatMap(signedIn -> identity.sessions().identify(signedIn.secret().value()))
                .map(staff -> identity.tickets().issue(staff, session))
                .or(
                        () ->
                                person.link()
                                        .flatMap(identity.visits()::exchange)
                                        .map(visit -> identity.tickets().issue(visit.known(), session)))
                .orElseThrow(() -> new StartProblem("A made-up person could not get a ticket."))
                .value();
    }
}
