package org.evenkeel.sql;

import org.evenkeel.identity.SignInStage;
import org.evenkeel.identity.StaffSession;
import org.evenkeel.identity.StaffSessionStore;
import org.evenkeel.room.PersonId;
import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sign-ins of staff. */
final class SqlStaffSessions implements StaffSessionStore {

    private final Database database;

    SqlStaffSessions(Database database) {
        this.database = database;
    }

    @Override
    public void add(String hash, StaffSession session) {
        database.write(
                handle -> {
                    if (session.complete()) {
                        noteLast(handle, session);
                    }
                    return handle.createUpdate(
                                    """
                                    INSERT INTO staff_session
                                        (hash, id, person_id, stage, created_at, last_seen_at)
                                    VALUES (:hash, :id, :person, :stage, :created, :seen)\
                                    """)
                            .bind("hash", hash)
                            .bind("id", session.id())
                            .bind("person", session.person().value())
                            .bind("stage", session.stage())
                            .bind("created", session.createdAt())
                            .bind("seen", session.lastSeenAt())
                            .execute();
                });
    }

    private static void noteLast(Handle handle, StaffSession session) {
        handle.createUpdate(
                        """
                        INSERT INTO staff_last_sign_in (person_id, signed_in_at) VALUES (:person, :at)
                        ON CONFLICT (person_id) DO UPDATE SET signed_in_at = excluded.signed_in_at\
                        """)
                .bind("person", session.person().value())
                .bind("at", session.createdAt())
                .execute();
    }

    @Override
    public OptionalLong lastOf(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT signed_in_at FROM staff_last_sign_in WHERE person_id = :person")
                                .bind("person", person.value())
                                .mapTo(Long.class)
                                .findOne()
                                .map(OptionalLong::of)
                                .orElse(OptionalLong.empty()));
    }

    @Override
    public Optional<StaffSession> find(String hash) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM staff_session WHERE hash = :hash")
                                .bind("hash", hash)
                                .map((row, _) -> session(row))
                                .findOne());
    }

    @Override
    public List<StaffSession> ofPerson(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM staff_session WHERE person_id = :person")
                                .bind("person", person.value())
                                .map((row, _) -> session(row))
                                .list());
    }

    @Override
    public void seen(String id, long at) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        "UPDATE staff_session SET last_seen_at = :at WHERE id = :id AND last_seen_at <"
                                                + " :at")
                                .bind("id", id)
                                .bind("at", at)
                                .execute());
    }

    @Override
    public boolean remove(String id) {
        return database.write(
                        handle ->
                                handle.createUpdate("DELETE FROM staff_session WHERE id = :id")
                                        .bind("id", id)
                                        .execute())
                > 0;
    }

    @Override
    public int removeAllOf(PersonId person) {
        return database.write(
                handle ->
                        handle.createUpdate("DELETE FROM staff_session WHERE person_id = :person")
                                .bind("person", person.value())
                                .execute());
    }

    @Override
    public int removeOld(long seenBefore, long createdBefore) {
        return database.write(
                handle ->
                        handle.createUpdate(
                                        "DELETE FROM staff_session WHERE last_seen_at < :seen OR created_at < :created")
                                .bind("seen", seenBefore)
                                .bind("created", createdBefore)
                                .execute());
    }

    private static StaffSession session(ResultSet row) throws SQLException {
        return new StaffSession(
                row.getString("id"),
                new PersonId(row.getString("person_id")),
                SignInStage.valueOf(row.getString("stage")),
                row.getLong("created_at"),
                row.getLong("last_seen_at"));
    }
}
