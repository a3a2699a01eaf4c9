package org.evenkeel.sql;

import java.util.Optional;

/** A known value in the database, sealed at the first start: shows whether a master key is the right one. */
final class KeyCheck {

    private static final String ID = "columns";
    private static final String TEXT = "evenkeel";

    private final Database database;

    KeyCheck(Database database) {
        this.database = database;
    }

    Optional<byte[]> find() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT sealed FROM key_check WHERE id = :id")
                                .bind("id", ID)
                                .mapTo(byte[].class)
                                .findOne());
    }

    /** Keeps the value when there is none, and opens the one that is there. */
    void pass(SealedColumns sealed) {
        SealedColumns.Row row = sealed.row("key_check", ID);
        database.write(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO key_check (id, sealed) VALUES (:id, :sealed) ON CONFLICT (id) DO"
                                                + " NOTHING")
                                .bind("id", ID)
                                .bind("sealed", row.seal("sealed", TEXT))
                                .execute());
        try {
            row.open("sealed", find().orElseThrow());
        } catch (SealedColumns.Unreadable _) {
            throw new KeyProblem("the master key does not belong to this database: restore its own columns-N.key");
        }
    }
}
