package org.evenkeel.sql;

import java.util.Optional;

/**
 * A known value in the database, sealed at the first start: shows whether a master key is the right one. Always sealed
 * under the newest key that was ever used, so that a node without that one does not start.
 */
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
            byte[] standing = find().orElseThrow();
            row.open("sealed", standing);
            if (!sealed.isCurrent(standing)) {
                renew(row.seal("sealed", TEXT), standing);
            }
        } catch (SealedColumns.Unreadable _) {
            throw new KeyProblem("the master key does not belong to this database: restore its own columns-N.key");
        }
    }

    private void renew(byte[] fresh, byte[] standing) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        "UPDATE key_check SET sealed = :fresh WHERE id = :id AND sealed = :standing")
                                .bind("fresh", fresh)
                                .bind("id", ID)
                                .bind("standing", standing)
                                .execute());
    }
}
