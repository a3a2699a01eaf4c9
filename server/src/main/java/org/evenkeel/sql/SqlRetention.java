package org.evenkeel.sql;

import org.evenkeel.audit.AuditEntry;
import org.evenkeel.retention.RetentionStore;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** What retention looks at and deletes in the database. Any thread. */
public final class SqlRetention implements RetentionStore {

    private static final int PAGE = 500;

    /** A session that still runs has no end yet: then the scheduled one is long past, and nobody ended it. */
    private static final String ENDED = "COALESCE(s.ended_at, s.end_at) < :moment AND s.end_at < :moment";

    /** Whoever is on the roster, came, or answered the questions. */
    private static final String HELD =
            """
            EXISTS (SELECT 1 FROM legal_hold h WHERE
                h.person_id IN (SELECT r.person_id FROM roster_entry r WHERE r.session_id = s.id)
                OR h.person_id IN (SELECT f.person_id FROM ledger_fact f
                                   WHERE f.session_id = s.id AND f.person_id IS NOT NULL)
                OR h.person_id IN (SELECT c.person_id FROM attendance_correction c WHERE c.session_id = s.id)
                OR h.person_id IN (SELECT g.person_id FROM gate_answers g WHERE g.session_id = s.id))\
            """;

    /**
     * Whose answers stay whatever the room's facts say: under a hold, or took part by phone, whom nobody could let in.
     * A withdrawn phone entry counts too: it is part of the record.
     */
    private static final String KEPT =
            """
            (g.person_id IN (SELECT person_id FROM legal_hold)
             OR EXISTS (SELECT 1 FROM attendance_correction c
                        WHERE c.session_id = g.session_id AND c.person_id = g.person_id AND c.kind = 'PHONE_ADDED'))\
            """;

    private static final List<String> OF_A_SESSION =
            List.of(
                    "DELETE FROM ledger_fact WHERE session_id = :session",
                    "DELETE FROM attendance_correction WHERE session_id = :session",
                    "DELETE FROM gate_answers WHERE session_id = :session",
                    "DELETE FROM session_key WHERE session_id = :session",
                    "DELETE FROM socket_ticket WHERE session_id = :session",
                    """
                    INSERT INTO attendance_seal_gone (number, hash, previous)
                    SELECT number, hash, previous FROM attendance_seal WHERE session_id = :session\
                    """,
                    "DELETE FROM attendance_seal WHERE session_id = :session",
                    "DELETE FROM roster_entry WHERE session_id = :session");

    private final Database database;

    /** Retention of this database. */
    public SqlRetention(Database database) {
        this.database = database;
    }

