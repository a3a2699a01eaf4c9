package org.evenkeel.identity;

/** The ports behind identity, as one set. Each is safe for any thread and may block. */
public interface IdentityStores {

    PasswordStore passwords();

    StaffSessionStore staffSessions();

    EntryLinkStore entryLinks();

    PersonalLinkStore personalLinks();

    SocketTicketStore tickets();

    SecondFactorStore secondFactors();

    AccountNoticeStore notices();

    TryStore tries();

    DeviceStore devices();
}
