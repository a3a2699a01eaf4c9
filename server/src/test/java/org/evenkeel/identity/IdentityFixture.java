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
    final Identity identity =
            Identity.over(
                    stores,
                    program,
                    new Passwords(CHEAP, random),
                    IdentityLimits.defaults(),
                    () -> now,
                    random,
                    ended::add);
    final Clinic clinic = Clinic.over(program, () -> now, random, new AccessRevoker(stores, ended::add));
    final StaffMember admin = program.staff().save(Samples.staff("admin", StaffRole.IT_ADMIN));
    final StaffMember supervisor = program.staff().save(Samples.staff("supervisor", StaffRole.SUPERVISOR));
    final StaffMember counselor = program.staff().save(Samples.staff("counselor", StaffRole.COUNSELOR));
    final PersonId robin = program.participants().save(Samples.participant("robin")).id();

    void pass(Duration time) {
        now = now.plus(time);
    }

    Caller asAdmin() {
        return admin.asCaller();
    }

    /** The counselor, signed in by password. */
    SignedIn signedIn() {
        identity.signIn().resetPassword(asAdmin(), counselor.id(), PASSWORD);
        ended.clear();
        return identity.signIn().signIn("login-counselor", PASSWORD).orElseThrow();
    }
}
