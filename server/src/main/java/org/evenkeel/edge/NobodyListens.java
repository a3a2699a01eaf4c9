package org.evenkeel.edge;

import org.evenkeel.wire.BadMessage;
import org.evenkeel.wire.ClientMessage;

/** For a socket that could not be taken: what it brings until it is closed is not heard. */
final class NobodyListens implements SocketEvents {

    @Override
    public void message(ClientMessage message) {}

    @Override
    public void badMessage(BadMessage bad) {}

    @Override
    public void closed(SocketEnd end) {}
}
