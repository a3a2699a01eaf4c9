package org.evenkeel.media;

import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaPlaneContract;

/** The mesh keeps what every plane promises. */
class MeshMediaContractTest extends MediaPlaneContract {

    @Override
    protected MediaPlane open() {
        return new MeshMedia(false, Relays.none());
    }
}
