package org.evenkeel.record;

import org.evenkeel.room.SessionId;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that verifying found.
 *
 * @param kind what it is
 * @param session whose record; empty when it is about the chain as a whole
 * @param subject which row, correction, seal or person: ids and numbers only
 */
public record Finding(Kind kind, Optional<SessionId> session, String subject) {
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(subject, "subject");
    }

    /** What can be found. */
    public enum Kind {
        ROW_CHANGED,
        ROW_REMOVED,
        /** A ledger row stands among sealed ones that was not there when they were sealed. */
        ROW_ADDED,
        /** A ledger row came after the last sealed one: no change, it waits for an amendment. */
        UNSEALED_FACT,
        CORRECTION_CHANGED,
        CORRECTION_REMOVED,
        /** A correction that no seal covers: it raced with the signature or was put in; it waits for an amendment. */
        UNSEALED_CORRECTION,
        /** Sealed rows and corrections no longer give the sealed result of this person, or of the session. */
        RESULT_DIFFERS,
        /** A seal's document does not have its hash, or does not agree with what stands beside it. */
        SEAL_BROKEN,
        SEAL_MISSING,
        /** A seal does not name the one before it. */
        CHAIN_BROKEN,
        /** The chain ends before, after or otherwise than its head says. */
        HEAD_DIFFERS;

        /** Whether it means that something was changed, and not only that something waits. */
        public boolean isAlarm() {
            return this != UNSEALED_FACT && this != UNSEALED_CORRECTION;
        }
    }
}
