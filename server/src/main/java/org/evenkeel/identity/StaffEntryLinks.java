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

/**
 * One-use links that stand for a password once: for the first administrator and the demo clinic. They do not stand for
 * the second factor.
 */
public final class StaffEntryLinks {

    private final EntryLinkStore store;
    private final PasswordStore passwords;
    private final StaffStore staff;
    private final SecondFactors factors;
    private final SignInSteps steps;
    private final AccountNotices notices;
    private final IdentityLimits limits;
    private final InstantSource clock;
    private final RandomBytes random;

    StaffEntryLinks(
            IdentityStores stores,
            StaffStore staff,
            SecondFactors factors,
            SignInSteps steps,
            AccountNotices notices,
            IdentityLimits limits,
            InstantSource clock,
            RandomBytes random) {
        this.store = stores.entryLinks();
        this.passwords = stores.passwords();
        this.staff = staff;
        this.factors = factors;
        this.steps = steps;
        this.notices = notices;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Issues a link.
     *
     * @throws ProgramProblem {@code not_allowed} (as for a reset password), {@code inactive} for somebody unknown or
     *     deactivated
     */
    public Secret issue(Caller caller, PersonId person) {
        caller.must(Access.Action.CHANGE, Access.STAFF_SIGN_IN);
        StaffMember member =
                staff.find(person)
                        .filter(StaffMember::active)
                        .orElseThrow(() -> new ProgramProblem(ProgramProblem.Code.INACTIVE, "staff"));
        StaffSignIn.mayLetIn(caller, member, factors.has(person));
        Secret secret = Secret.fresh(random);
        store.add(secret.hash(), person, clock.millis() + limits.entryLink().toMillis());
        return secret;
    }

    /**
     * Issues a link for somebody who may have forgotten his password: a new one must be chosen at the next sign-in. The
     * present one works until then, so that a link that nobody opens locks nobody out. Whoever had one is told.
     *
     * @throws ProgramProblem as above
     */
    public Secret issueForNewPassword(Caller caller, PersonId person) {
        Secret secret = issue(caller, person);
        passwords
                .find(person)
                .ifPresent(
                        kept -> {
                            passwords.put(person, kept.toBeReplaced());
                            notices.add(person, AccountNotice.Kind.ENTRY_LINK, Optional.of(caller.person()));
                        });
        return secret;
    }

    /** A new sign-in, once, that may want further steps; empty when used, expired, unknown or deactivated. */
    public Optional<SignedIn> enter(String secret) {
        return store.consume(Secret.hash(secret), clock.millis())
                .flatMap(staff::find)
                .filter(StaffMember::active)
                .map(steps::begin);
    }

    /** Forgets those that expired: housekeeping, at any interval. */
    public int sweep() {
        return store.removeExpired(clock.millis());
    }
}
