package org.evenkeel.sql;

import org.evenkeel.identity.AccountNoticeStore;
import org.evenkeel.identity.EntryLinkStore;
import org.evenkeel.identity.IdentityStores;
import org.evenkeel.identity.PasswordStore;
import org.evenkeel.identity.PersonalLinkStore;
import org.evenkeel.identity.SecondFactorStore;
import org.evenkeel.identity.SocketTicketStore;
import org.evenkeel.identity.StaffSessionStore;

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
 */
public record SqlIdentity(
        PasswordStore passwords,
        StaffSessionStore staffSessions,
        EntryLinkStore entryLinks,
        PersonalLinkStore personalLinks,
        SocketTicketStore tickets,
        SecondFactorStore secondFactors,
        AccountNoticeStore notices)
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
                new SqlAccountNotices(database));
    }
}
