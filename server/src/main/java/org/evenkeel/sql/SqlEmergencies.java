package org.evenkeel.sql;

import org.evenkeel.program.EmergencyAccess;
import org.evenkeel.program.EmergencyFacts;
import org.evenkeel.program.EmergencyStore;
import org.evenkeel.room.PersonId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Emergency accesses; the reason and the reviewer's note are sealed. */
final class SqlEmergencies implements EmergencyStore {

    private static final String TABLE = "emergency_access";

    private final Database database;
    private final SealedColumns sealed;

    SqlEmergencies(Database database, SealedColumns sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    @Override
    public void add(EmergencyAccess access) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO emergency_access
                                            (id, participant_id, staff_id, sealed_reason, opened_at, closes_at,
                                             closed_at, reads, shown)
                                        VALUES (:id, :participant, :staff, :reason, :opened, :closes, :closed, :reads,
                                                :shown)\
                                        """)
                                .bind("id", access.id())
                                .bind("participant", access.participant().value())
                                .bind("staff", access.by().value())
                                .bind("reason", sealed.row(TABLE, access.id()).seal("reason", access.reason()))
                                .bind("opened", access.openedAt())
                                .bind("closes", access.closesAt())
                                .bind("closed", Rows.orNull(access.closedAt()))
                                .bind("reads", access.reads())
                                .bind("shown", bits(access.shown()))
                                .execute());
    }

    @Override
    public Optional<EmergencyAccess> find(String id) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM emergency_access WHERE id = :id")
                                .bind("id", id)
                                .map((row, _) -> access(row))
                                .findOne());
    }

    @Override
    public List<EmergencyAccess> openOf(PersonId by, long now) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT * FROM emergency_access
                                        WHERE staff_id = :staff AND closes_at > :now
                                          AND (closed_at IS NULL OR closed_at > :now)
                                        ORDER BY opened_at DESC, id\
                                        """)
                                .bind("staff", by.value())
                                .bind("now", now)
                                .map((row, _) -> access(row))
                                .list());
    }

    @Override
    public void close(String id, long at) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        UPDATE emergency_access SET closed_at = :at
                                        WHERE id = :id AND closed_at IS NULL AND closes_at > :at\
                                        """)
                                .bind("id", id)
                                .bind("at", at)
                                .execute());
    }

    @Override
    public void read(String id, Set<EmergencyFacts.Kind> shown) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        UPDATE emergency_access SET reads = reads + 1, shown = shown | :shown
                                        WHERE id = :id\
                                        """)
                                .bind("id", id)
                                .bind("shown", bits(shown))
                                .execute());
    }

    @Override
    public boolean review(String id, EmergencyAccess.Review review) {
        return database.write(
                        handle ->
                                handle.createUpdate(
                                                """
                                                UPDATE emergency_access
                                                SET reviewer_id = :by, reviewed_at = :at, sealed_note = :note
                                                WHERE id = :id AND reviewed_at IS NULL\
                                                """)
                                        .bind("id", id)
                                        .bind("by", review.by().value())
                                        .bind("at", review.at())
                                        .bind("note", sealed.row(TABLE, id).seal("note", review.note()))
                                        .execute())
                == 1;
    }

    @Override
    public List<EmergencyAccess> waiting(int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT * FROM emergency_access WHERE reviewed_at IS NULL
                                        ORDER BY opened_at, id LIMIT :most\
                                        """)
                                .bind("most", most)
                                .map((row, _) -> access(row))
                                .list());
    }

    @Override
    public List<EmergencyAccess> reviewed(Optional<EmergencyAccess> below, int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT * FROM emergency_access
                                        WHERE reviewed_at IS NOT NULL AND (opened_at, id) < (:opened, :id)
                                        ORDER BY opened_at DESC, id DESC LIMIT :most\
                                        """)
                                .bind("opened", below.map(EmergencyAccess::openedAt).orElse(Long.MAX_VALUE))
                                .bind("id", below.map(EmergencyAccess::id).orElse(""))
                                .bind("most", most)
                                .map((row, _) -> access(row))
                                .list());
    }

    @Override
    public Map<PersonId, Long> waitingByOpener() {
        return database.read(
                handle ->
                        handle
                                .createQuery(
                                        """
                                        SELECT staff_id, COUNT(*) AS waiting FROM emergency_access
                                        WHERE reviewed_at IS NULL GROUP BY staff_id\
                                        """)
                                .map((row, _) -> Map.entry(person(row, "staff_id"), row.getLong("waiting")))
                                .stream()
                                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Set<PersonId> openersSince(long at) {
        return database.read(
                handle ->
                        handle
                                .createQuery("SELECT DISTINCT staff_id FROM emergency_access WHERE opened_at >= :at")
                                .bind("at", at)
                                .map((row, _) -> person(row, "staff_id"))
                                .stream()
                                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Figures figures() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT COUNT(*) AS kept,
                                               COUNT(CASE WHEN reviewed_at IS NULL THEN 1 END) AS waiting,
                                               MIN(CASE WHEN reviewed_at IS NULL THEN opened_at END) AS oldest
                                        FROM emergency_access\
                                        """)
                                .map(
                                        (row, _) ->
                                                new Figures(
                                                        row.getLong("kept"),
                                                        row.getLong("waiting"),
                                                        Rows.optionalLong(row, "oldest")))
                                .one());
    }

    private EmergencyAccess access(ResultSet row) throws SQLException {
        String id = row.getString("id");
        SealedColumns.Row values = sealed.row(TABLE, id);
        return new EmergencyAccess(
                id,
                person(row, "participant_id"),
                person(row, "staff_id"),
                values.open("reason", row.getBytes("sealed_reason")),
                row.getLong("opened_at"),
                row.getLong("closes_at"),
                Rows.optionalLong(row, "closed_at"),
                row.getInt("reads"),
                kinds(row.getInt("shown")),
                review(row, values));
    }

    private static Optional<EmergencyAccess.Review> review(ResultSet row, SealedColumns.Row values)
            throws SQLException {
        String reviewer = row.getString("reviewer_id");
        return reviewer == null
                ? Optional.empty()
                : Optional.of(
                        new EmergencyAccess.Review(
                                new PersonId(reviewer),
                                row.getLong("reviewed_at"),
                                values.open("note", row.getBytes("sealed_note"))));
    }

    private static PersonId person(ResultSet row, String column) throws SQLException {
        return new PersonId(row.getString(column));
    }

    /** Never changed: the numbers stand in databases. */
    private static int bit(EmergencyFacts.Kind kind) {
        return switch (kind) {
            case PLACE -> 1;
            case CALL_BACK -> 2;
            case PHONE -> 4;
            case EMERGENCY_CONTACT -> 8;
        };
    }

    private static int bits(Set<EmergencyFacts.Kind> kinds) {
        return kinds.stream().mapToInt(SqlEmergencies::bit).sum();
    }

    private static Set<EmergencyFacts.Kind> kinds(int bits) {
        return Arrays.stream(EmergencyFacts.Kind.values())
                .filter(kind -> (bits & bit(kind)) != 0)
                .collect(Collectors.toUnmodifiableSet());
    }
}
