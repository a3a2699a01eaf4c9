package org.evenkeel.sql;

import org.evenkeel.program.Samples;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Databases for tests, and how they are emptied between two of them. */
final class TestDatabases {

    private static final List<String> TABLES =
            List.of(
                    "clinic_settings",
                    "staff",
                    "participant",
                    "group_member",
                    "group_slot",
                    "clinic_group",
                    "roster_entry",
                    "clinic_session",
                    "gate_answers",
                    "conflict_pair",
                    "emergency_access",
                    "staff_password",
                    "second_factor",
                    "second_factor_offer",
                    "recovery_code",
                    "account_notice",
                    "sign_in_try",
                    "known_device",
                    "staff_session",
                    "entry_link",
                    "visit",
                    "personal_link",
                    "socket_ticket",
                    "ledger_fact",
                    "session_key");

    private TestDatabases() {}

    static Database sqlite(Path folder) {
        return Database.open(new DatabaseAddress.SqliteFile(folder.resolve("clinic.db")));
    }

    static Database postgres() {
        return Database.open(new DatabaseAddress.Postgres(TestPostgres.shared().freshDatabase(), "evenkeel", "", 4));
    }

    static void empty(Database database) {
        database.write(
                handle -> {
                    TABLES.forEach(table -> handle.execute("DELETE FROM " + table));
                    return 0;
                });
    }

    static SealedColumns sealed() {
        TreeMap<Integer, byte[]> keys = new TreeMap<>();
        keys.put(1, new byte[32]);
        return new SealedColumns(keys, Samples.countingRandom());
    }
}
