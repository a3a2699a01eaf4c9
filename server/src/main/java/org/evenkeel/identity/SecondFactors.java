package org.evenkeel.identity;

import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.program.StaffStore;
import org.evenkeel.room.PersonId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Second factors of staff: codes of an authenticator app, each good once, and recovery codes on paper. A new one counts
 * once a right code has confirmed it; until then the one before does.
 */
public final class SecondFactors {

    /** How long an offered secret can be confirmed. */
    private static final Duration OFFERED = Duration.ofMinutes(15);

    private final SecondFactorStore store;
    private final StaffStore staff;
    private final StaffSessions sessions;
    private final SignInSteps steps;
    private final OwnPassword password;
    private final AccountNotices notices;
    private final InstantSource clock;
    private final RandomBytes random;

    SecondFactors(
            SecondFactorStore store,
            StaffStore staff,
            StaffSessions sessions,
            SignInSteps steps,
            OwnPassword password,
            AccountNotices notices,
            InstantSource clock,
            RandomBytes random) {
        this.store = store;
        this.staff = staff;
        this.sessions = sessions;
        this.steps = steps;
        this.password = password;
        this.notices = notices;
        this.clock = clock;
        this.random = random;
    }

    /**
     * How it stands.
     *
     * @param since milliseconds UTC; empty when there is none
     * @param recoveryLeft how many recovery codes are unused
     * @param required whether it may be removed
     */
    public record Status(OptionalLong since, int recoveryLeft, boolean required) {}

    /**
     * A secret for an app. Neither is kept by the screen.
     *
     * @param text to type
     * @param address to show as a QR code
     */
    public record Offered(String text, String address) {
        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "Offered[]";
        }
    }

    /**
     * A second factor that counts from now on.
     *
     * @param recovery new recovery codes, shown this once
     * @param signedIn the sign-in a step further
     */
    public record Confirmed(List<String> recovery, SignedIn signedIn) {
        /** The codes stay out of logs. */
        @Override
        public String toString() {
            return "Confirmed[]";
        }
    }

    /** How it stands with a person. */
    public Status status(PersonId person) {
        return new Status(
                store.find(person).map(factor -> OptionalLong.of(factor.since())).orElse(OptionalLong.empty()),
                store.recoveryLeft(person),
                steps.rule() == SecondFactorRule.REQUIRED);
    }

    /** Whether this person has one. */
    public boolean has(PersonId person) {
        return store.find(person).isPresent();
    }

    /**
     * Offers a new secret. Whoever is signed in already proves again that he is himself, by what he has: a code where
     * there is a second factor, else the password; a screen left open must not be enough.
     *
     * @param issuer what the app shows above the code
     * @throws ProgramProblem {@code bad_value} ({@code proof}), {@code not_allowed} at another step of the sign-in
     */
    public Offered begin(StaffIdentity identity, String proof, String issuer) {
        identity.mustBeAt(SignInStage.ENROL);
        if (identity.session().complete()) {
            prove(identity, proof);
        }
        Totp totp = new Totp(random.next(Totp.SECRET_BYTES));
        store.offer(
                identity.member().id(), new SecondFactorStore.Offer(random.nextId(), totp.stored(), clock.millis()));
        return new Offered(totp.text(), totp.address(issuer, identity.member().details().loginName()));
    }

    /**
     * Makes the offered secret count when the code is its code; empty when it is not, or nothing is offered.
     *
     * @throws ProgramProblem {@code not_allowed} at another step of the sign-in
     */
    public Optional<Confirmed> confirm(StaffIdentity identity, String code) {
        identity.mustBeAt(SignInStage.ENROL);
        PersonId person = identity.member().id();
        long now = clock.millis();
        Optional<SecondFactorStore.Offer> offer =
                store.offered(person).filter(offered -> now - offered.at() < OFFERED.toMillis());
        OptionalLong step = offer.map(offered -> stepOf(offered.secret(), code)).orElse(OptionalLong.empty());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        List<String> recovery = RecoveryCodes.fresh(random);
        var factor = new SecondFactorStore.Factor(offer.orElseThrow().secret(), now, step.getAsLong());
        return store.confirm(person, offer.orElseThrow(), factor, RecoveryCodes.hashes(person, recovery))
                ? Optional.of(new Confirmed(recovery, steps.goOn(identity)))
                : Optional.empty();
    }

    /**
     * New recovery codes in place of those before.
     *
     * @throws ProgramProblem {@code bad_value} ({@code proof}); {@code not_found} without a second factor
     */
    public List<String> renewRecovery(StaffIdentity identity, String proof) {
        mustHave(identity.member().id());
        prove(identity, proof);
        List<String> recovery = RecoveryCodes.fresh(random);
        PersonId person = identity.member().id();
        store.replaceRecovery(person, RecoveryCodes.hashes(person, recovery));
        return recovery;
    }

    /**
     * Removes the own second factor, where none is required.
     *
     * @throws ProgramProblem {@code bad_value} ({@code proof}); {@code not_allowed} where it is required; {@code
     *     not_found} without one
     */
    public void remove(StaffIdentity identity, String proof) {
        if (steps.rule() == SecondFactorRule.REQUIRED) {
            throw new ProgramProblem(Code.NOT_ALLOWED, "");
        }
        mustHave(identity.member().id());
        prove(identity, proof);
        store.remove(identity.member().id());
    }

    /**
     * Removes another's second factor with its recovery codes and ends all sign-ins: for a phone that is gone. The
     * person is told.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}
     */
    public void reset(Caller caller, PersonId person) {
        caller.must(Access.Action.CHANGE, Access.STAFF_SECOND_FACTOR);
        staff.find(person).orElseThrow(() -> new ProgramProblem(Code.NOT_FOUND, "staff"));
        mustHave(person);
        store.remove(person);
        notices.add(person, AccountNotice.Kind.SECOND_FACTOR_RESET, Optional.of(caller.person()));
        sessions.endAll(person);
    }

    /** Whether this is the app's code, or a recovery code; takes it: it is good once. */
    boolean take(PersonId person, String typed) {
        Optional<String> code = Totp.typed(typed);
        if (code.isPresent()) {
            OptionalLong step =
                    store.find(person)
                            .map(factor -> stepOf(factor.secret(), code.orElseThrow()))
                            .orElse(OptionalLong.empty());
            return step.isPresent() && store.accept(person, step.getAsLong());
        }
        boolean taken =
                RecoveryCodes.typed(typed)
                        .map(each -> store.consumeRecovery(person, RecoveryCodes.hash(person, each)))
                        .orElse(false);
        if (taken) {
            notices.add(person, AccountNotice.Kind.RECOVERY_CODE_USED, Optional.of(person));
        }
        return taken;
    }

    private void prove(StaffIdentity identity, String proof) {
        PersonId person = identity.member().id();
        boolean proven = has(person) ? take(person, proof) : password.is(person, proof);
        if (!proven) {
            throw new ProgramProblem(Code.BAD_VALUE, "proof");
        }
    }

    private void mustHave(PersonId person) {
        if (!has(person)) {
            throw new ProgramProblem(Code.NOT_FOUND, "secondFactor");
        }
    }

    private OptionalLong stepOf(String secret, String typed) {
        return Totp.typed(typed).map(code -> Totp.of(secret).stepOf(code, clock.millis())).orElse(OptionalLong.empty());
    }
}
