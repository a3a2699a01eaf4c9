package org.evenkeel.sql;

import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.record.AttendanceLedgerContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Postgres keeps the contract. */
class PostgresAttendanceLedgerTest extends AttendanceLedgerContract {

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
    protected AttendanceLedger ledger() {
        return record.ledger();
    }
}
