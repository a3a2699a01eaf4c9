package org.evenkeel.sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Postgres keeps the ledger's contract. */
class PostgresLedgerTest extends LedgerTableContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.postgres();
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
