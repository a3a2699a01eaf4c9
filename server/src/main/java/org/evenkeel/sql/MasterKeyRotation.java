package org.evenkeel.sql;

import org.evenkeel.program.RandomBytes;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A new master key: everything is sealed anew under it, in short transactions, and the old key is deleted when no value
 * needs it any more. May be killed at any moment and begun again: each value names its key, both keys lie in the folder
 * until the end, and a folder with two keys is a rotation to be finished.
 *
 * <p>No server may run on the database meanwhile: it would go on sealing under the old key, which is then deleted.
 */
public final class MasterKeyRotation {

    /**
     * What was done.
     *
     * @param key number of the key that seals now
     * @param changed how many values were sealed anew by this run
     * @param values how many there are
     */
    public record Outcome(int key, long changed, long values) {}

    private final Database database;
    private final SealedRows rows;
    private final Path folder;
    private final RandomBytes random;

    /**
     * @param folder holds the key files
     */
    public MasterKeyRotation(Database database, Path folder, RandomBytes random) {
        this.database = database;
        this.rows = new SealedRows(database);
        this.folder = folder;
        this.random = random;
    }

    /**
     * How many connections others have to this database; 0 for SQLite, whose server holds the lock of its data folder.
     *
     * @throws CopyProblem when the database cannot be reached
     */
    public static int othersConnected(DatabaseAddress address) {
        return switch (address) {
            case DatabaseAddress.SqliteFile _ -> 0;
            case DatabaseAddress.Postgres postgres -> PostgresCopy.othersConnected(postgres);
        };
    }

    /**
     * Begins a rotation and finishes it, or finishes the one that is under way.
     *
     * @throws KeyProblem when the keys do not belong to this database, or somebody seals under the old key meanwhile
     * @throws SealedColumns.Unreadable when a value is damaged; then nothing is lost, and the old key stays
     */
    public Outcome rotate() {
        SealedColumns.open(database, folder, random); // refuses keys of another database before there is a new one
        var keys = MasterKeys.load(folder);
        if (keys.size() < 2) {
            MasterKeys.create(folder, keys.lastKey() + 1, random);
        }
        SealedColumns sealed = SealedColumns.open(database, folder, random);
        var changed = new LongAdder();
        SealedTable.ALL.forEach(table -> rows.pages(table, page -> changed.add(seal(table, page, sealed))));
        mustAllBeCurrent(sealed);
        long values = SealedRows.openAll(database, folder);
        var all = MasterKeys.load(folder);
        all.headMap(all.lastKey()).keySet().forEach(old -> MasterKeys.destroy(folder, old));
        return new Outcome(all.lastKey(), changed.sum(), values);
    }

    private long seal(SealedTable table, List<SealedRows.Row> page, SealedColumns sealed) {
        return database.<Long>write(
                handle ->
                        table.columns().stream().mapToLong(column -> seal(handle, table, column, page, sealed)).sum());
    }

    private static long seal(
            Handle handle, SealedTable table, String column, List<SealedRows.Row> page, SealedColumns sealed) {
        PreparedBatch batch = handle.prepareBatch(table.change(column));
        String name = SealedTable.sealedAs(column);
        for (SealedRows.Row row : page) {
            byte[] before = row.values().get(column);
            if (before != null && !sealed.isCurrent(before)) {
                SealedColumns.Row values = sealed.row(table.name(), row.id());
                SealedRows.bindKey(batch, row.key())
                        .bind("before", before)
                        .bind("after", values.seal(name, values.open(name, before)))
                        .add();
            }
        }
        long changed = 0;
        if (batch.size() > 0) {
            for (int rowsChanged : batch.execute()) {
                changed += rowsChanged;
            }
        }
        return changed;
    }

    private void mustAllBeCurrent(SealedColumns sealed) {
        SealedTable.ALL.forEach(
                table ->
                        rows.pages(
                                table,
                                page -> {
                                    if (page.stream()
                                            .flatMap(row -> row.values().values().stream())
                                            .anyMatch(value -> !sealed.isCurrent(value))) {
                                        throw new KeyProblem(
                                                "somebody seals under the old master key while it is replaced: stop"
                                                        + " every server of this database and run this again");
                                    }
                                }));
    }
}
