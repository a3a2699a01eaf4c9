package org.evenkeel.sql;

import org.evenkeel.audit.AuditCount;
import org.evenkeel.audit.AuditCut;
import org.evenkeel.audit.AuditEntry;
import org.evenkeel.audit.AuditHead;
import org.evenkeel.audit.AuditLog;
import org.evenkeel.audit.AuditQuery;
import org.evenkeel.audit.AuditRow;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The audit log in the database. Whoever adds rows takes the head's turn first, so that nodes and commands wait for
 * each other and the chain never forks; the lock lasts one short transaction. Any thread.
 */
public final class SqlAuditLog implements AuditLog {

    private static final int PAGE = 1_000;
    private static final String TAKE_TURN = "UPDATE audit_head SET turn = turn + 1 WHERE id = 'clinic'";
    private static final String MOVE_HEAD = "UPDATE audit_head SET number = :number, hash = :hash WHERE id = 'clinic'";
    private static final String INSERT =
            """
            INSERT INTO audit_row (number, at, kind, actor, roles, action, subjects, result, hash)
            VALUES (:number, :at, :kind, :actor, :roles, :action, :subjects, :result, :hash)\
            """;
    private static final String INSERT_SUBJECT =
            "INSERT INTO audit_subject (id, kind, number) VALUES (:id, :kind, :number)";
    static final String LAST_CUT = "(SELECT COALESCE(MAX(number), 0) FROM audit_cut)";

    private final Database database;
    private final SqlAuditSearch search;

    /** The audit log of this database. */
    public SqlAuditLog(Database database) {
        this.database = database;
        this.search = new SqlAuditSearch(database);
    }

    @Override
    public AuditHead append(List<AuditEntry> entries) {
        return entries.isEmpty() ? head() : database.write(handle -> append(handle, entries));
    }

    /** Keeps every other writer of rows away until this transaction ends. */
    static void takeTurn(Handle handle) {
        if (handle.execute(TAKE_TURN) != 1) {
            throw new IllegalStateException("the audit log has no head");
        }
    }

    /** Adds rows in a transaction that changes something else too. */
    static AuditHead append(Handle handle, List<AuditEntry> entries) {
        takeTurn(handle);
        AuditHead head = head(handle);
        PreparedBatch rows = handle.prepareBatch(INSERT);
        PreparedBatch subjects = handle.prepareBatch(INSERT_SUBJECT);
        for (AuditEntry entry : entries) {
            AuditRow row = AuditRow.after(head, entry);
            head = row.head();
            bind(rows, row).add();
            for (String subject : indexed(row)) {
                int colon = subject.indexOf(':');
                subjects.bind("id", subject.substring(colon + 1))
                        .bind("kind", subject.substring(0, colon))
                        .bind("number", row.number())
                        .add();
            }
        }
        rows.execute();
        subjects.execute();
        handle.createUpdate(MOVE_HEAD).bind("number", head.number()).bind("hash", head.hash()).execute();
        return head;
    }

    /** A row about nobody is as much work as one about somebody: a failed sign-in must not tell by its time. */
    private static List<String> indexed(AuditRow row) {
        return row.subjects().isEmpty() ? List.of("none:") : List.of(row.subjects().split(" "));
    }

    private static PreparedBatch bind(PreparedBatch batch, AuditRow row) {
        return batch.bind("number", row.number())
                .bind("at", row.at())
                .bind("kind", row.kind())
                .bind("actor", row.actor())
                .bind("roles", row.roles())
                .bind("action", row.action())
                .bind("subjects", row.subjects())
                .bind("result", row.result())
                .bind("hash", row.hash());
    }

    @Override
    public AuditHead head() {
        return database.read(SqlAuditLog::head);
    }

    private static AuditHead head(Handle handle) {
        return handle.createQuery("SELECT number, hash FROM audit_head WHERE id = 'clinic'")
                .map((row, _) -> new AuditHead(row.getLong("number"), row.getString("hash")))
                .findOne()
                .orElse(AuditHead.GENESIS);
    }

