package org.evenkeel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.program.ProgramProblem;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** How participants get in by their link, and how that ends. */
class ParticipantIdentityTest {

    private static final SessionId SESSION = new SessionId("s");

    private final IdentityFixture fixture = new IdentityFixture();
    private final Identity identity = fixture.identity;

    private Secret issue() {
        return identity.links().issue(fixture.counselor.asCaller(), fixture.robin).secret();
    }

    private Visits.Begun visit() {
        return identity.visits().exchange(issue().value()).orElseThrow();
    }

    @Test
    void aLinkOpensVisitsInAsManyTabsAsWanted() {
        Secret link = issue();
        assertThat(link.value()).matches("[A-Za-z0-9_-]{43}");
        Visits.Begun one = identity.visits().exchange(link.value()).orElseThrow();
        Visits.Begun two = identity.visits().exchange(link.value()).orElseThrow();
        assertThat(one.secret()).isNotEqualTo(two.secret());
        assertThat(identity.visits().identify(one.secret().value()).orElseThrow()).isEqualTo(one.known());
        assertThat(two.known().participant().id()).isEqualTo(fixture.robin);
    }

    @Test
    void unknownExpiredRevokedAndReplacedLinksLookTheSame() {
        assertThat(identity.visits().exchange("guess")).isEmpty();
        assertThat(identity.visits().exchange("")).isEmpty();
        Secret replaced = issue();
        Secret revoked = issue();
        assertThat(identity.visits().exchange(replaced.value())).isEmpty();
        identity.links().revoke(fixture.counselor.asCaller(), fixture.robin);
        assertThat(identity.visits().exchange(revoked.value())).isEmpty();
        Secret expired = issue();
        fixture.pass(Duration.ofDays(180));
        assertThat(identity.visits().exchange(expired.value())).isEmpty();
        assertThat(identity.links().status(fixture.counselor.asCaller(), fixture.robin)).isEmpty();
    }

    @Test
    void aNewLinkEndsVisitsTicketsAndSocketsOfTheOldOne() {
        Visits.Begun begun = visit();
        Secret ticket = identity.tickets().issue(begun.known(), SESSION);
        assertThat(fixture.ended).isEmpty();
        issue();
        assertThat(identity.visits().identify(begun.secret().value())).isEmpty();
        assertThat(identity.tickets().consume(ticket.value())).isEmpty();
        assertThat(fixture.ended).containsExactly(AccessEnded.all(fixture.robin));
    }

    @Test
    void aRevokedLinkEndsItsVisitsAtOnce() {
        Visits.Begun begun = visit();
        identity.links().revoke(fixture.counselor.asCaller(), fixture.robin);
        assertThat(identity.visits().identify(begun.secret().value())).isEmpty();
        assertThat(fixture.ended).containsExactly(AccessEnded.all(fixture.robin));
    }

    @Test
    void aVisitEndsAfterADay() {
        Visits.Begun begun = visit();
        fixture.pass(Duration.ofHours(24).minusMillis(1));
        assertThat(identity.visits().identify(begun.secret().value())).isPresent();
        fixture.pass(Duration.ofMillis(1));
        assertThat(identity.visits().identify(begun.secret().value())).isEmpty();
        assertThat(identity.visits().sweep()).isEqualTo(1);
    }

    @Test
    void aDeactivatedParticipantIsOutEvenBeforeTheLinkIsRevoked() {
        Secret link = issue();
        Visits.Begun begun = identity.visits().exchange(link.value()).orElseThrow();
        Secret ticket = identity.tickets().issue(begun.known(), SESSION);
        fixture.program.participants().save(begun.known().participant().withActive(false));
        assertThat(identity.visits().identify(begun.secret().value())).isEmpty();
        assertThat(identity.visits().exchange(link.value())).isEmpty();
        assertThat(identity.tickets().consume(ticket.value())).isEmpty();
    }

    @Test
    void deactivatingAParticipantEndsLinkVisitsAndSockets() {
        visit();
        fixture.clinic.participants().deactivate(fixture.counselor.asCaller(), fixture.robin, 1);
        assertThat(fixture.stores.personalLinks().of(fixture.robin)).isEmpty();
        assertThat(fixture.ended).containsExactly(AccessEnded.all(fixture.robin));
        assertThatExceptionOfType(ProgramProblem.class)
                .isThrownBy(this::issue)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProgramProblem.Code.INACTIVE));
    }

    @Test
    void aTicketOpensOneSocketWithinAMinute() {
        Visits.Begun begun = visit();
        Secret ticket = identity.tickets().issue(begun.known(), SESSION);
        assertThat(identity.tickets().consume(ticket.value()))
                .contains(
                        new SocketTicket(
                                SESSION, fixture.robin, SocketTicket.Audience.PARTICIPANT, begun.known().visit().id()));
        assertThat(identity.tickets().consume(ticket.value())).isEmpty();
        Secret late = identity.tickets().issue(begun.known(), SESSION);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(identity.tickets().consume(late.value())).isEmpty();
    }

    @Test
    void aTicketOfStaffEndsWithTheSignIn() {
        StaffIdentity known = identity.sessions().identify(fixture.signedIn().secret().value()).orElseThrow();
        Secret good = identity.tickets().issue(known, SESSION);
        assertThat(identity.tickets().consume(good.value()).orElseThrow().audience())
                .isEqualTo(SocketTicket.Audience.STAFF);
        Secret dead = identity.tickets().issue(known, SESSION);
        identity.sessions().signOut(known);
        assertThat(identity.tickets().consume(dead.value())).isEmpty();
    }

    @Test
    void onlyThoseWhoMayHandOutLinks() {
        assertThatExceptionOfType(ProgramProblem.class)
                .isThrownBy(() -> identity.links().issue(fixture.asAdmin(), fixture.robin))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProgramProblem.Code.NOT_ALLOWED));
    }
}
