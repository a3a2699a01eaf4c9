package org.evenkeel.record;

import org.evenkeel.room.SessionId;

/** A stored seal cannot be read at all. Verifying names what happened; nothing is shown as signed meanwhile. */
public final class RecordDamaged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordDamaged(SessionId session, long number) {
        super("seal " + number + " of session " + session + " cannot be read");
    }
}