    @Override
    public List<AuditCut> cuts() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM audit_cut ORDER BY number")
                                .map(
                                        (row, _) ->
                                                new AuditCut(
                                                        new AuditHead(row.getLong("number"), row.getString("hash")),
                                                        row.getLong("at")))
                                .list());
    }

    @Override
    public void forEach(Consumer<AuditRow> visitor) {
        long after = lastCut();
        for (List<AuditRow> page = page(after); !page.isEmpty(); page = page(after)) {
            page.forEach(visitor);
            after = page.getLast().number();
        }
    }

    private long lastCut() {
        return database.read(SqlAuditLog::lastCut);
    }

    private static long lastCut(Handle handle) {
        return handle.createQuery("SELECT " + LAST_CUT).mapTo(Long.class).one();
    }

    private List<AuditRow> page(long after) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM audit_row WHERE number > :after ORDER BY number LIMIT :page")
                                .bind("after", after)
                                .bind("page", PAGE)
                                .map((row, _) -> row(row))
                                .list());
    }

    /** Each page of rows with the index' rows of the same numbers; an index row between two rows has none. */
    @Override
    public void forEachMisplaced(Consumer<Long> visitor) {
        long after = lastCut();
        for (List<AuditRow> page = page(after); !page.isEmpty(); page = page(after)) {
            long first = after;
            long last = page.getLast().number();
            Set<String> indexed = new HashSet<>(indexed(first, last));
            Set<Long> wrong = new HashSet<>();
            for (AuditRow row : page) {
                for (String subject : indexed(row)) {
                    if (!indexed.remove(row.number() + " " + subject)) {
                        wrong.add(row.number());
                    }
                }
            }
            indexed.forEach(left -> wrong.add(Long.parseLong(left.substring(0, left.indexOf(' ')))));
            wrong.stream().sorted().forEach(visitor);
            after = last;
        }
    }

    private List<String> indexed(long after, long last) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM audit_subject WHERE number > :after AND number <= :last")
                                .bind("after", after)
                                .bind("last", last)
                                .map(
                                        (row, _) ->
                                                row.getLong("number")
                                                        + " "
                                                        + row.getString("kind")
                                                        + ":"
                                                        + row.getString("id"))
                                .list());
    }

    @Override
    public List<AuditRow> search(AuditQuery query) {
        return search.rows(query);
    }

    @Override
    public List<AuditCount> counts(AuditQuery query) {
        return search.counts(query);
    }

    @Override
    public Optional<AuditHead> lastBefore(long at) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT number, hash FROM audit_row
                                        WHERE number < COALESCE((SELECT MIN(number) FROM audit_row WHERE at >= :at),
                                                                9223372036854775807)
                                          AND number > %s
                                        ORDER BY number DESC LIMIT 1\
                                        """
                                                .formatted(LAST_CUT))
                                .bind("at", at)
                                .map((row, _) -> new AuditHead(row.getLong("number"), row.getString("hash")))
                                .findOne());
    }

    @Override
    public long cutAt(AuditCut cut, AuditEntry report) {
        database.write(
                handle -> {
                    takeTurn(handle);
                    if (lastCut(handle) >= cut.last().number()) {
                        return head(handle); // another node was here
                    }
                    handle.createUpdate("INSERT INTO audit_cut (number, hash, at) VALUES (:number, :hash, :at)")
                            .bind("number", cut.last().number())
                            .bind("hash", cut.last().hash())
                            .bind("at", cut.at())
                            .execute();
                    return append(handle, List.of(report));
                });
        long gone = 0;
        for (long some = deleteSome(); some > 0; some = deleteSome()) {
            gone += some;
        }
        return gone;
    }

    /** So many that a transaction stays short. */
    private long deleteSome() {
        return database.write(
                handle -> {
                    long first =
                            handle.createQuery("SELECT COALESCE(MIN(number), 0) FROM audit_row")
                                    .mapTo(Long.class)
                                    .one();
                    String some = " WHERE number <= " + LAST_CUT + " AND number < " + (first + PAGE);
                    handle.execute("DELETE FROM audit_subject" + some);
                    return (long) handle.execute("DELETE FROM audit_row" + some);
                });
    }

    static AuditRow row(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong("number"),
                row.getLong("at"),
                row.getString("kind"),
                row.getString("actor"),
                row.getString("roles"),
                row.getString("action"),
                row.getString("subjects"),
                row.getString("result"),
                row.getString("hash"));
    }
}
