package org.evenkeel.identity;

import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffStore;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs staff in by name and password, and sets passwords. An unknown name, a wrong password, an account without a
 * password and a deactivated one give the same answer after the same work.
 */
public final class StaffSignIn {

    private final PasswordStore store;
    private final EntryLinkStore entryLinks;
    private final Passwords passwords;
    private final StaffStore staff;
    private final StaffSessions sessions;
    private final InstantSource clock;

    StaffSignIn(
            IdentityStores stores, Passwords passwords, StaffStore staff, StaffSessions sessions, InstantSource clock) {
        this.store = stores.passwords();
        this.entryLinks = stores.entryLinks();
        this.passwords = passwords;
        this.staff = staff;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A new sign-in, or nothing: the answer does not tell what was wrong. */
    public Optional<SignedIn> signIn(String loginName, String password) {
        Optional<StaffMember> member = staff.byLoginName(loginName.strip().toLowerCase(Locale.ROOT));
        Optional<String> hash =
                store.find(member.map(StaffMember::id).orElse(new PersonId("nobody")))
                        .filter(any -> member.map(StaffMember::active).orElse(false));
        return passwords.verify(password, hash) ? member.map(sessions::start) : Optional.empty();
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
        caller.must(Access.Action.READ, Access.STAFF);
        return store.find(person).isPresent();
    }

    /**
     * Sets somebody's password and ends all sign-ins and entry links of this person.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code bad_value} or {@code too_long} ({@code
     *     password})
     */
    public void resetPassword(Caller caller, PersonId person, String password) {
        caller.must(Access.Action.CHANGE, Access.STAFF_SIGN_IN);
        staff.find(person).orElseThrow(() -> new ProgramProblem(Code.NOT_FOUND, "staff"));
        set(person, password);
    }

    /**
     * Changes the own password and ends all own sign-ins, also the one that asks.
     *
     * @throws ProgramProblem {@code bad_value} ({@code oldPassword}) when that is wrong, and as {@link #resetPassword}
     */
    public void changeOwnPassword(StaffIdentity identity, String oldPassword, String password) {
        PersonId person = identity.member().id();
        if (!passwords.verify(oldPassword, store.find(person))) {
            throw new ProgramProblem(Code.BAD_VALUE, "oldPassword");
        }
        set(person, password);
    }

    private void set(PersonId person, String password) {
        store.put(person, passwords.hash(password), clock.millis());
        entryLinks.removeAllOf(person);
        sessions.endAll(person);
    }
}
