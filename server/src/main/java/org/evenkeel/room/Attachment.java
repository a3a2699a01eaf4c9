package org.evenkeel.room;

/**
 * The socket that has (or, while reconnecting, last had) a member's seat.
 *
 * @param connection its id
 * @param client the tab behind it
 * @param node the node that holds it
 * @param generation rises with each attach of the member
 * @param since when it attached, milliseconds UTC
 */
public record Attachment(ConnectionId connection, ClientId client, NodeId node, int generation, long since) {}
