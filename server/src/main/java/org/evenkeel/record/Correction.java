package org.evenkeel.record;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.Objects;

/**
 * A change of one person's attendance by a human: who, when, why, old, new. Never changed or deleted.
 *
 * @param session which session
 * @param number its place among the session's corrections, from 1 without holes; amendments after signing are numbered
 *     from {@link #AMENDMENTS_FROM} x the seal's revision
 * @param person whose attendance
 * @param change what
 * @param reason why, in the corrector's words; clinical record, never in a log
 * @param by who
 * @param at when, milliseconds UTC
 */
public record Correction(
        SessionId session, int number, PersonId person, Change change, String reason, PersonId by, long at) {

    /** The first number that no correction before signing can have. */
    public static final int AMENDMENTS_FROM = 10_000;

    public Correction {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(by, "by");
        if (number < 1) {
            throw new IllegalArgumentException("corrections are numbered from 1");
        }
    }

    @Override
    public String toString() {
        return "Correction[" + session + " " + number + "]";
    }
}
