package org.evenkeel.sql;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows of the attendance ledger: only ever added. The same key with the same content is harmless, with other
 * content an alarm; the row that was there first stays.
 */
public final class LedgerTable {

    private static final String INSERT =
            """
            INSERT INTO ledger_fact (session_id, epoch, seq, idx, at, person_id, type, payload)
            VALUES (:session, :epoch, :seq, :idx, :at, :person, :type, :payload)
            ON CONFLICT (session_id, epoch, seq, idx) DO NOTHING\
            """;
    private static final String BY_KEY =
            "SELECT * FROM ledger_fact WHERE session_id = :session AND epoch = :epoch AND seq = :seq AND idx = :idx";

    /**
     * One presence fact.
     *
     * @param session which session
     * @param epoch the log's epoch
     * @param seq the log entry within the epoch
     * @param idx the fact within the entry, from 0
     * @param at when it happened, milliseconds UTC
     * @param person whom it concerns; empty when it concerns the session as a whole
     * @param type the fact's type and version, as its codec names it
     * @param payload the fact's bytes; never changed by anybody after it was handed over
     */
    public record Row(
            SessionId session,
            long epoch,
            long seq,
            int idx,
            long at,
            Optional<PersonId> person,
            String type,
            byte[] payload) {
        public Row {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(person, "person");
            Objects.requireNonNull(type, "type");
            payload = payload.clone();
        }

        @Override
        public byte[] payload() {
            return payload.clone();
        }

        /** Arrays compare by content here: that decides between harmless and alarm. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Row row
                    && session.equals(row.session)
                    && epoch == row.epoch
                    && seq == row.seq
                    && idx == row.idx
                    && at == row.at
                    && person.equals(row.person)
                    && type.equals(row.type)
                    && Arrays.equals(payload, row.payload);
        }

        @Override
        public int hashCode() {
            return Objects.hash(session, epoch, seq, idx);
        }

        @Override
        public String toString() {
            return "Row[" + session + " " + epoch + "-" + seq + "-" + idx + " " + type + "]";
        }
    }

    /**
     * A position in a session's log.
     *
     * @param epoch the epoch
     * @param seq the entry within it
     */
    public record Position(long epoch, long seq) {}

    private final Database database;

    /** The ledger of this database. */
    public LedgerTable(Database database) {
        this.database = database;
    }

    /**
     * Adds rows in one transaction; rows that are there already stay as they are.
     *
     * @return those given rows that differ from what stands under their key: an alarm. The others are kept
     */
    public List<Row> insertBatch(List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return database.write(
                handle -> {
                    int[] added = insert(handle, rows);
                    List<Row> conflicts = new ArrayList<>();
                    for (int i = 0; i < added.length; i++) {
                        if (added[i] == 0 && !rows.get(i).equals(stored(handle, rows.get(i)))) {
                            conflicts.add(rows.get(i));
                        }
                    }
                    return List.copyOf(conflicts);
                });
    }

    /** All rows of a session, by epoch, seq, idx. */
    public List<Row> ofSession(SessionId session) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM ledger_fact WHERE session_id = :session ORDER BY epoch, seq,"
                                                + " idx")
                                .bind("session", session.value())
                                .map((row, _) -> row(row))
                                .list());
    }

    /** The last entry of which the ledger has a row; empty when it has none of this session. */
    public Optional<Position> last(SessionId session) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT epoch, seq FROM ledger_fact WHERE session_id = :session
                                        ORDER BY epoch DESC, seq DESC LIMIT 1\
                                        """)
                                .bind("session", session.value())
                                .map((row, _) -> new Position(row.getLong("epoch"), row.getLong("seq")))
                                .findOne());
    }

    private static int[] insert(Handle handle, List<Row> rows) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        rows.forEach(
                row ->
                        batch.bind("session", row.session().value())
                                .bind("epoch", row.epoch())
                                .bind("seq", row.seq())
                                .bind("idx", row.idx())
                                .bind("at", row.at())
                                .bind("person", row.person().map(PersonId::value).orElse(null))
                                .bind("type", row.type())
                                .bind("payload", row.payload())
                                .add());
        return batch.execute();
    }

    private static Row stored(Handle handle, Row like) {
        return handle.createQuery(BY_KEY)
                .bind("session", like.session().value())
                .bind("epoch", like.epoch())
                .bind("seq", like.seq())
                .bind("idx", like.idx())
                .map((row, _) -> row(row))
                .one();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new SessionId(row.getString("session_id")),
                row.getLong("epoch"),
                row.getLong("seq"),
                row.getInt("idx"),
                row.getLong("at"),
                Optional.ofNullable(row.getString("person_id")).map(PersonId::new),
                row.getString("type"),
                row.getBytes("payload"));
    }
}
