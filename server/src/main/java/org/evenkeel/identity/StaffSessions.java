package org.evenkeel.identity;

import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffStore;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sign-ins of staff: 256 random bits in a cookie, ended by idleness, by age, by the person, by an administrator, and
 * with the person's account. A sign-in of somebody deactivated is worth nothing even before it was revoked.
 */
public final class StaffSessions {

    private static final long SEEN_EVERY_MILLIS = 30_000;

    /** How long the steps of a sign-in may take. */
    private static final long UNFINISHED_MILLIS = 15 * 60_000;

    private final StaffSessionStore store;
    private final SocketTicketStore tickets;
    private final StaffStore staff;
    private final IdentityLimits limits;
    private final InstantSource clock;
    private final RandomBytes random;
    private final AccessEnded.Listener listener;

    StaffSessions(
            IdentityStores stores,
            StaffStore staff,
            IdentityLimits limits,
            InstantSource clock,
            RandomBytes random,
            AccessEnded.Listener listener) {
        this.store = stores.staffSessions();
        this.tickets = stores.tickets();
        this.staff = staff;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.listener = listener;
    }

    /** Starts one for somebody who has shown who he is, as far as that stage says. */
    SignedIn start(StaffMember member, SignInStage stage) {
        long now = clock.millis();
        Secret secret = Secret.fresh(random);
        StaffSession session = new StaffSession(random.nextId(), member.id(), stage, now, now);
        store.add(secret.hash(), session);
        return new SignedIn(secret, csrfOf(secret.value()), session, member);
    }

    /** Puts one at another stage in the place of one that was: whoever knew the old secret has nothing. */
    SignedIn renew(StaffIdentity identity, SignInStage stage) {
        SignedIn renewed = start(identity.member(), stage);
        store.remove(identity.session().id());
        tickets.removeAllFrom(identity.session().id());
        return renewed;
    }

    /**
     * Who holds this secret; empty when unknown, too old, idle for too long, revoked or deactivated. Is activity. An
     * unfinished one is given too: see its stage.
     */
    public Optional<StaffIdentity> identify(String secret) {
        return identify(secret, true);
    }

    /**
     * The same for a request that may be none of the person's doing.
     *
     * @param active false for what a page asks by itself: it tells who is there and keeps nobody signed in
     */
    public Optional<StaffIdentity> identify(String secret, boolean active) {
        long now = clock.millis();
        Optional<StaffSession> alive = store.find(Secret.hash(secret)).filter(session -> alive(session, now));
        Optional<StaffMember> member =
                alive.flatMap(session -> staff.find(session.person())).filter(StaffMember::active);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        StaffSession session = alive.orElseThrow();
        if (active && now - session.lastSeenAt() >= SEEN_EVERY_MILLIS) {
            store.seen(session.id(), now);
        }
        return Optional.of(new StaffIdentity(session, member.orElseThrow(), csrfOf(secret)));
    }

    /** Whoever is live in a room is active, though he sends no request. Call it about once a minute. */
    public void seenLive(String sessionId) {
        store.seen(sessionId, clock.millis());
    }

    /** How long the sign-in goes on if nothing is done from now on, as it stood before this request; milliseconds. */
    public long idleLeft(StaffSession session) {
        return Math.max(0, session.lastSeenAt() + limits.staffIdle().toMillis() - clock.millis());
    }

    /** Ends one sign-in of the caller's own. */
    public void signOut(StaffIdentity identity) {
        end(identity.session().person(), identity.session().id());
    }

    /**
     * The sign-ins of a person that are alive, the last seen first; everybody may list his own.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<StaffSession> list(Caller caller, PersonId person) {
        ownOr(caller, person, Access.Action.READ);
        long now = clock.millis();
        return store.ofPerson(person).stream()
                .filter(session -> session.complete() && alive(session, now))
                .sorted(Comparator.comparingLong(StaffSession::lastSeenAt).reversed().thenComparing(StaffSession::id))
                .toList();
    }

    /**
     * When a person signed in last, milliseconds UTC, whether that goes on or ended; empty: never.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public OptionalLong last(Caller caller, PersonId person) {
        ownOr(caller, person, Access.Action.READ);
        return store.lastOf(person);
    }

    /**
     * Ends one sign-in of a person; everybody may end his own.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}
     */
    public void revoke(Caller caller, PersonId person, String sessionId) {
        ownOr(caller, person, Access.Action.CHANGE);
        if (store.ofPerson(person).stream().noneMatch(session -> session.id().equals(sessionId))) {
            throw new ProgramProblem(ProgramProblem.Code.NOT_FOUND, "session");
        }
        end(person, sessionId);
    }

    /**
     * Ends all sign-ins of a person and closes the sockets; everybody may end his own.
     *
     * @return how many there were
     * @throws ProgramProblem {@code not_allowed}
     */
    public int revokeAll(Caller caller, PersonId person) {
        ownOr(caller, person, Access.Action.CHANGE);
        return endAll(person);
    }

    /**
     * Ends all own sign-ins but the one that asks.
     *
     * @return how many there were
     */
    public int revokeOthers(StaffIdentity identity) {
        return endOthers(identity.member().id(), identity.session().id());
    }

    /** Forgets those that ended by themselves: housekeeping, at any interval. */
    public int sweep() {
        long now = clock.millis();
        return store.removeOld(now - limits.staffIdle().toMillis(), now - limits.staffAbsolute().toMillis());
    }

    int endAll(PersonId person) {
        int ended = store.removeAllOf(person);
        tickets.removeAllOf(person);
        listener.ended(AccessEnded.all(person));
        return ended;
    }

    int endOthers(PersonId person, String kept) {
        List<StaffSession> others =
                store.ofPerson(person).stream().filter(session -> !session.id().equals(kept)).toList();
        others.forEach(session -> end(person, session.id()));
        return others.size();
    }

    private void end(PersonId person, String sessionId) {
        store.remove(sessionId);
        tickets.removeAllFrom(sessionId);
        listener.ended(new AccessEnded(person, Optional.of(sessionId)));
    }

    private boolean alive(StaffSession session, long now) {
        return now - session.lastSeenAt() < limits.staffIdle().toMillis()
                && now - session.createdAt() < limits.staffAbsolute().toMillis()
                && (session.complete() || now - session.createdAt() < UNFINISHED_MILLIS);
    }

    private static void ownOr(Caller caller, PersonId person, Access.Action action) {
        if (!caller.person().equals(person)) {
            caller.must(action, Access.STAFF_SIGN_IN);
        }
    }

    /** Follows from the secret, so it needs no keeping; nobody can get the secret from it. */
    private static String csrfOf(String secret) {
        return Secret.hash("csrf:" + secret);
    }
}
