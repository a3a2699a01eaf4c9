package org.evenkeel.sql;

import org.evenkeel.audit.AuditLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Sqlite keeps the contract. */
class SqliteAuditLogTest extends SqlAuditLogContract {

    private static Database database;
    private static Database another;

    @BeforeAll
    static void open(@TempDir Path folder) {
        database = TestDatabases.sqlite(folder);
        another = TestDatabases.sqlite(folder);
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
