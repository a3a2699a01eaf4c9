package org.evenkeel.live;

/** The memory twin keeps what every plane promises. */
class MemoryMediaTest extends MediaPlaneContract {

    @Override
    protected MediaPlane open() {
        return new MemoryMedia();
    }
}
