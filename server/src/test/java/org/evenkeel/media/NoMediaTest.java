package org.evenkeel.media;

import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaPlaneContract;

/** A plane without media keeps what every plane promises. */
class NoMediaTest extends MediaPlaneContract {

    @Override
    protected MediaPlane open() {
        return new NoMedia();
    }
}
