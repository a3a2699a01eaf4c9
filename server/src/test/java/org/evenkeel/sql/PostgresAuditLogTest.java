package org.evenkeel.sql;

import org.evenkeel.audit.AuditLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Postgres keeps the contract. */
class PostgresAuditLogTest extends SqlAuditLogContract {

    private static Database database;
    private static Database another;

    @BeforeAll
    static void open() {
        var address = new DatabaseAddress.Postgres(TestPostgres.shared().freshDatabase(), "evenkeel", "", 4);
        database = Database.open(address);
        another = Database.open(address);
    }

    @AfterAll
    static void close() {
        database.close();
        another.close();
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    protected AuditLog another() {
        return new SqlAuditLog(another);
    }
}
