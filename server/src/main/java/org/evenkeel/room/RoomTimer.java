package org.evenkeel.room;

/**
 * @param id made from the position at which it was started
 * @param deadline milliseconds UTC
 */
public record RoomTimer(String id, long deadline) {}
