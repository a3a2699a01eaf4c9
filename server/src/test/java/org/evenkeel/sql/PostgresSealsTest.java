package org.evenkeel.sql;

import org.evenkeel.record.Seals;
import org.evenkeel.record.SealsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Postgres keeps the contract. */
class PostgresSealsTest extends SealsContract {

    private static Database database;

    private SqlRecord record;

    @BeforeAll
    static void open() {
        database = RecordDatabases.postgres();
    }

    @BeforeEach
    void empty() {
        record = RecordDatabases.emptied(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    protected Seals seals() {
        return record.seals();
    }
}
