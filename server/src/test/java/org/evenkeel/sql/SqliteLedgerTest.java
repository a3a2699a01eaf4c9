package org.evenkeel.sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Sqlite keeps the ledger's contract. */
class SqliteLedgerTest extends LedgerTableContract {

    private static Database database;

    @BeforeAll
    static void open(@TempDir Path folder) {
        database = TestDatabases.sqlite(folder);
    }

    @BeforeEach
    void empty() {
        TestDatabases.empty(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    Database database() {
        return database;
    }
}
