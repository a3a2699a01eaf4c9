package org.evenkeel.live;

import org.evenkeel.room.ClientId;
import org.evenkeel.room.MemberId;

/** One tab of one member: what has media of its own, over all its sockets. */
public record MediaPage(MemberId member, ClientId client) {}
