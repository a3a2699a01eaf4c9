package org.evenkeel.api;

import org.evenkeel.identity.AccessEnded;
import org.evenkeel.live.RoomBus;
import org.evenkeel.live.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all nodes, this one too, that somebody's access ended, so that each closes this person's sockets. One sign-in
 * that ends closes all of the person's sockets: whoever is still welcome comes in again, whoever is not stays out. Any
 * thread.
 */
public final class SignedOutSignal implements AccessEnded.Listener {

    /** The signal's topic; its id is the person's. */
    public static final String TOPIC = "person-signed-out";

    private static final Logger LOG = LoggerFactory.getLogger(SignedOutSignal.class);

    private final RoomBus bus;

    public SignedOutSignal(RoomBus bus) {
        this.bus = bus;
    }

    /**
     * Access has ended already when this is called; without the bus, sockets end with the next check of their seats.
     */
    @Override
    public void ended(AccessEnded ended) {
        try {
            bus.signal(new RoomBus.Signal(TOPIC, ended.person().value()));
        } catch (StoreUnavailable e) {
            LOG.atWarn()
                    .addKeyValue("event", "signal-lost")
                    .addKeyValue("person", ended.person().value())
                    .log("nodes could not be told that somebody's access ended");
        }
    }
}
