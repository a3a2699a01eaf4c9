package org.evenkeel.sql;

import org.sqlite.SQLiteException;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/**
 * The database could not do what was asked. Carries the driver's state and number, never its message: that quotes
 * values of rows. For the same reason it has no cause.
 */
public final class StorageFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Set<Integer> SQLITE_UNAVAILABLE = Set.of(5, 6, 10, 13, 14);
    private static final int SQLITE_CONSTRAINT = 19;

    /** What to do about it. */
    public enum Kind {
        /** Not reachable, busy or full: trying again later may help. */
        UNAVAILABLE,
        /** A row with the same key is there. */
        DUPLICATE,
        /** Another rule of a table was broken, like a reference to a row that is gone. */
        CONSTRAINT,
        /** Our own mistake. */
        DEFECT
    }

    private final Kind kind;

    private StorageFailure(Kind kind, String state, int number, StackTraceElement[] where) {
        super("storage: " + kind + " (state " + state + ", number " + number + ")");
        this.kind = kind;
        setStackTrace(where);
    }

    /** What to do about it. */
    public Kind kind() {
        return kind;
    }

    /** What the driver said, as far as it may be repeated. */
    static StorageFailure of(Exception failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        if (cause instanceof SQLException sql) {
            String state = sql.getSQLState() == null ? "" : sql.getSQLState();
            return new StorageFailure(kindOf(state, sql), state, sql.getErrorCode(), failure.getStackTrace());
        }
        return new StorageFailure(Kind.DEFECT, "", 0, failure.getStackTrace());
    }

    private static Kind kindOf(String state, SQLException sql) {
        if (sql instanceof SQLiteException sqlite) {
            return kindOfSqlite(sqlite);
        }
        if (state.equals("23505")) {
            return Kind.DUPLICATE;
        }
        if (state.startsWith("23")) {
            return Kind.CONSTRAINT;
        }
        boolean passing =
                state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || sql instanceof SQLTransientException;
        return passing ? Kind.UNAVAILABLE : Kind.DEFECT;
    }

    private static Kind kindOfSqlite(SQLiteException failure) {
        int base = failure.getResultCode().code & 0xff;
        if (base == SQLITE_CONSTRAINT) {
            return switch (failure.getResultCode()) {
                case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> Kind.DUPLICATE;
                default -> Kind.CONSTRAINT;
            };
        }
        return SQLITE_UNAVAILABLE.contains(base) ? Kind.UNAVAILABLE : Kind.DEFECT;
    }
}
