package org.evenkeel.sql;

import org.evenkeel.room.SessionId;

import java.time.LocalDate;
import java.util.Optional;

/** The wrapped keys of live rooms. */
public final class SessionKeyTable {

    /**
     * A session's key, wrapped by the key of a day.
     *
     * @param day names the wrapping key
     * @param wrapped the bytes; useless without that key
     */
    public record WrappedKey(LocalDate day, byte[] wrapped) {
        public WrappedKey {
            wrapped = wrapped.clone();
        }

        @Override
        public byte[] wrapped() {
            return wrapped.clone();
        }
    }

    private final Database database;

    /** The keys of this database. */
    public SessionKeyTable(Database database) {
        this.database = database;
    }

    /** Keeps a key unless the session has one: two nodes at once get the same one. */
    public WrappedKey addIfAbsent(SessionId session, WrappedKey key) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO session_key (session_id, day, wrapped)
                                        VALUES (:session, :day, :wrapped)
                                        ON CONFLICT (session_id) DO NOTHING\
                                        """)
                                .bind("session", session.value())
                                .bind("day", key.day().toString())
                                .bind("wrapped", key.wrapped())
                                .execute());
        return find(session).orElseThrow();
    }

    /** The session's key. */
    public Optional<WrappedKey> find(SessionId session) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT day, wrapped FROM session_key WHERE session_id = :session")
                                .bind("session", session.value())
                                .map(
                                        (row, _) ->
                                                new WrappedKey(
                                                        LocalDate.parse(row.getString("day")), row.getBytes("wrapped")))
                                .findOne());
    }

    /** Forgets all keys that a day's key wraps; returns how many there were. */
    public int removeOf(LocalDate day) {
        return database.write(
                handle ->
                        handle.createUpdate("DELETE FROM session_key WHERE day = :day")
                                .bind("day", day.toString())
                                .execute());
    }
}
