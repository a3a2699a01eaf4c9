package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.List;

/** Keeps notices about accounts. */
public interface AccountNoticeStore {

    void add(AccountNotice notice);

    /** All of a person, the newest first. */
    List<AccountNotice> of(PersonId person);

    /** All of everybody from that moment on, in no order; milliseconds UTC. */
    List<AccountNotice> since(long at);

    /** Marks all of a person up to that moment as read. */
    void seen(PersonId person, long upTo);

    /** Forgets those before that moment that were read; returns how many. */
    int removeSeen(long before);
}
