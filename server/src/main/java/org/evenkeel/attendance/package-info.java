/**
 * Countable time: what the attendance ledger's facts say about who was there, for how long, and what of it counts.
 *
 * <p>Pure values and functions over {@link org.evenkeel.room.RoomEvent.Fact}s: no storage, no clock, no screens. All
 * types are immutable and may be used from any thread; times are milliseconds since 1970, UTC, and intervals are
 * half-open. {@code server/docs/attendance.md} states the formula and every decision it left open.
 */
package org.evenkeel.attendance;
