package org.evenkeel.sql;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.TreeMap;

/** Databases for the tests of the attendance record. */
final class RecordDatabases {

    private RecordDatabases() {}

    static Database sqlite(Path folder) {
        return Database.open(new DatabaseAddress.SqliteFile(folder.resolve("record.db")));
    }

    static Database postgres() {
        return Database.open(new DatabaseAddress.Postgres(TestPostgres.shared().freshDatabase(), "evenkeel", "", 4));
    }

    /** Its own rows away, the chain at its beginning. */
    static SqlRecord emptied(Database database) {
        database.write(
                handle -> {
                    handle.execute("DELETE FROM ledger_fact");
                    handle.execute("DELETE FROM attendance_correction");
                    handle.execute("DELETE FROM attendance_seal");
                    return handle.execute("UPDATE attendance_seal_head SET number = 0, hash = ?", "0".repeat(64));
                });
        return SqlRecord.in(database, sealed());
    }

    private static SealedColumns sealed() {
        TreeMap<Integer, byte[]> keys = new TreeMap<>();
        keys.put(1, new byte[32]);
        return new SealedColumns(keys, RecordDatabases::bytes);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
