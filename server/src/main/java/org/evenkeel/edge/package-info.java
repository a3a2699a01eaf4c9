/**
 * The edge: HTTP/1.1 and WebSocket on one port, on Netty.
 *
 * <p>Everything that touches a connection runs on that connection's event loop and never blocks; handlers of the {@link
 * org.evenkeel.edge.HttpRouter} run on virtual threads and may block. Knows the room's words only where it translates
 * them; storage and rules are elsewhere. Nothing that a client sent is ever logged from here.
 */
package org.evenkeel.edge;
