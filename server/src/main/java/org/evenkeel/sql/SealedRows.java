package org.evenkeel.sql;

import org.jdbi.v3.core.statement.SqlStatement;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Walks through everything that is sealed, a page at a time. */
public final class SealedRows {

    private static final int PAGE = 500;

    /**
     * One row as it stands.
     *
     * @param key values of its primary key
     * @param id for sealing
     * @param values the sealed ones by column; absent ones left out
     */
    record Row(List<Object> key, String id, Map<String, byte[]> values) {}

    private final Database database;

    SealedRows(Database database) {
        this.database = database;
    }

    /**
     * Opens every sealed value of a database.
     *
     * @param keyFolder holds its master keys
     * @return how many there are
     * @throws KeyProblem when the keys are not those of this database
     * @throws SealedColumns.Unreadable when a value does not open
     */
    public static long openAll(Database database, Path keyFolder) {
        var sealed = SealedColumns.open(database, keyFolder, SealedRows::random);
        var rows = new SealedRows(database);
        return SealedTable.ALL.stream().mapToLong(table -> rows.openAll(table, sealed)).sum();
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private long openAll(SealedTable table, SealedColumns sealed) {
        long[] count = new long[1];
        pages(
                table,
                page ->
                        page.forEach(
                                row -> {
                                    row.values()
                                            .forEach(
                                                    (column, value) ->
                                                            sealed.row(table.name(), row.id())
                                                                    .open(SealedTable.sealedAs(column), value));
                                    count[0] += row.values().size();
                                }));
        return count[0];
    }

    /** Hands over every row of a table, in the order of its key; no transaction is open meanwhile. */
    void pages(SealedTable table, Consumer<List<Row>> visitor) {
        List<Row> page = page(table, List.of());
        while (!page.isEmpty()) {
            visitor.accept(page);
            page = page(table, page.getLast().key());
        }
    }

    private List<Row> page(SealedTable table, List<Object> after) {
        return database.read(
                handle ->
                        bindKey(handle.createQuery(table.page(after.isEmpty())), after)
                                .bind("page", PAGE)
                                .map((row, _) -> row(table, row))
                                .list());
    }

    static <S extends SqlStatement<S>> S bindKey(S statement, List<Object> key) {
        for (int i = 0; i < key.size(); i++) {
            statement.bind("k" + i, key.get(i));
        }
        return statement;
    }

    private static Row row(SealedTable table, ResultSet row) throws SQLException {
        List<Object> key = new ArrayList<>();
        for (String column : table.key()) {
            key.add(row.getObject(column));
        }
        List<String> id = new ArrayList<>();
        for (String column : table.rowId()) {
            id.add(row.getString(column));
        }
        Map<String, byte[]> values = new HashMap<>();
        for (String column : table.columns()) {
            byte[] value = row.getBytes(column);
            if (value != null) {
                values.put(column, value);
            }
        }
        return new Row(List.copyOf(key), String.join(" ", id), values);
    }
}
