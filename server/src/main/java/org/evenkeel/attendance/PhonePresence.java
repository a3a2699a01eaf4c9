package org.evenkeel.attendance;

import org.evenkeel.room.PersonId;

import java.util.Objects;

/**
 * Somebody took part by phone alone, as staff entered it. It counts by the same formula: not in breaks, not without
 * qualified staff.
 */
public record PhonePresence(PersonId person, Interval during) {
    public PhonePresence {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(during, "during");
    }
}
