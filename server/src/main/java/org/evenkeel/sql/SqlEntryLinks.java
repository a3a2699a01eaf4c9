package org.evenkeel.sql;

import org.evenkeel.identity.EntryLinkStore;
import org.evenkeel.room.PersonId;

import java.util.Optional;

/** One-use entry links of staff. */
final class SqlEntryLinks implements EntryLinkStore {

    private final Database database;

    SqlEntryLinks(Database database) {
        this.database = database;
    }

    @Override
    public void add(String hash, PersonId person, long expiresAt) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO entry_link (hash, person_id, expires_at) VALUES (:hash, :person,"
                                                + " :at)")
                                .bind("hash", hash)
                                .bind("person", person.value())
                                .bind("at", expiresAt)
                                .execute());
    }

    /** Whoever deletes the row has it: reading it first tells only what it was. */
    @Override
    public Optional<PersonId> consume(String hash, long now) {
        return database.write(
                handle -> {
                    Optional<String> person =
                            handle.createQuery(
                                            "SELECT person_id FROM entry_link WHERE hash = :hash AND expires_at > :now")
                                    .bind("hash", hash)
                                    .bind("now", now)
                                    .mapTo(String.class)
                                    .findOne();
                    int taken =
                            handle.createUpdate("DELETE FROM entry_link WHERE hash = :hash AND expires_at > :now")
                                    .bind("hash", hash)
                                    .bind("now", now)
                                    .execute();
                    return taken == 1 ? person.map(PersonId::new) : Optional.empty();
                });
    }

    @Override
    public void removeAllOf(PersonId person) {
        database.write(
                handle ->
                        handle.createUpdate("DELETE FROM entry_link WHERE person_id = :person")
                                .bind("person", person.value())
                                .execute());
    }

    @Override
    public int removeExpired(long now) {
        return database.write(
                handle ->
                        handle.createUpdate("DELETE FROM entry_link WHERE expires_at <= :now")
                                .bind("now", now)
                                .execute());
    }
}
