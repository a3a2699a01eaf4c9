package org.evenkeel.sql;

import org.evenkeel.record.Corrections;
import org.evenkeel.record.CorrectionsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Sqlite keeps the contract. */
class SqliteCorrectionsTest extends CorrectionsContract {

    private static Database database;

    private SqlRecord record;

    @BeforeAll
    static void open(@TempDir Path folder) {
        database = RecordDatabases.sqlite(folder);
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
    protected Corrections corrections() {
        return record.corrections();
    }
}
