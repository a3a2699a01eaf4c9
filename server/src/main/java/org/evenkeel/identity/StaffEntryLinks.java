package org.evenkeel.identity;

import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffStore;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.Optional;

/** One-use links that sign a member of staff in without a password: for the first administrator and the demo clinic. */
public final class StaffEntryLinks {

    private final EntryLinkStore store;
    private final StaffStore staff;
    private final StaffSessions sessions;
    private final IdentityLimits limits;
    private final InstantSource clock;
    private final RandomBytes random;

    StaffEntryLinks(
            EntryLinkStore store,
            StaffStore staff,
            StaffSessions sessions,
            IdentityLimits limits,
            InstantSource clock,
            RandomBytes random) {
        this.store = store;
        this.staff = staff;
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Issues a link.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code inactive} for somebody unknown or deactivated
     */
    public Secret issue(Caller caller, PersonId person) {
        caller.must(Access.Action.CHANGE, Access.STAFF_SIGN_IN);
        staff.find(person)
                .filter(StaffMember::active)
                .orElseThrow(() -> new ProgramProblem(ProgramProblem.Code.INACTIVE, "staff"));
        Secret secret = Secret.fresh(random);
        store.add(secret.hash(), person, clock.millis() + limits.entryLink().toMillis());
        return secret;
    }

    /** A new sign-in, once; empty when used, expired, unknown or deactivated. */
    public Optional<SignedIn> enter(String secret) {
        return store.consume(Secret.hash(secret), clock.millis())
                .flatMap(staff::find)
                .filter(StaffMember::active)
                .map(sessions::start);
    }

    /** Forgets those that expired: housekeeping, at any interval. */
    public int sweep() {
        return store.removeExpired(clock.millis());
    }
}
