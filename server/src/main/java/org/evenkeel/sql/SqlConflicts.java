package org.evenkeel.sql;

import org.evenkeel.program.ConflictPair;
import org.evenkeel.program.ConflictStore;
import org.evenkeel.room.PersonId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Pairs of people who must not meet; the note is sealed. */
final class SqlConflicts implements ConflictStore {

    private final Database database;
    private final SealedColumns sealed;

    SqlConflicts(Database database, SealedColumns sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    @Override
    public List<ConflictPair> all() {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM conflict_pair").map((row, _) -> pair(row)).list());
    }

    @Override
    public List<ConflictPair> of(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM conflict_pair WHERE first_id = :person OR second_id = :person")
                                .bind("person", person.value())
                                .map((row, _) -> pair(row))
                                .list());
    }

    @Override
    public void put(ConflictPair pair) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO conflict_pair (first_id, second_id, sealed_note)
                                        VALUES (:first, :second, :note)
                                        ON CONFLICT (first_id, second_id)
                                        DO UPDATE SET sealed_note = excluded.sealed_note\
                                        """)
                                .bind("first", pair.first().value())
                                .bind("second", pair.second().value())
                                .bind(
                                        "note",
                                        row(pair.first().value(), pair.second().value()).seal("note", pair.note()))
                                .execute());
    }

    @Override
    public void remove(PersonId one, PersonId other) {
        ConflictPair pair = new ConflictPair(one, other, "");
        database.write(
                handle ->
                        handle.createUpdate("DELETE FROM conflict_pair WHERE first_id = :first AND second_id = :second")
                                .bind("first", pair.first().value())
                                .bind("second", pair.second().value())
                                .execute());
    }

    private ConflictPair pair(ResultSet row) throws SQLException {
        String first = row.getString("first_id");
        String second = row.getString("second_id");
        return new ConflictPair(
                new PersonId(first),
                new PersonId(second),
                row(first, second).open("note", row.getBytes("sealed_note")));
    }

    private SealedColumns.Row row(String first, String second) {
        return sealed.row("conflict_pair", first + " " + second);
    }
}
