package org.evenkeel.media;

import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaPlaneContract;
import org.evenkeel.live.MemoryMediaStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A real SFU keeps what every plane promises. */
class JanusMediaContractTest extends MediaPlaneContract {

    private static TestJanus janus;

    @BeforeAll
    static void start() {
        janus = TestJanus.start();
    }

    @AfterAll
    static void stop() {
        janus.close();
    }

    @Override
    protected MediaPlane open() {
        var store = new MemoryMediaStore(System::currentTimeMillis);
        return new JanusMedia(janus.address(), store, Relays.none(), () -> {}, System::currentTimeMillis);
    }
}
