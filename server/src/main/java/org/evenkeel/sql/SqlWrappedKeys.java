package org.evenkeel.sql;

import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.live.WrappedKeys;
import org.evenkeel.room.SessionId;

import java.util.Optional;
import java.util.function.Supplier;

/** Wrapped session keys in the database. Any thread. */
public final class SqlWrappedKeys implements WrappedKeys {

    private final SessionKeyTable table;

    public SqlWrappedKeys(Database database) {
        table = new SessionKeyTable(database);
    }

    @Override
    public Optional<Wrapped> get(SessionId session) {
        return answered(() -> table.find(session).map(SqlWrappedKeys::wrapped));
    }

    @Override
    public Wrapped putIfAbsent(SessionId session, Wrapped key) {
        return answered(
                () -> wrapped(table.addIfAbsent(session, new SessionKeyTable.WrappedKey(key.day(), key.bytes()))));
    }

    private static Wrapped wrapped(SessionKeyTable.WrappedKey row) {
        return new Wrapped(row.day(), row.wrapped());
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (StorageFailure e) {
            throw new StoreUnavailable("the database does not answer for a session key", e);
        }
    }
}
