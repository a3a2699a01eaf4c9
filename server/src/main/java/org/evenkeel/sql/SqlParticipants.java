package org.evenkeel.sql;

import org.evenkeel.program.EmergencyContact;
import org.evenkeel.program.Language;
import org.evenkeel.program.Participant;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.program.ParticipantStore;
import org.evenkeel.room.PersonId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Participants; everything but reference and language is sealed. */
final class SqlParticipants implements ParticipantStore {

    private static final String INSERT =
            """
            INSERT INTO participant
                (id, version, active, reference, language, sealed_full_name, sealed_display_name, sealed_phone,
                 sealed_emergency_name, sealed_emergency_phone, sealed_emergency_relation, emergency_may_be_called)
            VALUES (:id, 1, :active, :reference, :language, :fullName, :displayName, :phone,
                    :emergencyName, :emergencyPhone, :emergencyRelation, :mayBeCalled)\
            """;
    private static final String UPDATE =
            """
            UPDATE participant
            SET version = version + 1, active = :active, reference = :reference, language = :language,
                sealed_full_name = :fullName, sealed_display_name = :displayName, sealed_phone = :phone,
                sealed_emergency_name = :emergencyName, sealed_emergency_phone = :emergencyPhone,
                sealed_emergency_relation = :emergencyRelation, emergency_may_be_called = :mayBeCalled
            WHERE id = :id AND version = :version\
            """;

    private final Database database;
    private final SealedColumns sealed;

    SqlParticipants(Database database, SealedColumns sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    @Override
    public Optional<Participant> find(PersonId id) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM participant WHERE id = :id")
                                .bind("id", id.value())
                                .map(this::participant)
                                .findOne());
    }

    @Override
    public List<Participant> all() {
        return database.read(handle -> handle.createQuery("SELECT * FROM participant").map(this::participant).list());
    }

    @Override
    public Participant save(Participant participant) {
        return Rows.unlessTaken("reference", () -> database.write(handle -> save(handle, participant)));
    }

    @Override
    public List<Participant> addAll(List<Participant> participants) {
        return Rows.unlessTaken(
                "reference",
                () -> database.write(handle -> participants.stream().map(each -> save(handle, each)).toList()));
    }

    private Participant save(Handle handle, Participant participant) {
        Update update = handle.createUpdate(participant.version() == 0 ? INSERT : UPDATE);
        Rows.mustBeOne(bind(update, participant).execute());
        return participant.at(participant.version() + 1);
    }

    private Update bind(Update update, Participant participant) {
        ParticipantDetails details = participant.details();
        Optional<EmergencyContact> contact = details.emergencyContact();
        SealedColumns.Row row = sealed.row("participant", participant.id().value());
        return update.bind("id", participant.id().value())
                .bind("version", participant.version())
                .bind("active", Rows.number(participant.active()))
                .bind("reference", details.reference())
                .bind("language", details.language())
                .bind("fullName", row.seal("full_name", details.fullName()))
                .bind("displayName", row.seal("display_name", details.displayName()))
                .bind("phone", row.seal("phone", details.phone()))
                .bind("emergencyName", contact.map(c -> row.seal("emergency_name", c.name())).orElse(null))
                .bind("emergencyPhone", contact.map(c -> row.seal("emergency_phone", c.phone())).orElse(null))
                .bind("emergencyRelation", contact.map(c -> row.seal("emergency_relation", c.relation())).orElse(null))
                .bind("mayBeCalled", contact.map(c -> Rows.number(c.mayBeCalled())).orElse(null));
    }

    private Participant participant(ResultSet row, StatementContext context) throws SQLException {
        String id = row.getString("id");
        SealedColumns.Row values = sealed.row("participant", id);
        return new Participant(
                new PersonId(id),
                new ParticipantDetails(
                        row.getString("reference"),
                        values.open("full_name", row.getBytes("sealed_full_name")),
                        values.open("display_name", row.getBytes("sealed_display_name")),
                        Language.valueOf(row.getString("language")),
                        values.open("phone", row.getBytes("sealed_phone")),
                        contact(row, values)),
                Rows.yes(row, "active"),
                row.getLong("version"));
    }

    private static Optional<EmergencyContact> contact(ResultSet row, SealedColumns.Row values) throws SQLException {
        byte[] name = row.getBytes("sealed_emergency_name");
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(
                new EmergencyContact(
                        values.open("emergency_name", name),
                        values.open("emergency_phone", row.getBytes("sealed_emergency_phone")),
                        values.open("emergency_relation", row.getBytes("sealed_emergency_relation")),
                        Rows.yes(row, "emergency_may_be_called")));
    }
}
