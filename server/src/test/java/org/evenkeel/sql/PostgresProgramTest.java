package org.evenkeel.sql;

import org.evenkeel.program.ProgramContracts;
import org.evenkeel.program.ProgramStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Postgres keeps the program's contracts. */
class PostgresProgramTest extends ProgramContracts {

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
    protected ProgramStores stores() {
        return SqlProgram.in(database, TestDatabases.sealed());
    }
}
