package org.evenkeel.sql;

import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffRole;
import org.evenkeel.program.StaffStore;
import org.evenkeel.room.PersonId;
import org.jdbi.v3.core.statement.StatementContext;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Staff; names are sealed, the login name is not: it is looked up. */
final class SqlStaff implements StaffStore {

    private static final String INSERT =
            """
            INSERT INTO staff
                (id, version, active, login_name, sealed_full_name, sealed_display_name, roles, credential,
                 credentialed, licence_states)
            VALUES (:id, 1, :active, :loginName, :fullName, :displayName, :roles, :credential, :credentialed, :states)\
            """;
    private static final String UPDATE =
            """
            UPDATE staff
            SET version = version + 1, active = :active, login_name = :loginName, sealed_full_name = :fullName,
                sealed_display_name = :displayName, roles = :roles, credential = :credential,
                credentialed = :credentialed, licence_states = :states
            WHERE id = :id AND version = :version\
            """;

    private final Database database;
    private final SealedColumns sealed;

    SqlStaff(Database database, SealedColumns sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    @Override
    public Optional<StaffMember> find(PersonId id) {
        return one("SELECT * FROM staff WHERE id = :key", id.value());
    }

    @Override
    public Optional<StaffMember> byLoginName(String loginName) {
        return one("SELECT * FROM staff WHERE login_name = :key", loginName);
    }

    @Override
    public List<StaffMember> all() {
        return database.read(handle -> handle.createQuery("SELECT * FROM staff").map(this::member).list());
    }

    @Override
    public StaffMember save(StaffMember member) {
        StaffDetails details = member.details();
        SealedColumns.Row row = sealed.row("staff", member.id().value());
        int rows =
                Rows.unlessTaken(
                        "loginName",
                        () ->
                                database.write(
                                        handle ->
                                                handle.createUpdate(member.version() == 0 ? INSERT : UPDATE)
                                                        .bind("id", member.id().value())
                                                        .bind("version", member.version())
                                                        .bind("active", Rows.number(member.active()))
                                                        .bind("loginName", details.loginName())
                                                        .bind("fullName", row.seal("full_name", details.fullName()))
                                                        .bind(
                                                                "displayName",
                                                                row.seal("display_name", details.displayName()))
                                                        .bind("roles", joined(details.roles()))
                                                        .bind("credential", details.credential())
                                                        .bind("credentialed", Rows.number(details.credentialed()))
                                                        .bind("states", joined(details.licenceStates()))
                                                        .execute()));
        Rows.mustBeOne(rows);
        return member.at(member.version() + 1);
    }

    private Optional<StaffMember> one(String query, String key) {
        return database.read(handle -> handle.createQuery(query).bind("key", key).map(this::member).findOne());
    }

    private StaffMember member(ResultSet row, StatementContext context) throws SQLException {
        String id = row.getString("id");
        SealedColumns.Row values = sealed.row("staff", id);
        return new StaffMember(
                new PersonId(id),
                new StaffDetails(
                        row.getString("login_name"),
                        values.open("full_name", row.getBytes("sealed_full_name")),
                        values.open("display_name", row.getBytes("sealed_display_name")),
                        split(row.getString("roles")).stream()
                                .map(StaffRole::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                        row.getString("credential"),
                        Rows.yes(row, "credentialed"),
                        split(row.getString("licence_states"))),
                Rows.yes(row, "active"),
                row.getLong("version"));
    }

    private static String joined(Collection<?> words) {
        return words.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    private static Set<String> split(String words) {
        return words.isEmpty() ? Set.of() : Arrays.stream(words.split(" ")).collect(Collectors.toUnmodifiableSet());
    }
}
