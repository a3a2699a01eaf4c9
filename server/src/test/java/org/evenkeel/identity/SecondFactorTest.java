package org.evenkeel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.evenkeel.identity.AccountNotice.Kind;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.room.PersonId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The second factor of staff: how it comes, what it opens, what nobody can do without it. */
class SecondFactorTest {

    private final IdentityFixture fixture = new IdentityFixture();
    private final Identity identity = fixture.identity;
    private final PersonId counselor = fixture.counselor.id();

    private static void isProblem(Code code, String field, ThrowingCallable act) {
        assertThatExceptionOfType(ProgramProblem.class)
                .isThrownBy(act)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo(field));
    }

    /** A code that was not used: the one of the next step. */
    private String freshCode() {
        fixture.pass(Duration.ofSeconds(30));
        return fixture.code();
    }

    private SignedIn byPassword() {
        return identity.signIn().signIn("login-counselor", IdentityFixture.PASSWORD).orElseThrow();
    }

    private static SignInStage stage(SignedIn signedIn) {
        return signedIn.session().stage();
    }

    @Test
    void itCountsOnlyOnceARightCodeHasConfirmedIt() {
        StaffIdentity asks = fixture.known(fixture.signedIn());
        var offered = identity.secondFactors().begin(asks, IdentityFixture.PASSWORD, "Evenkeel");
        assertThat(offered.address()).contains("secret=" + offered.text());
        assertThat(identity.secondFactors().has(counselor)).isFalse();
        assertThat(stage(byPassword())).isEqualTo(SignInStage.COMPLETE);
        assertThat(identity.secondFactors().confirm(asks, "000000")).isEmpty();
        fixture.pass(Duration.ofMinutes(14));
        assertThat(fixture.enrolled(byPassword()).recovery()).hasSize(10).doesNotHaveDuplicates();
        assertThat(stage(byPassword())).isEqualTo(SignInStage.CODE);
        assertThat(identity.secondFactors().status(counselor).recoveryLeft()).isEqualTo(10);
    }

    @Test
    void anOfferIsGoodForAQuarterOfAnHour() {
        SignedIn in = fixture.signedIn();
        identity.secondFactors().begin(fixture.known(in), IdentityFixture.PASSWORD, "Evenkeel");
        fixture.pass(Duration.ofMinutes(8));
        fixture.known(in);
        fixture.pass(Duration.ofMinutes(7));
        String secret = fixture.stores.secondFactors().offered(counselor).orElseThrow().secret();
        String code = Totp.of(secret).code(Totp.stepAt(fixture.now()));
        assertThat(identity.secondFactors().confirm(fixture.known(in), code)).isEmpty();
    }

    @Test
    void aRightPasswordAloneOpensNothing() {
        fixture.enrolled(fixture.signedIn());
        SignedIn half = byPassword();
        StaffIdentity asks = fixture.known(half);
        assertThat(stage(half)).isEqualTo(SignInStage.CODE);
        isProblem(Code.NOT_ALLOWED, "", () -> identity.secondFactors().begin(asks, "", "Evenkeel"));
        isProblem(Code.NOT_ALLOWED, "", () -> identity.secondFactors().confirm(asks, "000000"));
        isProblem(
                Code.NOT_ALLOWED,
                "",
                () -> identity.signIn().changeOwnPassword(asks, IdentityFixture.PASSWORD, "another good one"));
        assertThat(identity.sessions().list(fixture.counselor.asCaller(), counselor))
                .extracting(StaffSession::id)
                .doesNotContain(half.session().id());
        fixture.pass(Duration.ofMinutes(10));
        fixture.known(half);
        fixture.pass(Duration.ofMinutes(5));
        assertThat(identity.sessions().identify(half.secret().value())).isEmpty();
    }

    @Test
    void theCodeCompletesASignInUnderANewSecretAndCountsOnce() {
        fixture.enrolled(fixture.signedIn());
        SignedIn half = byPassword();
        SignedIn other = byPassword();
        assertThat(identity.signIn().code(fixture.known(half), "000000")).isEmpty();
        String code = freshCode();
        SignedIn whole = identity.signIn().code(fixture.known(half), code).orElseThrow();
        assertThat(stage(whole)).isEqualTo(SignInStage.COMPLETE);
        assertThat(identity.sessions().identify(half.secret().value())).isEmpty();
        assertThat(identity.signIn().code(fixture.known(other), code)).isEmpty();
        assertThat(identity.signIn().code(fixture.known(whole), freshCode())).isEmpty();
        assertThat(identity.signIn().code(fixture.known(other), freshCode())).isPresent();
    }

    /** Else whoever saw the confirming code over a shoulder could use it within its half minute. */
    @Test
    void theCodeThatConfirmedItIsUsedUp() {
        fixture.enrolled(fixture.signedIn());
        assertThat(identity.signIn().code(fixture.known(byPassword()), fixture.code())).isEmpty();
    }

    @Test
    void aRecoveryCodeWorksOnceInAnySpellingAndThePersonIsTold() {
        List<String> codes = fixture.enrolled(fixture.signedIn()).recovery();
        String typed = codes.getFirst().toUpperCase(Locale.ROOT).replace("-", " ").replace('0', 'O').replace('1', 'I');
        SignedIn in = identity.signIn().code(fixture.known(byPassword()), typed).orElseThrow();
        assertThat(stage(in)).isEqualTo(SignInStage.COMPLETE);
        assertThat(identity.signIn().code(fixture.known(byPassword()), codes.getFirst())).isEmpty();
        assertThat(identity.secondFactors().status(counselor).recoveryLeft()).isEqualTo(9);
        assertThat(identity.notices().unseen(counselor))
                .extracting(AccountNotice::kind)
                .contains(Kind.RECOVERY_CODE_USED);
        identity.notices().seen(counselor, fixture.now());
        assertThat(identity.notices().unseen(counselor)).isEmpty();
        assertThat(identity.notices().list(fixture.counselor.asCaller(), counselor)).isNotEmpty();
    }

    @Test
    void recoveryCodesAreKeptAsHashesAndNewOnesEndTheOld() {
        SignedIn in = fixture.signedIn();
        var confirmed = fixture.enrolled(in);
        StaffIdentity asks = fixture.known(confirmed.signedIn());
        isProblem(
                Code.BAD_VALUE, "proof", () -> identity.secondFactors().renewRecovery(asks, IdentityFixture.PASSWORD));
        List<String> fresh = identity.secondFactors().renewRecovery(asks, freshCode());
        var all = new HashSet<>(confirmed.recovery());
        all.addAll(fresh);
        assertThat(all).hasSize(20).allMatch(code -> code.matches("([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}"));
        for (String old : confirmed.recovery()) {
            assertThat(identity.signIn().code(fixture.known(byPassword()), old)).isEmpty();
        }
        assertThat(fixture.stores.secondFactors().consumeRecovery(counselor, fresh.getFirst())).isFalse();
        assertThat(identity.signIn().code(fixture.known(byPassword()), fresh.getLast())).isPresent();
    }

    @Test
    void anOpenScreenIsNotEnoughToTakeTheAccountOver() {
        SignedIn in = fixture.signedIn();
        isProblem(
                Code.BAD_VALUE,
                "proof",
                () -> identity.secondFactors().begin(fixture.known(in), "a guessed password", "Evenkeel"));
        StaffIdentity asks = fixture.known(fixture.enrolled(in).signedIn());
        for (String proof : List.of("", IdentityFixture.PASSWORD, "000000", fixture.code())) {
            isProblem(Code.BAD_VALUE, "proof", () -> identity.secondFactors().begin(asks, proof, "Evenkeel"));
            isProblem(Code.BAD_VALUE, "proof", () -> identity.secondFactors().remove(asks, proof));
        }
        identity.secondFactors().remove(asks, freshCode());
        assertThat(identity.secondFactors().has(counselor)).isFalse();
        assertThat(identity.secondFactors().status(counselor).recoveryLeft()).isZero();
        isProblem(Code.NOT_FOUND, "secondFactor", () -> identity.secondFactors().remove(asks, ""));
    }

    @Test
    void aNewPhoneReplacesTheOldOneOnlyWhenItIsConfirmed() {
        var first = fixture.enrolled(fixture.signedIn());
        StaffIdentity asks = fixture.known(first.signedIn());
        identity.secondFactors().begin(asks, first.recovery().getFirst(), "Evenkeel");
        String old = freshCode();
        assertThat(identity.signIn().code(fixture.known(byPassword()), old)).isPresent();
        String secret = fixture.stores.secondFactors().offered(counselor).orElseThrow().secret();
        String right = Totp.of(secret).code(Totp.stepAt(fixture.now()));
        assertThat(identity.secondFactors().confirm(asks, right)).isPresent();
        assertThat(identity.signIn().code(fixture.known(byPassword()), first.recovery().getLast())).isEmpty();
    }

    // --- where it is required ---

    @Test
    void whereItIsRequiredNothingComesBeforeIt() {
        var strict = new IdentityFixture(SecondFactorRule.REQUIRED);
        strict.identity.signIn().resetPassword(strict.asSupervisor(), strict.counselor.id(), "a one-time password");
        SignedIn first = strict.identity.signIn().signIn("login-counselor", "a one-time password").orElseThrow();
        assertThat(stage(first)).isEqualTo(SignInStage.PASSWORD);
        isProblem(
                Code.NOT_ALLOWED, "", () -> strict.identity.secondFactors().begin(strict.known(first), "", "Evenkeel"));
        isProblem(
                Code.BAD_VALUE,
                "password",
                () -> strict.identity.signIn().changeOwnPassword(strict.known(first), "", "a one-time password"));
        SignedIn second = strict.identity.signIn().changeOwnPassword(strict.known(first), "", IdentityFixture.PASSWORD);
        assertThat(stage(second)).isEqualTo(SignInStage.ENROL);
        isProblem(
                Code.NOT_ALLOWED,
                "",
                () -> strict.identity.signIn().changeOwnPassword(strict.known(second), "", "another good one"));
        var confirmed = strict.enrolled(second);
        assertThat(stage(confirmed.signedIn())).isEqualTo(SignInStage.COMPLETE);
        isProblem(
                Code.NOT_ALLOWED,
                "",
                () ->
                        strict.identity
                                .secondFactors()
                                .remove(strict.known(confirmed.signedIn()), confirmed.recovery().getFirst()));
    }

    @Test
    void anEntryLinkStandsForThePasswordAndForNothingElse() {
        var strict = new IdentityFixture(SecondFactorRule.REQUIRED);
        var links = strict.identity.entryLinks();
        SignedIn bare = links.enter(links.issue(strict.asSupervisor(), strict.counselor.id()).value()).orElseThrow();
        assertThat(stage(bare)).isEqualTo(SignInStage.PASSWORD);
        strict.enrolled(strict.identity.signIn().changeOwnPassword(strict.known(bare), "", IdentityFixture.PASSWORD));
        SignedIn later = links.enter(links.issue(strict.asSupervisor(), strict.counselor.id()).value()).orElseThrow();
        assertThat(stage(later)).isEqualTo(SignInStage.CODE);
    }

    /** Without the code nothing of the account can be changed. */
    private void leadsThroughTheCodeToANewPassword(SignedIn half) {
        assertThat(stage(half)).isEqualTo(SignInStage.CODE);
        isProblem(
                Code.NOT_ALLOWED,
                "",
                () -> identity.signIn().changeOwnPassword(fixture.known(half), "", "another good one"));
        SignedIn hers = identity.signIn().code(fixture.known(half), freshCode()).orElseThrow();
        assertThat(stage(hers)).isEqualTo(SignInStage.PASSWORD);
        assertThat(stage(identity.signIn().changeOwnPassword(fixture.known(hers), "", "another good one")))
                .isEqualTo(SignInStage.COMPLETE);
    }

    /** Of a forgotten password: the code first, as ever, then a new password; nothing was lost meanwhile. */
    @Test
    void aLinkForANewPasswordLeadsThroughTheCodeToTheNewPassword() {
        fixture.enrolled(fixture.signedIn());
        Secret link = identity.entryLinks().issueForNewPassword(fixture.asSupervisor(), counselor);
        SignedIn half = identity.entryLinks().enter(link.value()).orElseThrow();
        leadsThroughTheCodeToANewPassword(half);
        assertThat(identity.signIn().signIn("login-counselor", IdentityFixture.PASSWORD)).isEmpty();
        assertThat(identity.notices().unseen(counselor))
                .filteredOn(notice -> notice.kind() == Kind.ENTRY_LINK)
                .singleElement()
                .satisfies(notice -> assertThat(notice.by()).contains(fixture.supervisor.id()));
        identity.secondFactors().reset(fixture.asSupervisor(), counselor);
        assertThat(identity.notices().bothReset(fixture.asSupervisor())).containsExactly(counselor);
    }

    /** A sign-in that was there when the rule came goes on: nobody is thrown out of a running session for it. */
    @Test
    void aSignInFromBeforeTheRuleGoesOn() {
        SignedIn in = fixture.signedIn();
        Identity strict =
                Identity.over(
                        fixture.stores,
                        fixture.program,
                        new Passwords(IdentityFixture.CHEAP, fixture.random),
                        IdentityLimits.defaults(),
                        SecondFactorRule.REQUIRED,
                        () -> java.time.Instant.ofEpochMilli(fixture.now()),
                        fixture.random,
                        _ -> {});
        assertThat(strict.sessions().identify(in.secret().value()).orElseThrow().session().complete()).isTrue();
        assertThat(stage(strict.signIn().signIn("login-counselor", IdentityFixture.PASSWORD).orElseThrow()))
                .isEqualTo(SignInStage.ENROL);
    }

    // --- what others may do to an account ---

    @Test
    void whoSetsAPasswordDoesNotBecomeThatPerson() {
        fixture.enrolled(fixture.signedIn());
        identity.signIn().resetPassword(fixture.asAdmin(), counselor, "a one-time password");
        SignedIn half = identity.signIn().signIn("login-counselor", "a one-time password").orElseThrow();
        leadsThroughTheCodeToANewPassword(half);
        assertThat(identity.signIn().signIn("login-counselor", "a one-time password")).isEmpty();
        assertThat(identity.notices().unseen(counselor))
                .filteredOn(notice -> notice.kind() == Kind.PASSWORD_RESET)
                .singleElement()
                .satisfies(notice -> assertThat(notice.by()).contains(fixture.admin.id()));
    }

    @Test
    void itMayNotSetAPasswordWhereNoSecondFactorStandsBehindIt() {
        fixture.signedIn();
        isProblem(
                Code.NOT_ALLOWED,
                "secondFactor",
                () -> identity.signIn().resetPassword(fixture.asAdmin(), counselor, "a one-time password"));
        isProblem(Code.NOT_ALLOWED, "secondFactor", () -> identity.entryLinks().issue(fixture.asAdmin(), counselor));
        identity.signIn().resetPassword(fixture.asAdmin(), fixture.admin.id(), "a one-time password");
    }

    @Test
    void aOneTimePasswordWorksForThreeDays() {
        identity.signIn().resetPassword(fixture.asSupervisor(), counselor, "a one-time password");
        fixture.pass(Duration.ofDays(3).minusSeconds(1));
        assertThat(identity.signIn().signIn("login-counselor", "a one-time password")).isPresent();
        fixture.pass(Duration.ofSeconds(1));
        assertThat(identity.signIn().signIn("login-counselor", "a one-time password")).isEmpty();
    }

    @Test
    void aSupervisorResetsTheSecondFactorAndBothResetsAreSeen() {
        SignedIn in = fixture.signedIn();
        isProblem(
                Code.NOT_FOUND,
                "secondFactor",
                () -> identity.secondFactors().reset(fixture.asSupervisor(), counselor));
        SignedIn whole = fixture.enrolled(in).signedIn();
        isProblem(Code.NOT_ALLOWED, "", () -> identity.secondFactors().reset(fixture.asAdmin(), counselor));
        isProblem(Code.NOT_ALLOWED, "", () -> identity.secondFactors().reset(fixture.counselor.asCaller(), counselor));
        identity.secondFactors().reset(fixture.asSupervisor(), counselor);
        assertThat(identity.notices().bothReset(fixture.asSupervisor())).isEmpty();
        identity.signIn().resetPassword(fixture.asSupervisor(), counselor, "a one-time password");
        assertThat(identity.sessions().identify(whole.secret().value())).isEmpty();
        assertThat(fixture.ended).contains(AccessEnded.all(counselor));
        assertThat(identity.notices().bothReset(fixture.asSupervisor())).contains(counselor);
        isProblem(Code.NOT_ALLOWED, "", () -> identity.notices().bothReset(fixture.asAdmin()));
        isProblem(Code.NOT_ALLOWED, "", () -> identity.notices().list(fixture.asAdmin(), counselor));
        fixture.pass(Duration.ofDays(8));
        assertThat(identity.notices().bothReset(fixture.asSupervisor())).isEmpty();
    }

    @Test
    void ownChangesOfThePasswordEndTheOtherSignInsOnly() {
        SignedIn one = fixture.signedIn();
        SignedIn two = byPassword();
        SignedIn renewed =
                identity.signIn().changeOwnPassword(fixture.known(one), IdentityFixture.PASSWORD, "another good one");
        assertThat(identity.sessions().identify(renewed.secret().value())).isPresent();
        for (SignedIn gone : List.of(one, two)) {
            assertThat(identity.sessions().identify(gone.secret().value())).isEmpty();
        }
    }
}
