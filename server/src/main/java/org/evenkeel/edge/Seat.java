package org.evenkeel.edge;

import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

/**
 * What a socket has once it was let in.
 *
 * @param token the resume token; only its hash, the connection's id, is stored anywhere
 */
record Seat(SessionId session, MemberId member, ConnectionId connection, String token) {}
