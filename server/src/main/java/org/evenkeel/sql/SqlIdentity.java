package org.evenkeel.sql;

import org.evenkeel.identity.AccountNoticeStore;
import org.evenkeel.identity.DeviceStore;
import org.evenkeel.identity.EntryLinkStore;
import org.evenkeel.identity.IdentityStores;
import org.evenkeel.identity.PasswordStore;
import org.evenkeel.identity.PersonalLinkStore;
import org.evenkeel.identity.SecondFactorStore;
import org.evenkeel.identity.SocketTicketStore;
import org.evenkeel.identity.StaffSessionStore;
import org.evenkeel.identity.TryStore;

/**
 * Identity in the database.
 *
 * @param passwords password hashes of staff
 * @param staffSessions sign-ins of staff
 * @param entryLinks one-use links of staff
 * @param personalLinks participants' links and visits
 * @param tickets socket tickets
 * @param secondFactors of staff
 * @param notices about accounts
 * @param tries in vain
 * @param devices on which people signed in
 */
public record SqlIdentity(
        PasswordStore passwords,
        StaffSessionStore staffSessions,
        EntryLinkStore entryLinks,
        PersonalLinkStore personalLinks,
        SocketTicketStore tickets,
        SecondFactorStore secondFactors,
        AccountNoticeStore notices,
        TryStore tries,
        DeviceStore devices)
        implements IdentityStores {

    /** All stores over one database. */
    public static SqlIdentity in(Database database, SealedColumns sealed) {
        return new SqlIdentity(
                new SqlPasswords(database),
                new SqlStaffSessions(database),
                new SqlEntryLinks(database),
                new SqlPersonalLinks(database),
                new SqlTickets(database),
                new SqlSecondFactors(database, sealed),
                new SqlAccountNotices(database),
                new SqlTries(database),
                new SqlDevices(database));
    }
}
