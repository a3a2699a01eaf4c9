package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

/** Keeps on which browsers people have signed in, by the hash of the browser's secret. */
public interface DeviceStore {

    /** Whether this person signed in on that browser. */
    boolean knows(String hash, PersonId person);

    /** Whether anybody did. */
    boolean knows(String hash);

    /** Notes that this person signed in there; of each person the last {@code most} are kept. */
    void put(String hash, PersonId person, long at, int most);

    /** Forgets all of a person. */
    void removeAllOf(PersonId person);

    /** Forgets where nobody signed in since that moment, milliseconds UTC; returns how many. */
    int removeOld(long before);
}
