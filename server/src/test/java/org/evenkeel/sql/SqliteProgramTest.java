package org.evenkeel.sql;

import org.evenkeel.program.ProgramContracts;
import org.evenkeel.program.ProgramStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Sqlite keeps the program's contracts. */
class SqliteProgramTest extends ProgramContracts {

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
    protected ProgramStores stores() {
        return SqlProgram.in(database, TestDatabases.sealed());
    }
}
