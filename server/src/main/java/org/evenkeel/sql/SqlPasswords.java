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
    public Optional<String> find(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT hash FROM staff_password WHERE person_id = :person")
                                .bind("person", person.value())
                                .mapTo(String.class)
                                .findOne());
    }

    @Override
    public void put(PersonId person, String hash, long changedAt) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO staff_password (person_id, hash, changed_at)
                                        VALUES (:person, :hash, :at)
                                        ON CONFLICT (person_id)
                                        DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at\
                                        """)
                                .bind("person", person.value())
                                .bind("hash", hash)
                                .bind("at", changedAt)
                                .execute());
    }
}
