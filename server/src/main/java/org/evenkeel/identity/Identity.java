package org.evenkeel.identity;

import org.evenkeel.program.ProgramStores;
import org.evenkeel.program.RandomBytes;

import java.time.InstantSource;

/**
 * All use cases of identity.
 *
 * @param signIn names and passwords of staff
 * @param sessions sign-ins of staff
 * @param entryLinks one-use links of staff
 * @param links participants' personal links
 * @param visits tabs of participants
 * @param tickets socket tickets
 */
public record Identity(
        StaffSignIn signIn,
        StaffSessions sessions,
        StaffEntryLinks entryLinks,
        PersonalLinks links,
        Visits visits,
        SocketTickets tickets) {

    /** The use cases over one set of stores. */
    public static Identity over(
            IdentityStores stores,
            ProgramStores program,
            Passwords passwords,
            IdentityLimits limits,
            InstantSource clock,
            RandomBytes random,
            AccessEnded.Listener listener) {
        StaffSessions sessions = new StaffSessions(stores, program.staff(), limits, clock, random, listener);
        AccessRevoker revoker = new AccessRevoker(stores, listener);
        return new Identity(
                new StaffSignIn(stores, passwords, program.staff(), sessions, clock),
                sessions,
                new StaffEntryLinks(stores.entryLinks(), program.staff(), sessions, limits, clock, random),
                new PersonalLinks(stores.personalLinks(), program.participants(), revoker, limits, clock, random),
                new Visits(stores.personalLinks(), program.participants(), limits, clock, random),
                new SocketTickets(stores.tickets(), program, limits, clock, random));
    }

    /** Forgets what ended by itself: housekeeping, at any interval, on any node. */
    public void sweep() {
        sessions.sweep();
        visits.sweep();
        tickets.sweep();
        entryLinks.sweep();
    }
}
