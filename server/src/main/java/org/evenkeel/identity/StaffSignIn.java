package org.evenkeel.identity;

import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffStore;
import org.evenkeel.room.PersonId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Signs staff in by name and password, then by the code of the second factor, and sets passwords. An unknown name, a
 * wrong password, an account without a password and a deactivated one give the same answer after the same work.
 */
public final class StaffSignIn {

    /** How long a password works that somebody else set. */
    private static final Duration ONCE = Duration.ofDays(3);

    private static final PersonId NOBODY = new PersonId("nobody");

    private final PasswordStore store;
    private final EntryLinkStore entryLinks;
    private final Passwords passwords;
    private final OwnPassword own;
    private final StaffStore staff;
    private final StaffSessions sessions;
    private final SignInSteps steps;
    private final SecondFactors factors;
    private final AccountNotices notices;
    private final InstantSource clock;

    StaffSignIn(
            IdentityStores stores,
            Passwords passwords,
            StaffStore staff,
            StaffSessions sessions,
            SignInSteps steps,
            SecondFactors factors,
            AccountNotices notices,
            InstantSource clock) {
        this.store = stores.passwords();
        this.entryLinks = stores.entryLinks();
        this.passwords = passwords;
        this.own = new OwnPassword(store, passwords);
        this.staff = staff;
        this.sessions = sessions;
        this.steps = steps;
        this.factors = factors;
        this.notices = notices;
        this.clock = clock;
    }

    /** A new sign-in, or nothing: the answer does not tell what was wrong. It may want further steps; see its stage. */
    public Optional<SignedIn> signIn(String loginName, String password) {
        Optional<StaffMember> member = staff.byLoginName(loginName.strip().toLowerCase(Locale.ROOT));
        long now = clock.millis();
        Optional<String> hash =
                store.find(member.map(StaffMember::id).orElse(NOBODY))
                        .filter(kept -> kept.worksAt(now))
                        .map(PasswordStore.Kept::hash)
                        .filter(_ -> member.map(StaffMember::active).orElse(false));
        return passwords.verify(password, hash) ? member.map(steps::begin) : Optional.empty();
    }

    /**
     * The step after the right password: the app's code or a recovery code. Nothing when it is wrong or was used
     * already, or when no code is awaited.
     */
    public Optional<SignedIn> code(StaffIdentity identity, String typed) {
        boolean awaited = identity.session().stage() == SignInStage.CODE;
        return awaited && factors.take(identity.member().id(), typed)
                ? Optional.of(steps.goOn(identity))
                : Optional.empty();
    }

    /** The account of this name, whether it can sign in or not: for the audit log, never for an answer. */
    public Optional<PersonId> account(String loginName) {
        return staff.byLoginName(loginName.strip().toLowerCase(Locale.ROOT)).map(StaffMember::id);
    }

    /**
     * Whether this person can sign in by password at all.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public boolean hasPassword(Caller caller, PersonId person) {
        if (!caller.person().equals(person)) {
            caller.must(Access.Action.READ, Access.STAFF);
        }
        return store.find(person).isPresent();
    }

    /**
     * Sets a one-time password for somebody and ends all sign-ins and entry links of this person, who is told. It works
     * for three days and must be replaced at the next sign-in; the second factor stays. Who may not reset second
     * factors may do this only where there is one, or where the account sees no participant: else he could become that
     * person.
     *
     * @throws ProgramProblem {@code not_allowed} (with {@code secondFactor} where one is missing), {@code not_found},
     *     {@code bad_value} or {@code too_long} ({@code password})
     */
    public void resetPassword(Caller caller, PersonId person, String password) {
        caller.must(Access.Action.CHANGE, Access.STAFF_SIGN_IN);
        StaffMember member = staff.find(person).orElseThrow(() -> new ProgramProblem(Code.NOT_FOUND, "staff"));
        mayLetIn(caller, member, factors.has(person));
        String hash = passwords.hash(password);
        long now = clock.millis();
        boolean first = store.find(person).isEmpty();
        store.put(person, new PasswordStore.Kept(hash, now, OptionalLong.of(now + ONCE.toMillis())));
        entryLinks.removeAllOf(person);
        if (!first) {
            notices.add(person, AccountNotice.Kind.PASSWORD_RESET, Optional.of(caller.person()));
        }
        sessions.endAll(person);
    }

    /**
     * Changes the own password and ends all other own sign-ins; the one that asks goes on under a new secret.
     *
     * @param oldPassword not looked at where a new password is the step that is awaited: it was right just now
     * @throws ProgramProblem {@code bad_value} ({@code oldPassword}) when that is wrong, ({@code password}) also when
     *     it is the present password again, {@code too_long}; {@code not_allowed} at another step of the sign-in
     */
    public SignedIn changeOwnPassword(StaffIdentity identity, String oldPassword, String password) {
        identity.mustBeAt(SignInStage.PASSWORD);
        PersonId person = identity.member().id();
        Optional<PasswordStore.Kept> before = store.find(person);
        if (identity.session().complete() && !own.is(person, oldPassword)) {
            throw new ProgramProblem(Code.BAD_VALUE, "oldPassword");
        }
        Passwords.check(password);
        if (before.isPresent() && own.is(person, password)) {
            throw new ProgramProblem(Code.BAD_VALUE, "password");
        }
        store.put(person, new PasswordStore.Kept(passwords.hash(password), clock.millis(), OptionalLong.empty()));
        entryLinks.removeAllOf(person);
        SignedIn renewed = steps.goOn(identity);
        sessions.endOthers(person, renewed.session().id());
        return renewed;
    }

    /**
     * Whether this caller may make a way in for somebody.
     *
     * @throws ProgramProblem {@code not_allowed} ({@code secondFactor})
     */
    static void mayLetIn(Caller caller, StaffMember member, boolean hasFactor) {
        boolean bound = hasFactor || !member.seesParticipants();
        if (!bound && !caller.may(Access.Action.CHANGE, Access.STAFF_SECOND_FACTOR)) {
            throw new ProgramProblem(Code.NOT_ALLOWED, "secondFactor");
        }
    }
}
