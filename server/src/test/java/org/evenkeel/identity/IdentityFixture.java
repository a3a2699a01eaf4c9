package org.evenkeel.identity;

import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.MemoryProgram;
import org.evenkeel.program.ProgramStores;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.program.Samples;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Identity in memory, at a time that the test moves, with passwords that are cheap to check. */
final class IdentityFixture {

    static final Passwords.Cost CHEAP = new Passwords.Cost(64, 1, 2);
    static final String PASSWORD = "correct horse battery";

    final ProgramStores program = new MemoryProgram();
    final IdentityStores stores = new MemoryIdentity();
    final List<AccessEnded> ended = new ArrayList<>();
    final RandomBytes random = Samples.countingRandom();
    private Instant now = Instant.parse("2026-03-02T15:00:00Z");
    final Identity identity;
    final Clinic clinic = Clinic.over(program, () -> now, random, new AccessRevoker(stores, ended::add));
    final StaffMember admin = program.staff().save(Samples.staff("admin", StaffRole.IT_ADMIN));
    final StaffMember supervisor = program.staff().save(Samples.staff("supervisor", StaffRole.SUPERVISOR));
    final StaffMember counselor = program.staff().save(Samples.staff("counselor", StaffRole.COUNSELOR));
    final PersonId robin = program.participants().save(Samples.participant("robin")).id();

    IdentityFixture() {
        this(SecondFactorRule.OPTIONAL);
    }

    IdentityFixture(SecondFactorRule rule) {
        identity =
                Identity.over(
                        stores,
                        program,
                        new Passwords(CHEAP, random),
                        IdentityLimits.defaults(),
                        rule,
                        () -> now,
                        random,
                        ended::add);
    }

    long now() {
        return now.toEpochMilli();
    }

    Caller asSupervisor() {
        return supervisor.asCaller();
    }

    /** As the browser asks that holds this sign-in. */
    StaffIdentity known(SignedIn signedIn) {
        return identity.sessions().identify(signedIn.secret().value()).orElseThrow();
    }

    /** The code that the counselor's app shows now. */
    String code() {
        return Totp.of(stores.secondFactors().find(counselor.id()).orElseThrow().secret()).code(Totp.stepAt(now()));
    }

    /** Sets the counselor's second factor up from a sign-in that may. */
    SecondFactors.Confirmed enrolled(SignedIn signedIn) {
        StaffIdentity asks = known(signedIn);
        identity.secondFactors().begin(asks, PASSWORD, "Evenkeel");
        String secret = stores.secondFactors().offered(counselor.id()).orElseThrow().secret();
        return identity.secondFactors().confirm(asks, Totp.of(secret).code(Totp.stepAt(now()))).orElseThrow();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Caller asAdmin() {
        return admin.asCaller();
    }

    /** The counselor, signed in by a password of his own. */
    SignedIn signedIn() {
        ownPassword(PASSWORD);
        ended.clear();
        return identity.signIn().signIn("login-counselor", PASSWORD).orElseThrow();
    }

    /** Lets the counselor choose a password, by the way that people go. */
    void ownPassword(String password) {
        String once = "a one-time password";
        identity.signIn().resetPassword(asSupervisor(), counselor.id(), once);
        SignedIn first = identity.signIn().signIn("login-counselor", once).orElseThrow();
        identity.sessions().signOut(known(identity.signIn().changeOwnPassword(known(first), "", password)));
    }
}
