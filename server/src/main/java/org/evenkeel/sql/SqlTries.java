package org.evenkeel.sql;

import org.evenkeel.identity.TryCount;
import org.evenkeel.identity.TryStore;
import org.jdbi.v3.core.Handle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Counts of tries. */
final class SqlTries implements TryStore {

    private final Database database;

    SqlTries(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, TryCount> find(Set<String> keys) {
        return database.read(handle -> find(handle, keys));
    }

    private static Map<String, TryCount> find(Handle handle, Set<String> keys) {
        Map<String, TryCount> found = new HashMap<>();
        handle.createQuery("SELECT * FROM sign_in_try WHERE key IN (<keys>) AND tries > 0")
                .bindList("keys", List.copyOf(keys))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getString("key"),
                                        new TryCount(row.getInt("tries"), row.getLong("last_at"))))
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        return found;
    }

    /**
     * Writing a row first, without changing it, makes PostgreSQL wait for whoever else is about to change it; SQLite
     * has one writer anyway. Rows are taken in one order, so that nobody waits in a circle.
     */
    @Override
    public void change(Set<String> keys, UnaryOperator<Map<String, TryCount>> change) {
        database.write(
                handle -> {
                    List<String> ordered = keys.stream().sorted().toList();
                    ordered.forEach(key -> lock(handle, key));
                    Map<String, TryCount> after = change.apply(find(handle, keys));
                    ordered.forEach(key -> put(handle, key, after.getOrDefault(key, new TryCount(0, 0))));
                    return 0;
                });
    }

    private static void lock(Handle handle, String key) {
        handle.createUpdate(
                        """
                        INSERT INTO sign_in_try (key, tries, last_at) VALUES (:key, 0, 0)
                        ON CONFLICT (key) DO UPDATE SET tries = sign_in_try.tries\
                        """)
                .bind("key", key)
                .execute();
    }

    private static void put(Handle handle, String key, TryCount count) {
        handle.createUpdate(
                        count.tries() > 0
                                ? "UPDATE sign_in_try SET tries = :tries, last_at = :at WHERE key = :key"
                                : "DELETE FROM sign_in_try WHERE key = :key")
                .bindMap(Map.of("key", key, "tries", count.tries(), "at", count.lastAt()))
                .execute();
    }

    @Override
    public int removeOld(long lastBefore) {
        return database.write(
                handle ->
                        handle.createUpdate("DELETE FROM sign_in_try WHERE last_at < :before")
                                .bind("before", lastBefore)
                                .execute());
    }

    @Override
    public int removeBeyond(int most) {
        return database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        DELETE FROM sign_in_try WHERE key IN
                                            (SELECT key FROM sign_in_try ORDER BY tries DESC, last_at DESC, key
                                             LIMIT 1000000 OFFSET :most)\
                                        """)
                                .bind("most", most)
                                .execute());
    }
}
