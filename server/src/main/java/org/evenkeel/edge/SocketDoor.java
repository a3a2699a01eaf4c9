package org.evenkeel.edge;

/** Takes new sockets: the room-aware half of the edge. */
@FunctionalInterface
public interface SocketDoor {

    /**
     * A socket was opened. Runs on its event loop; must not block.
     *
     * @return who hears what comes in
     */
    SocketEvents opened(ClientSocket socket);
}
