package org.evenkeel.sql;

import org.evenkeel.identity.DeviceStore;
import org.evenkeel.room.PersonId;

/** Browsers on which people signed in. */
final class SqlDevices implements DeviceStore {

    private final Database database;

    SqlDevices(Database database) {
        this.database = database;
    }

    @Override
    public boolean knows(String hash, PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT 1 FROM known_device WHERE hash = :hash AND person_id = :person")
                                .bind("hash", hash)
                                .bind("person", person.value())
                                .mapTo(Integer.class)
                                .findOne()
                                .isPresent());
    }

    @Override
    public boolean knows(String hash) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT 1 FROM known_device WHERE hash = :hash LIMIT 1")
                                .bind("hash", hash)
                                .mapTo(Integer.class)
                                .findOne()
                                .isPresent());
    }

    @Override
    public void put(String hash, PersonId person, long at, int most) {
        database.write(
                handle -> {
                    handle.createUpdate(
                                    """
                                    INSERT INTO known_device (hash, person_id, seen_at) VALUES (:hash, :person, :at)
                                    ON CONFLICT (hash, person_id) DO UPDATE SET seen_at = excluded.seen_at\
                                    """)
                            .bind("hash", hash)
                            .bind("person", person.value())
                            .bind("at", at)
                            .execute();
                    return handle.createUpdate(
                                    """
                                    DELETE FROM known_device WHERE person_id = :person AND hash IN
                                        (SELECT hash FROM known_device WHERE person_id = :person
                                         ORDER BY seen_at DESC, hash LIMIT 1000000 OFFSET :most)\
                                    """)
                            .bind("person", person.value())
                            .bind("most", most)
                            .execute();
                });
    }

    @Override
    public void removeAllOf(PersonId person) {
        database.write(
                handle ->
                        handle.createUpdate("DELETE FROM known_device WHERE person_id = :person")
                                .bind("person", person.value())
                                .execute());
    }

    @Override
    public int removeOld(long before) {
        return database.write(
                handle ->
                        handle.createUpdate("DELETE FROM known_device WHERE seen_at < :before")
                                .bind("before", before)
                                .execute());
    }
}
