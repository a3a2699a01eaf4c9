package org.evenkeel.attendance.oracle;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.RoomKind;

import java.util.List;
import java.util.OptionalLong;

/**
 * A made-up session.
 *
 * @param scheduledEnd milliseconds
 * @param happenings in the order of the log; a time may lie before the one above it
 * @param openUntil the clock of a live view
 * @param roster participants who were expected
 */
record RandomSession(
        RoomKind kind,
        long scheduledStart,
        long scheduledEnd,
        List<Happening> happenings,
        OptionalLong openUntil,
        List<PhoneCall> calls,
        List<PersonId> roster,
        Rules rules) {}
