package org.evenkeel.attendance.oracle;

import org.evenkeel.room.RoomEvent;

/** A fact with its time, milliseconds. */
record Happening(long at, RoomEvent.Fact fact) {}
