package org.evenkeel.live;

import org.evenkeel.room.RoomEntry;

/**
 * An entry as it stands in the log.
 *
 * @param batch random id of the append that wrote it: after a time-out a node finds its own write by it
 */
public record LoggedEntry(String batch, RoomEntry entry) {}
