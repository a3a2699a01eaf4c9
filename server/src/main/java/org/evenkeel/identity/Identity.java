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
 * @param secondFactors of staff
 * @param notices about accounts, for their people
 * @param throttle slows guessing down
 * @param devices on which people signed in before
 */
public record Identity(
        StaffSignIn signIn,
        StaffSessions sessions,
        StaffEntryLinks entryLinks,
        PersonalLinks links,
        Visits visits,
        SocketTickets tickets,
        SecondFactors secondFactors,
        AccountNotices notices,
        SignInThrottle throttle,
        KnownDevices devices) {

    /**
     * The use cases over one set of stores.
     *
     * @param rule whether staff must have a second factor
     */
    public static Identity over(
            IdentityStores stores,
            ProgramStores program,
            Passwords passwords,
            IdentityLimits limits,
            SecondFactorRule rule,
            InstantSource clock,
            RandomBytes random,
            AccessEnded.Listener listener) {
        StaffSessions sessions = new StaffSessions(stores, program.staff(), limits, clock, random, listener);
        AccessRevoker revoker = new AccessRevoker(stores, listener);
        SignInSteps steps = new SignInSteps(stores, sessions, rule);
        AccountNotices notices = new AccountNotices(stores.notices(), clock, random);
        KnownDevices devices = new KnownDevices(stores.devices(), clock, random);
        SecondFactors factors =
                new SecondFactors(
                        stores.secondFactors(),
                        program.staff(),
                        sessions,
                        steps,
                        new OwnPassword(stores.passwords(), passwords),
                        notices,
                        clock,
                        random);
        return new Identity(
                new StaffSignIn(stores, passwords, program.staff(), sessions, steps, factors, notices, clock),
                sessions,
                new StaffEntryLinks(stores, program.staff(), factors, steps, notices, limits, clock, random),
                new PersonalLinks(stores.personalLinks(), program.participants(), revoker, limits, clock, random),
                new Visits(stores.personalLinks(), program.participants(), limits, clock, random),
                new SocketTickets(stores.tickets(), program, limits, clock, random),
                factors,
                notices,
                new SignInThrottle(stores.tries(), devices, program.staff(), notices, clock),
                devices);
    }

    /** Forgets what ended by itself: housekeeping, at any interval, on any node. */
    public void sweep() {
        sessions.sweep();
        visits.sweep();
        tickets.sweep();
        entryLinks.sweep();
        notices.sweep();
        throttle.sweep();
        devices.sweep();
    }
}
