package org.evenkeel.attendance.oracle;

import org.evenkeel.room.PersonId;

/** Somebody on the phone, milliseconds. */
record PhoneCall(PersonId person, long from, long to) {}
