package org.evenkeel.sql;

import org.evenkeel.program.ClinicSettings;
import org.evenkeel.program.Language;
import org.evenkeel.program.SettingsStore;

import java.time.ZoneId;

/** The clinic's settings: one row. */
final class SqlSettings implements SettingsStore {

    private static final String INSERT =
            """
            INSERT INTO clinic_settings
                (id, version, name, name_shown, neutral_title, phone, crisis_line, zone, language)
            VALUES ('clinic', 1, :name, :nameShown, :neutralTitle, :phone, :crisisLine, :zone, :language)
            ON CONFLICT (id) DO NOTHING\
            """;
    private static final String UPDATE =
            """
            UPDATE clinic_settings
            SET version = version + 1, name = :name, name_shown = :nameShown, neutral_title = :neutralTitle,
                phone = :phone, crisis_line = :crisisLine, zone = :zone, language = :language
            WHERE id = 'clinic' AND version = :version\
            """;

    private final Database database;

    SqlSettings(Database database) {
        this.database = database;
    }

    @Override
    public ClinicSettings load() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM clinic_settings")
                                .map(
                                        (row, _) ->
                                                new ClinicSettings(
                                                        row.getString("name"),
                                                        Rows.yes(row, "name_shown"),
                                                        row.getString("neutral_title"),
                                                        row.getString("phone"),
                                                        row.getString("crisis_line"),
                                                        ZoneId.of(row.getString("zone")),
                                                        Language.valueOf(row.getString("language")),
                                                        row.getLong("version")))
                                .findOne()
                                .orElseGet(ClinicSettings::initial));
    }

    @Override
    public ClinicSettings save(ClinicSettings settings) {
        int rows =
                database.write(
                        handle ->
                                handle.createUpdate(settings.version() == 0 ? INSERT : UPDATE)
                                        .bind("version", settings.version())
                                        .bind("name", settings.name())
                                        .bind("nameShown", Rows.number(settings.nameShown()))
                                        .bind("neutralTitle", settings.neutralTitle())
                                        .bind("phone", settings.phone())
                                        .bind("crisisLine", settings.crisisLine())
                                        .bind("zone", settings.zone().getId())
                                        .bind("language", settings.language())
                                        .execute());
        Rows.mustBeOne(rows);
        return settings.at(settings.version() + 1);
    }
}
