package org.evenkeel.sql;

import org.evenkeel.program.GroupId;
import org.evenkeel.program.Occurrence;
import org.evenkeel.program.RosterEntry;
import org.evenkeel.program.Session;
import org.evenkeel.program.SessionPlan;
import org.evenkeel.program.SessionStore;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.SessionId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Sessions with their rosters, written as a whole. */
final class SqlSessions implements SessionStore {

    private static final String INSERT =
            "INSERT INTO clinic_session (id, version, group_id, slot_date, slot_start, name, kind, zone, start_at,"
                    + " end_at, started_at, ended_at, cancellation, "
                    + Rows.POLICY_COLUMNS
                    + ") VALUES (:id, 1, :group, :date, :slotStart, :name, :kind, :zone, :start, :end, :startedAt,"
                    + " :endedAt, :cancellation, "
                    + Rows.POLICY_VALUES
                    + ") ON CONFLICT DO NOTHING";
    private static final String UPDATE =
            "UPDATE clinic_session SET version = version + 1, name = :name, kind = :kind, zone = :zone, start_at ="
                + " :start, end_at = :end, started_at = :startedAt, ended_at = :endedAt, cancellation = :cancellation, "
                    + Rows.POLICY_CHANGES
                    + " WHERE id = :id AND version = :version";
    private static final String BETWEEN = "s.start_at >= :from AND s.start_at < :to";

    private record Entry(String session, RosterEntry entry) {}

    private final Database database;

    SqlSessions(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return where("s.id = :id", query -> query.bind("id", id.value())).stream().findFirst();
    }

    @Override
    public List<Session> startingBetween(long from, long to) {
        return where(BETWEEN, query -> query.bind("from", from).bind("to", to));
    }

    @Override
    public List<Session> startingBetween(long from, long to, PersonId person) {
        return where(
                BETWEEN
                        + " AND EXISTS (SELECT 1 FROM roster_entry mine"
                        + " WHERE mine.session_id = s.id AND mine.person_id = :person)",
                query -> query.bind("from", from).bind("to", to).bind("person", person.value()));
    }

    @Override
    public List<Session> ofGroupEndingAfter(GroupId group, long moment) {
        return where(
                "s.group_id = :group AND s.end_at > :moment",
                query -> query.bind("group", group.value()).bind("moment", moment));
    }

    @Override
    public Session addIfAbsent(Session session) {
        boolean added =
                database.write(
                        handle -> {
                            int rows = bind(handle.createUpdate(INSERT), session).execute();
                            if (rows == 1) {
                                addRoster(handle, session);
                            }
                            return rows == 1;
                        });
        if (added) {
            return session.at(1);
        }
        Occurrence occurrence =
                session.occurrence().orElseThrow(() -> new IllegalArgumentException("a session's id is used twice"));
        return where(
                        "s.group_id = :group AND s.slot_date = :date AND s.slot_start = :start",
                        query ->
                                query.bind("group", occurrence.group().value())
                                        .bind("date", occurrence.date().toString())
                                        .bind("start", occurrence.start().toString()))
                .getFirst();
    }

    @Override
    public Session save(Session session) {
        return database.write(
                handle -> {
                    Rows.mustBeOne(bind(handle.createUpdate(UPDATE), session).execute());
                    handle.createUpdate("DELETE FROM roster_entry WHERE session_id = :id")
                            .bind("id", session.id().value())
                            .execute();
                    addRoster(handle, session);
                    return session.at(session.version() + 1);
                });
    }

    private static Update bind(Update update, Session session) {
        SessionPlan plan = session.plan();
        Optional<Occurrence> occurrence = session.occurrence();
        return Rows.bindPolicy(update, plan.policy())
                .bind("id", session.id().value())
                .bind("version", session.version())
                .bind("group", occurrence.map(each -> each.group().value()).orElse(null))
                .bind("date", occurrence.map(each -> each.date().toString()).orElse(null))
                .bind("slotStart", occurrence.map(each -> each.start().toString()).orElse(null))
                .bind("name", plan.name())
                .bind("kind", plan.kind())
                .bind("zone", plan.zone().getId())
                .bind("start", plan.start())
                .bind("end", plan.end())
                .bind("startedAt", Rows.orNull(session.facts().startedAt()))
                .bind("endedAt", Rows.orNull(session.facts().endedAt()))
                .bind("cancellation", session.facts().cancellation());
    }

    private static void addRoster(Handle handle, Session session) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO roster_entry (session_id, person_id, role, source)
                        VALUES (:id, :person, :role, :source)\
                        """);
        session.plan()
                .roster()
                .forEach(
                        entry ->
                                batch.bind("id", session.id().value())
                                        .bind("person", entry.person().value())
                                        .bind("role", entry.role())
                                        .bind("source", entry.source())
                                        .add());
        batch.execute();
    }

    private List<Session> where(String condition, UnaryOperator<Query> bind) {
        return database.snapshot(
                handle -> {
                    Map<String, List<Entry>> rosters =
                            bind
                                    .apply(
                                            handle.createQuery(
                                                    "SELECT r.* FROM roster_entry r"
                                                            + " JOIN clinic_session s ON s.id = r.session_id WHERE "
                                                            + condition))
                                    .map((row, _) -> entry(row))
                                    .stream()
                                    .collect(Collectors.groupingBy(Entry::session));
                    return bind.apply(
                                    handle.createQuery(
                                            "SELECT s.* FROM clinic_session s WHERE "
                                                    + condition
                                                    + " ORDER BY s.start_at, s.id"))
                            .map((row, _) -> session(row, rosters.getOrDefault(row.getString("id"), List.of())))
                            .list();
                });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("session_id"),
                new RosterEntry(
                        new PersonId(row.getString("person_id")),
                        Role.valueOf(row.getString("role")),
                        RosterEntry.Source.valueOf(row.getString("source"))));
    }

    private static Session session(ResultSet row, List<Entry> roster) throws SQLException {
        return new Session(
                new SessionId(row.getString("id")),
                occurrence(row),
                new SessionPlan(
                        row.getString("name"),
                        RoomKind.valueOf(row.getString("kind")),
                        ZoneId.of(row.getString("zone")),
                        row.getLong("start_at"),
                        row.getLong("end_at"),
                        roster.stream().map(Entry::entry).toList(),
                        Rows.policy(row)),
                new Session.Facts(
                        Rows.optionalLong(row, "started_at"),
                        Rows.optionalLong(row, "ended_at"),
                        Session.Cancellation.valueOf(row.getString("cancellation"))),
                row.getLong("version"));
    }

    private static Optional<Occurrence> occurrence(ResultSet row) throws SQLException {
        String group = row.getString("group_id");
        if (group == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Occurrence(
                        new GroupId(group),
                        LocalDate.parse(row.getString("slot_date")),
                        LocalTime.parse(row.getString("slot_start"))));
    }
}