    @Override
    public List<SessionId> sessionsEndedBefore(long moment, int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT s.id FROM clinic_session s WHERE %s AND NOT %s ORDER BY s.end_at, s.id"
                                                        .formatted(ENDED, HELD)
                                                + " LIMIT :most")
                                .bind("moment", moment)
                                .bind("most", most)
                                .map((row, _) -> new SessionId(row.getString("id")))
                                .list());
    }

    @Override
    public long sessionsHeldBefore(long moment) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM clinic_session s WHERE %s AND %s".formatted(ENDED, HELD))
                                .bind("moment", moment)
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public void forEachAnswers(long endedBefore, Consumer<Answers> visitor) {
        for (List<Answers> page = answers(endedBefore, "", ""); !page.isEmpty(); ) {
            page.forEach(visitor);
            Answers last = page.getLast();
            page = answers(endedBefore, last.session().value(), last.person().value());
        }
    }

    private List<Answers> answers(long endedBefore, String session, String person) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT DISTINCT g.session_id, g.person_id
                                        FROM gate_answers g JOIN clinic_session s ON s.id = g.session_id
                                        WHERE %s AND (g.session_id, g.person_id) > (:session, :person) AND NOT %s
                                        ORDER BY g.session_id, g.person_id LIMIT :page\
                                        """
                                                .formatted(ENDED, KEPT))
                                .bind("moment", endedBefore)
                                .bind("session", session)
                                .bind("person", person)
                                .bind("page", PAGE)
                                .map(
                                        (row, _) ->
                                                new Answers(
                                                        new SessionId(row.getString("session_id")),
                                                        new PersonId(row.getString("person_id"))))
                                .list());
    }

    @Override
    public boolean deleteSession(SessionId session, AuditEntry report) {
        return database.write(
                handle -> {
                    SqlAuditLog.takeTurn(handle); // so that no hold is placed meanwhile
                    if (held(handle, session)) {
                        return false;
                    }
                    OF_A_SESSION.forEach(sql -> handle.createUpdate(sql).bind("session", session.value()).execute());
                    boolean there =
                            handle.createUpdate("DELETE FROM clinic_session WHERE id = :session")
                                            .bind("session", session.value())
                                            .execute()
                                    == 1;
                    if (there) {
                        SqlAuditLog.append(handle, List.of(report));
                    }
                    return there;
                });
    }

    private static boolean held(Handle handle, SessionId session) {
        return handle.createQuery("SELECT COUNT(*) FROM clinic_session s WHERE s.id = :session AND " + HELD)
                        .bind("session", session.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    @Override
    public boolean deleteAnswers(Answers answers, AuditEntry report) {
        return reported(
                report,
                handle ->
                        handle.createUpdate(
                                        """
                                        DELETE FROM gate_answers AS g
                                        WHERE g.session_id = :session AND g.person_id = :person AND NOT %s\
                                        """
                                                .formatted(KEPT))
                                .bind("session", answers.session().value())
                                .bind("person", answers.person().value())
                                .execute());
    }

    @Override
    public List<Emergency> emergenciesEndedBefore(long moment, int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT id, participant_id, staff_id FROM emergency_access
                                        WHERE closes_at < :moment AND COALESCE(reviewed_at, closes_at) < :moment
                                        ORDER BY opened_at, id LIMIT :most\
                                        """)
                                .bind("moment", moment)
                                .bind("most", most)
                                .map(
                                        (row, _) ->
                                                new Emergency(
                                                        row.getString("id"),
                                                        new PersonId(row.getString("participant_id")),
                                                        new PersonId(row.getString("staff_id"))))
                                .list());
    }

    @Override
    public boolean deleteEmergency(Emergency emergency, AuditEntry report) {
        return reported(
                report,
                handle ->
                        handle.createUpdate(
                                        """
                                        DELETE FROM emergency_access
                                        WHERE id = :id AND NOT EXISTS (SELECT 1 FROM legal_hold)\
                                        """)
                                .bind("id", emergency.id())
                                .execute());
    }

    @Override
    public List<Hold> holds() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM legal_hold ORDER BY placed_at, person_id")
                                .map(
                                        (row, _) ->
                                                new Hold(
                                                        new PersonId(row.getString("person_id")),
                                                        row.getLong("placed_at")))
                                .list());
    }

    @Override
    public boolean placeHold(Hold hold, AuditEntry report) {
        return reported(
                report,
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO legal_hold (person_id, placed_at) VALUES (:person, :at)
                                        ON CONFLICT (person_id) DO NOTHING\
                                        """)
                                .bind("person", hold.person().value())
                                .bind("at", hold.placedAt())
                                .execute());
    }

    @Override
    public boolean releaseHold(PersonId person, AuditEntry report) {
        return reported(
                report,
                handle ->
                        handle.createUpdate("DELETE FROM legal_hold WHERE person_id = :person")
                                .bind("person", person.value())
                                .execute());
    }

    /** A change and its audit row, both or none. */
    private boolean reported(AuditEntry report, ToIntFunction<Handle> change) {
        return database.write(
                handle -> {
                    SqlAuditLog.takeTurn(handle);
                    boolean changed = change.applyAsInt(handle) > 0;
                    if (changed) {
                        SqlAuditLog.append(handle, List.of(report));
                    }
                    return changed;
                });
    }
}
