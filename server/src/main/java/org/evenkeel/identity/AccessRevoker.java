package org.evenkeel.identity;

import org.evenkeel.program.Departures;
import org.evenkeel.room.PersonId;

/** Takes back everything by which a person could get in: what happens when somebody is deactivated. Any thread. */
public final class AccessRevoker implements Departures {

    private final IdentityStores stores;
    private final AccessEnded.Listener listener;

    /**
     * @param listener told when access ended, so that sockets close
     */
    public AccessRevoker(IdentityStores stores, AccessEnded.Listener listener) {
        this.stores = stores;
        this.listener = listener;
    }

    @Override
    public void left(PersonId person) {
        stores.staffSessions().removeAllOf(person);
        stores.entryLinks().removeAllOf(person);
        stores.devices().removeAllOf(person);
        stores.personalLinks().remove(person);
        closeAll(person);
    }

    /** Ends tickets and sockets. */
    void closeAll(PersonId person) {
        stores.tickets().removeAllOf(person);
        listener.ended(AccessEnded.all(person));
    }
}
