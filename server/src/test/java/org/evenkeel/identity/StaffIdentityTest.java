package org.evenkeel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.ProgramProblem.Code;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/** How staff get in, stay in and are put out. */
class StaffIdentityTest {

    private final IdentityFixture fixture = new IdentityFixture();
    private final Identity identity = fixture.identity;

    private void isProblem(Code code, ThrowingCallable act) {
        assertThatExceptionOfType(ProgramProblem.class)
                .isThrownBy(act)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void aNameInAnyCaseAndThePasswordSignIn() {
        SignedIn in = fixture.signedIn();
        assertThat(identity.signIn().signIn("  LOGIN-Counselor ", IdentityFixture.PASSWORD)).isPresent();
        StaffIdentity known = identity.sessions().identify(in.secret().value()).orElseThrow();
        assertThat(known.member()).isEqualTo(fixture.counselor);
        assertThat(known.caller().roles()).isEqualTo(fixture.counselor.roles());
    }

    @Test
    void unknownNameWrongPasswordNoPasswordAndDeactivatedLookTheSame() {
        fixture.signedIn();
        assertThat(identity.signIn().signIn("login-counselor", "wrong horse battery")).isEmpty();
        assertThat(identity.signIn().signIn("nobody", IdentityFixture.PASSWORD)).isEmpty();
        assertThat(identity.signIn().signIn("login-admin", IdentityFixture.PASSWORD)).isEmpty();
        assertThat(identity.signIn().signIn("login-counselor", "x".repeat(10_000))).isEmpty();
        assertThat(identity.signIn().signIn("", "")).isEmpty();
        fixture.clinic.staff().deactivate(fixture.supervisor.asCaller(), fixture.counselor.id(), 1);
        assertThat(identity.signIn().signIn("login-counselor", IdentityFixture.PASSWORD)).isEmpty();
    }

    @Test
    void aSignInEndsAfterFifteenIdleMinutesAndActivityKeepsIt() {
        String secret = fixture.signedIn().secret().value();
        for (int i = 0; i < 4; i++) {
            fixture.pass(Duration.ofMinutes(14));
            assertThat(identity.sessions().identify(secret)).isPresent();
        }
        fixture.pass(Duration.ofMinutes(15));
        assertThat(identity.sessions().identify(secret)).isEmpty();
    }

    @Test
    void beingLiveInARoomIsActivity() {
        SignedIn in = fixture.signedIn();
        for (int i = 0; i < 3; i++) {
            fixture.pass(Duration.ofMinutes(14));
            identity.sessions().seenLive(in.session().id());
        }
        assertThat(identity.sessions().identify(in.secret().value())).isPresent();
    }

    @Test
    void aSignInEndsAfterTwelveHoursHoweverActive() {
        String secret = fixture.signedIn().secret().value();
        for (int i = 0; i < 71; i++) {
            fixture.pass(Duration.ofMinutes(10));
            assertThat(identity.sessions().identify(secret)).isPresent();
        }
        fixture.pass(Duration.ofMinutes(10));
        assertThat(identity.sessions().identify(secret)).isEmpty();
    }

    @Test
    void unsafeRequestsNeedTheTokenOfTheirOwnSignIn() {
        SignedIn in = fixture.signedIn();
        SignedIn other = identity.signIn().signIn("login-counselor", IdentityFixture.PASSWORD).orElseThrow();
        StaffIdentity known = identity.sessions().identify(in.secret().value()).orElseThrow();
        assertThat(known.csrfIs(in.csrf())).isTrue();
        assertThat(known.csrfIs(other.csrf())).isFalse();
        assertThat(known.csrfIs("")).isFalse();
        assertThat(in.csrf()).isNotEqualTo(in.secret().hash());
    }

    @Test
    void onlyHashesAreKept() {
        SignedIn in = fixture.signedIn();
        assertThat(fixture.stores.staffSessions().find(in.secret().value())).isEmpty();
        assertThat(fixture.stores.staffSessions().find(in.secret().hash())).isPresent();
        assertThat(in.toString()).doesNotContain(in.secret().value());
    }

    @Test
    void signingOutEndsThisSignInAndItsSocketsOnly() {
        SignedIn one = fixture.signedIn();
        SignedIn two = identity.signIn().signIn("login-counselor", IdentityFixture.PASSWORD).orElseThrow();
        identity.sessions().signOut(identity.sessions().identify(one.secret().value()).orElseThrow());
        assertThat(identity.sessions().identify(one.secret().value())).isEmpty();
        assertThat(identity.sessions().identify(two.secret().value())).isPresent();
        assertThat(fixture.ended)
                .containsExactly(new AccessEnded(fixture.counselor.id(), Optional.of(one.session().id())));
    }

    @Test
    void anAdministratorEndsOneSignInOrAllAndACounselorOnlyHisOwn() {
        SignedIn one = fixture.signedIn();
        SignedIn two = identity.signIn().signIn("login-counselor", IdentityFixture.PASSWORD).orElseThrow();
        var counselor = fixture.counselor.asCaller();
        assertThat(identity.sessions().list(counselor, fixture.counselor.id())).hasSize(2);
        isProblem(Code.NOT_ALLOWED, () -> identity.sessions().list(counselor, fixture.admin.id()));
        isProblem(Code.NOT_ALLOWED, () -> identity.sessions().revokeAll(counselor, fixture.admin.id()));
        identity.sessions().revoke(fixture.asAdmin(), fixture.counselor.id(), one.session().id());
        isProblem(
                Code.NOT_FOUND,
                () -> identity.sessions().revoke(fixture.asAdmin(), fixture.admin.id(), two.session().id()));
        assertThat(identity.sessions().identify(one.secret().value())).isEmpty();
        assertThat(identity.sessions().revokeAll(fixture.asAdmin(), fixture.counselor.id())).isEqualTo(1);
        assertThat(identity.sessions().identify(two.secret().value())).isEmpty();
        assertThat(fixture.ended).last().isEqualTo(AccessEnded.all(fixture.counselor.id()));
    }

    @Test
    void deactivatingALeaverEndsEverythingAtOnce() {
        SignedIn in = fixture.signedIn();
        Secret link = identity.entryLinks().issue(fixture.asSupervisor(), fixture.counselor.id());
        fixture.clinic.staff().deactivate(fixture.supervisor.asCaller(), fixture.counselor.id(), 1);
        assertThat(identity.sessions().identify(in.secret().value())).isEmpty();
        assertThat(identity.entryLinks().enter(link.value())).isEmpty();
        assertThat(fixture.ended).containsExactly(AccessEnded.all(fixture.counselor.id()));
        assertThat(fixture.stores.staffSessions().ofPerson(fixture.counselor.id())).isEmpty();
    }

    @Test
    void aSignInOfSomebodyDeactivatedIsWorthNothingEvenBeforeItIsRevoked() {
        SignedIn in = fixture.signedIn();
        fixture.program.staff().save(fixture.counselor.withActive(false));
        assertThat(identity.sessions().identify(in.secret().value())).isEmpty();
    }

    @Test
    void aResetPasswordReplacesTheOldOneAndEndsSignIns() {
        SignedIn in = fixture.signedIn();
        isProblem(
                Code.NOT_ALLOWED,
                () -> identity.signIn().resetPassword(fixture.counselor.asCaller(), fixture.admin.id(), "x"));
        identity.signIn().resetPassword(fixture.asSupervisor(), fixture.counselor.id(), "another good one");
        assertThat(identity.sessions().identify(in.secret().value())).isEmpty();
        assertThat(identity.signIn().signIn("login-counselor", IdentityFixture.PASSWORD)).isEmpty();
        assertThat(identity.signIn().signIn("login-counselor", "another good one")).isPresent();
    }

    @Test
    void theOwnPasswordIsChangedWithTheOldOne() {
        StaffIdentity known = identity.sessions().identify(fixture.signedIn().secret().value()).orElseThrow();
        isProblem(Code.BAD_VALUE, () -> identity.signIn().changeOwnPassword(known, "wrong", "another good one"));
        isProblem(
                Code.BAD_VALUE,
                () -> identity.signIn().changeOwnPassword(known, IdentityFixture.PASSWORD, "too short"));
        identity.signIn().changeOwnPassword(known, IdentityFixture.PASSWORD, "another good one");
        assertThat(identity.signIn().signIn("login-counselor", "another good one")).isPresent();
    }

    @Test
    void anEntryLinkSignsInOnceWithinItsTime() {
        Secret link = identity.entryLinks().issue(fixture.asSupervisor(), fixture.counselor.id());
        assertThat(identity.entryLinks().enter(link.value())).isPresent();
        assertThat(identity.entryLinks().enter(link.value())).isEmpty();
        Secret late = identity.entryLinks().issue(fixture.asSupervisor(), fixture.counselor.id());
        fixture.pass(Duration.ofMinutes(15));
        assertThat(identity.entryLinks().enter(late.value())).isEmpty();
        assertThat(identity.entryLinks().enter("guess")).isEmpty();
        isProblem(
                Code.NOT_ALLOWED, () -> identity.entryLinks().issue(fixture.counselor.asCaller(), fixture.admin.id()));
    }

    @Test
    void housekeepingForgetsWhatEndedByItself() {
        fixture.signedIn();
        fixture.pass(Duration.ofMinutes(16));
        identity.sweep();
        assertThat(fixture.stores.staffSessions().ofPerson(fixture.counselor.id())).isEmpty();
    }
}
