package org.evenkeel.sql;

import org.evenkeel.program.Group;
import org.evenkeel.program.GroupDetails;
import org.evenkeel.program.GroupId;
import org.evenkeel.program.GroupStore;
import org.evenkeel.program.WeeklySlot;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Groups with their slots and people, written as a whole. */
final class SqlGroups implements GroupStore {

    private static final String INSERT =
            "INSERT INTO clinic_group (id, version, active, name, kind, zone, "
                    + Rows.POLICY_COLUMNS
                    + ") VALUES (:id, 1, :active, :name, :kind, :zone, "
                    + Rows.POLICY_VALUES
                    + ") ON CONFLICT (id) DO NOTHING";
    private static final String UPDATE =
            "UPDATE clinic_group SET version = version + 1, active = :active, name = :name, kind = :kind, zone = :zone,"
                    + " "
                    + Rows.POLICY_CHANGES
                    + " WHERE id = :id AND version = :version";

    private record Slot(String group, WeeklySlot slot) {}

    private record Member(String group, PersonId person, Role role) {}

    private final Database database;

    SqlGroups(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Group> find(GroupId id) {
        return database.snapshot(handle -> load(handle, Optional.of(id)).stream().findFirst());
    }

    @Override
    public List<Group> all() {
        return database.snapshot(handle -> load(handle, Optional.empty()));
    }

    @Override
    public Group save(Group group) {
        GroupDetails details = group.details();
        return database.write(
                handle -> {
                    int rows =
                            Rows.bindPolicy(
                                            handle.createUpdate(group.version() == 0 ? INSERT : UPDATE),
                                            details.policy())
                                    .bind("id", group.id().value())
                                    .bind("version", group.version())
                                    .bind("active", Rows.number(group.active()))
                                    .bind("name", details.name())
                                    .bind("kind", details.kind())
                                    .bind("zone", details.zone().getId())
                                    .execute();
                    Rows.mustBeOne(rows);
                    replaceSlots(handle, group);
                    replaceMembers(handle, group);
                    return group.at(group.version() + 1);
                });
    }

    private static void replaceSlots(Handle handle, Group group) {
        handle.createUpdate("DELETE FROM group_slot WHERE group_id = :id").bind("id", group.id().value()).execute();
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO group_slot (group_id, position, day, start_time, minutes)
                        VALUES (:id, :position, :day, :start, :minutes)\
                        """);
        List<WeeklySlot> slots = group.details().slots();
        for (int i = 0; i < slots.size(); i++) {
            WeeklySlot slot = slots.get(i);
            batch.bind("id", group.id().value())
                    .bind("position", i)
                    .bind("day", slot.day())
                    .bind("start", slot.start().toString())
                    .bind("minutes", slot.duration().toMinutes())
                    .add();
        }
        batch.execute();
    }

    private static void replaceMembers(Handle handle, Group group) {
        handle.createUpdate("DELETE FROM group_member WHERE group_id = :id").bind("id", group.id().value()).execute();
        PreparedBatch batch =
                handle.prepareBatch(
                        "INSERT INTO group_member (group_id, person_id, role) VALUES (:id, :person, :role)");
        group.details()
                .rosterEntries()
                .forEach(
                        entry ->
                                batch.bind("id", group.id().value())
                                        .bind("person", entry.person().value())
                                        .bind("role", entry.role())
                                        .add());
        batch.execute();
    }

    private static List<Group> load(Handle handle, Optional<GroupId> id) {
        Map<String, List<Slot>> slots =
                select(handle, "SELECT * FROM group_slot", "group_id", id, " ORDER BY group_id, position")
                        .map((row, _) -> slot(row))
                        .stream()
                        .collect(Collectors.groupingBy(Slot::group));
        Map<String, List<Member>> members =
                select(handle, "SELECT * FROM group_member", "group_id", id, "").map((row, _) -> member(row)).stream()
                        .collect(Collectors.groupingBy(Member::group));
        return select(handle, "SELECT * FROM clinic_group", "id", id, "")
                .map(
                        (row, _) ->
                                group(
                                        row,
                                        slots.getOrDefault(row.getString("id"), List.of()),
                                        members.getOrDefault(row.getString("id"), List.of())))
                .list();
    }

    private static Query select(Handle handle, String select, String column, Optional<GroupId> id, String order) {
        String where = id.isPresent() ? " WHERE " + column + " = :id" : "";
        Query query = handle.createQuery(select + where + order);
        return id.map(group -> query.bind("id", group.value())).orElse(query);
    }

    private static Slot slot(ResultSet row) throws SQLException {
        return new Slot(
                row.getString("group_id"),
                new WeeklySlot(
                        DayOfWeek.valueOf(row.getString("day")),
                        LocalTime.parse(row.getString("start_time")),
                        Duration.ofMinutes(row.getLong("minutes"))));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("group_id"),
                new PersonId(row.getString("person_id")),
                Role.valueOf(row.getString("role")));
    }

    private static Group group(ResultSet row, List<Slot> slots, List<Member> members) throws SQLException {
        Map<PersonId, Role> leaders = new HashMap<>();
        Set<PersonId> roster = new HashSet<>();
        for (Member member : members) {
            if (member.role() == Role.PARTICIPANT) {
                roster.add(member.person());
            } else {
                leaders.put(member.person(), member.role());
            }
        }
        return new Group(
                new GroupId(row.getString("id")),
                new GroupDetails(
                        row.getString("name"),
                        RoomKind.valueOf(row.getString("kind")),
                        ZoneId.of(row.getString("zone")),
                        slots.stream().map(Slot::slot).toList(),
                        leaders,
                        roster,
                        Rows.policy(row)),
                Rows.yes(row, "active"),
                row.getLong("version"));
    }
}
