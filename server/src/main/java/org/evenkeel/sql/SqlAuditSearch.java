package org.evenkeel.sql;

import org.evenkeel.audit.AuditCount;
import org.evenkeel.audit.AuditQuery;
import org.evenkeel.audit.AuditRow;
import org.evenkeel.room.PersonId;
import org.jdbi.v3.core.statement.Query;

import java.util.ArrayList;
import java.util.List;

/** Finds rows of the audit log. Any thread. */
final class SqlAuditSearch {

    private final Database database;

    SqlAuditSearch(Database database) {
        this.database = database;
    }

    /** The rows that fit, the newest first. */
    List<AuditRow> rows(AuditQuery query) {
        String sql = "SELECT r.* FROM audit_row r WHERE " + conditions(query) + " ORDER BY r.number DESC LIMIT :most";
        return database.read(
                handle ->
                        bound(handle.createQuery(sql), query)
                                .bind("most", query.most())
                                .map((row, _) -> SqlAuditLog.row(row))
                                .list());
    }

    /** The same, counted by who, what and how it ended. */
    List<AuditCount> counts(AuditQuery query) {
        String sql =
                """
                SELECT r.kind, r.actor, r.action, r.result,
                       COUNT(*) AS times, MIN(r.at) AS first_at, MAX(r.at) AS last_at
                FROM audit_row r WHERE %s
                GROUP BY r.kind, r.actor, r.action, r.result
                ORDER BY last_at DESC, r.actor, r.action, r.result\
                """
                        .formatted(conditions(query));
        return database.read(
                handle ->
                        bound(handle.createQuery(sql), query)
                                .map(
                                        (row, _) ->
                                                new AuditCount(
                                                        row.getString("kind"),
                                                        row.getString("actor"),
                                                        row.getString("action"),
                                                        row.getString("result"),
                                                        row.getLong("times"),
                                                        row.getLong("first_at"),
                                                        row.getLong("last_at")))
                                .list());
    }

    private static String conditions(AuditQuery query) {
        List<String> conditions = new ArrayList<>(List.of("r.number > " + SqlAuditLog.LAST_CUT));
        query.about()
                .ifPresent(
                        _ ->
                                conditions.add(
                                        "r.number IN (SELECT s.number FROM audit_subject s WHERE (s.id = :about AND"
                                                + " s.kind = 'person') OR (s.id = '' AND s.kind = 'everybody'))"));
        if (query.othersOnly() && query.about().isPresent()) {
            conditions.add("r.actor <> :about");
        }
        query.by().ifPresent(_ -> conditions.add("r.actor = :by"));
        query.action().ifPresent(_ -> conditions.add("r.action = :action"));
        query.from().ifPresent(_ -> conditions.add("r.at >= :from"));
        query.to().ifPresent(_ -> conditions.add("r.at < :to"));
        query.below().ifPresent(_ -> conditions.add("r.number < :below"));
        return String.join(" AND ", conditions);
    }

    private static Query bound(Query sql, AuditQuery query) {
        query.about().ifPresent(person -> sql.bind("about", person.value()));
        query.by().map(PersonId::value).ifPresent(id -> sql.bind("by", id));
        query.action().ifPresent(action -> sql.bind("action", action.word()));
        query.from().ifPresent(from -> sql.bind("from", from));
        query.to().ifPresent(to -> sql.bind("to", to));
        query.below().ifPresent(below -> sql.bind("below", below));
        return sql;
    }
}
