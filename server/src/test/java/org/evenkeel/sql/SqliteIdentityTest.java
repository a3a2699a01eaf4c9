package org.evenkeel.sql;

import org.evenkeel.identity.IdentityContracts;
import org.evenkeel.identity.IdentityStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Sqlite keeps the contracts of identity. */
class SqliteIdentityTest extends IdentityContracts {

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
    protected IdentityStores stores() {
        return SqlIdentity.in(database, TestDatabases.sealed());
    }
}
