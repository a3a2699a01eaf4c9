package org.evenkeel.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;

/** A newer build of the server: this one's classes, and one migration more. */
public final class NextBuild {

    private static final int MIGRATION = 9_000;

    private final Path folder;

    private NextBuild(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes what it has beside the classes of this one.
     *
     * @param folder an existing one
     */
    public static NextBuild in(Path folder) {
        try {
            var migrations = Files.createDirectories(folder.resolve("next-build/org/evenkeel/sql/migrations"));
            Files.writeString(
                    migrations.resolve("V" + MIGRATION + "__next_build.sql"), "CREATE TABLE next_build (id TEXT);");
            return new NextBuild(folder.resolve("next-build"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes first in its class path. */
    public Path classes() {
        return folder;
    }

    /** The database was brought to it. */
    public static void migrated(String jdbcUrl) throws SQLException {
        var found = new ArrayList<String>();
        try (var database = DriverManager.getConnection(jdbcUrl);
                var rows = database.createStatement().executeQuery("SELECT version FROM flyway_schema_history")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        assertThat(found).contains(Integer.toString(MIGRATION));
    }
}
