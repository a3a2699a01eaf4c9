package org.evenkeel.sql;

import com.zaxxer.hikari.HikariDataSource;

import org.evenkeel.program.ProgramProblem;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The open database. Whoever writes SQL gets a handle here: to read one statement, to read several from one state, or
 * to write in one transaction. On SQLite writers wait for each other before the first statement, so that a transaction
 * never fails half-way because another one was faster.
 */
public final class Database implements AutoCloseable {

    private static final Duration LIFE_SIGN = Duration.ofSeconds(2);

    private final HikariDataSource readers;
    private final HikariDataSource writers;
    private final Jdbi reading;
    private final Jdbi writing;
    private final TransactionIsolationLevel oneState;
    private final Optional<OneWriter> oneWriter;
    private final LifeSign lifeSign = new LifeSign(this::selectsOne, LIFE_SIGN);

    Database(HikariDataSource readers, HikariDataSource writers, TransactionIsolationLevel oneState) {
        this.readers = readers;
        this.writers = writers;
        this.reading = Jdbi.create(readers);
        this.writing = readers == writers ? reading : Jdbi.create(writers);
        this.oneState = oneState;
        this.oneWriter = readers == writers ? Optional.empty() : Optional.of(new OneWriter(writing));
    }

    /**
     * Opens the database and brings its tables up to date; several nodes may do so at once.
     *
     * @throws StorageFailure when it cannot be reached or its tables are newer than this server
     */
    public static Database open(DatabaseAddress address) {
        return new DatabaseOpener().open(address);
    }

    /**
     * Whether it is there with tables as new as this server's; changes nothing.
     *
     * @throws StorageFailure when it cannot be reached
     */
    public static boolean isUpToDate(DatabaseAddress address) {
        return new DatabaseOpener().isUpToDate(address);
    }

    /**
     * Whether there is a record, of whatever version: an SQLite file that is not empty, or tables of ours; changes
     * nothing.
     *
     * @throws StorageFailure when it cannot be reached
     * @throws java.io.UncheckedIOException when this user may not look at the file
     */
    public static boolean holdsRecord(DatabaseAddress address) {
        return new DatabaseOpener().holdsRecord(address);
    }

    /** Runs one reading statement. */
    public <T> T read(Function<Handle, T> query) {
        return translated(() -> reading.withHandle(query::apply));
    }

    /** Runs several reading statements that see one state. */
    public <T> T snapshot(Function<Handle, T> queries) {
        return translated(() -> reading.inTransaction(oneState, queries::apply));
    }

    /** Runs statements in one transaction, which is undone when anything is thrown. */
    public <T> T write(Function<Handle, T> statements) {
        return translated(
                () ->
                        oneWriter.isPresent()
                                ? oneWriter.get().write(statements)
                                : writing.inTransaction(statements::apply));
    }

    /** Whether the database answers now, said within two seconds even when it hangs. */
    public boolean answers() {
        return lifeSign.given();
    }

    private boolean selectsOne() {
        try {
            return read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one()) == 1;
        } catch (StorageFailure e) {
            return false;
        }
    }

    @Override
    public void close() {
        oneWriter.ifPresent(OneWriter::close);
        readers.close();
        writers.close();
    }

    private static <T> T translated(Supplier<T> act) {
        try {
            return act.get();
        } catch (ProgramProblem | StorageFailure | SealedColumns.Unreadable e) {
            throw e;
        } catch (RuntimeException e) {
            throw StorageFailure.of(e);
        }
    }
}
