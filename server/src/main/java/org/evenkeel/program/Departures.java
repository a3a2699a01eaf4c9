package org.evenkeel.program;

import org.evenkeel.room.PersonId;

/** Told when somebody was deactivated, after that is kept: whoever grants access takes it back at once. */
@FunctionalInterface
public interface Departures {

    /** This person's access ends now. Must not throw because there was none. */
    void left(PersonId person);
}
