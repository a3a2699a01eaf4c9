package org.evenkeel.sql;

import org.evenkeel.identity.PasswordStore;
import org.evenkeel.room.PersonId;

import java.util.Optional;

/** Password hashes of staff. */
final class SqlPasswords implements PasswordStore {

    private final Database database;

    SqlPasswords(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Kept> find(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM staff_password WHERE person_id = :person")
                                .bind("person", person.value())
                                .map(
                                        (row, _) ->
                                                new Kept(
                                                        row.getString("hash"),
                                                        row.getLong("changed_at"),
                                                        Rows.optionalLong(row, "once_until")))
                                .findOne());
    }

    @Override
    public void put(PersonId person, Kept password) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO staff_password (person_id, hash, changed_at, once_until)
                                        VALUES (:person, :hash, :at, :once)
                                        ON CONFLICT (person_id)
                                        DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at,
                                            once_until = excluded.once_until\
                                        """)
                                .bind("person", person.value())
                                .bind("hash", password.hash())
                                .bind("at", password.changedAt())
                                .bind("once", Rows.orNull(password.onceUntil()))
                                .execute());
    }
}
