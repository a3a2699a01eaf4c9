package org.evenkeel.room;

import java.util.Optional;

/**
 * Something that was written in the session.
 *
 * @param seq the entry that carried it: its order and its identity
 * @param at milliseconds UTC
 * @param kind who may read it
 * @param from who wrote it
 * @param to the one person it is for, for {@code LINE}
 * @param text as written; in sealed log entries only, never in SQL or in any file log
 */
public record Message(long seq, long at, Kind kind, MemberId from, Optional<MemberId> to, String text) {

    /** Who may read a message. */
    public enum Kind {
        /** All who were admitted when it was written, and those admitted later. */
        ROOM,
        /** Its writer and staff. */
        TO_STAFF,
        /** Staff. */
        STAFF,
        /** One person and staff. */
        LINE,
        /** Those who waited when it was written, and staff. */
        WAITING_LINE
    }
}
