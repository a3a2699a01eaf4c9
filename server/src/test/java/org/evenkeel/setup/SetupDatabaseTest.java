package org.evenkeel.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evenkeel.media.PortRange;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the record is kept, and that nobody is led away from it. */
class SetupDatabaseTest extends SetupOfATest {

    private static Answers inPostgres(Answers.PostgresServer... elsewhere) {
        return new Answers(
                "groups.example",
                ZoneId.of("America/Chicago"),
                "first",
                Answers.Tls.CADDY,
                Optional.empty(),
                List.of("127.0.0.1", "::1"),
                "192.0.2.10",
                new PortRange(20_000, 20_999),
                false,
                Optional.of(new Answers.Postgres(Stream.of(elsewhere).findFirst())),
                Optional.of(new Answers.Backup("/etc/evenkeel/backup.passphrase", "/var/lib/evenkeel/backups")));
    }

    @Test
    void aPostgresHereHasARoleBeforeTheClinicIsMadeInIt() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        assertThat(packages(inPostgres())).contains("postgresql is installed");
        List<Setup.Step> steps = carriedOut(inPostgres());
        String password = read("/etc/evenkeel/secrets/database").strip();
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("database.url = jdbc:postgresql://127.0.0.1:5432/evenkeel\n")
                .contains("database.password-file = /etc/evenkeel/secrets/database\n")
                .doesNotContain(password);
        assertThat(read("/etc/evenkeel/secrets/database.sql")).contains("PASSWORD '" + password + "'");
        assertThat(access("/etc/evenkeel/secrets/database.sql")).isEqualTo("root:root rw-------");
        assertThat(steps).flatExtracting(Setup.Step::lines).noneMatch(line -> line.contains(password));
        assertThat(test.ran).noneMatch(command -> command.contains(password));
        assertThat(test.ran)
                .containsSubsequence(
                        "systemctl --quiet enable --now postgresql.service",
                        "sh -c exec runuser -u postgres -- psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1"
                                + " </etc/evenkeel/secrets/database.sql",
                        "/usr/lib/evenkeel/bin/evenkeel clinic --zone America/Chicago");
    }

    @Test
    void aPostgresElsewhereIsReachedByTheUnitsOverTlsAlone() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        put("/etc/evenkeel/database.password");
        var there =
                inPostgres(
                        new Answers.PostgresServer(
                                "192.0.2.5", 5_432, "clinic", "/etc/evenkeel/database.password", Optional.empty()));
        assertThat(packages(there)).contains("postgresql-client is installed");
        carriedOut(there);
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("database.url = jdbc:postgresql://192.0.2.5:5432/clinic?sslmode=require\n")
                .contains("listen.host = 127.0.0.1");
        assertThat(read("/etc/systemd/system/evenkeel.service.d/setup.conf")).contains("IPAddressAllow=192.0.2.5\n");
        assertThat(read("/etc/systemd/system/evenkeel-backup.service.d/setup.conf"))
                .contains("IPAddressAllow=192.0.2.5\n");
        assertThat(test.ran).noneMatch(command -> command.contains("psql"));
    }

    @Test
    void theServerIsNotLedAwayFromItsRecord() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        var setup = setup();
        carriedOut(ANSWERS);
        setup.mustKeepRecord(inPostgres());
        put("/var/lib/evenkeel/server/evenkeel.db");
        assertThatThrownBy(() -> setup.mustKeepRecord(inPostgres()))
                .isInstanceOf(Answers.Problems.class)
                .hasMessageContaining("is in SQLite, and setup moves none");
        setup.mustKeepRecord(ANSWERS);
        setup.steps(inPostgres(), Map.of("database", "postgresql")).forEach(Setup.Step::make);
        setup.mustKeepRecord(inPostgres());
        assertThatThrownBy(() -> setup.mustKeepRecord(ANSWERS))
                .isInstanceOf(Answers.Problems.class)
                .hasMessageContaining("is in PostgreSQL, and setup moves none");
    }

    @Test
    void aPostgresElsewhereIsBelievedWhenItsAuthorityIsKnown() throws IOException {
        put("/etc/evenkeel/backup.passphrase");
        put("/etc/evenkeel/database.password");
        var there =
                inPostgres(
                        new Answers.PostgresServer(
                                "192.0.2.5",
                                5_432,
                                "clinic",
                                "/etc/evenkeel/database.password",
                                Optional.of("/etc/evenkeel/tls/database.pem")));
        assertThat(setup().obstacles(there))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("MISSING: /etc/evenkeel/tls/database.pem "));
        put("/etc/evenkeel/tls/database.pem");
        assertThat(setup().obstacles(there)).isEmpty();
        carriedOut(there);
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("/clinic?sslmode=verify-ca&sslrootcert=/etc/evenkeel/tls/database.pem\n");
    }

    @Test
    void keysWithoutARecordAreNotLedIntoAnEmptyClinic() throws IOException {
        var setup = setup();
        Files.createDirectories(test.machine().at("/var/lib/evenkeel/keys"));
        setup.mustKeepRecord(ANSWERS);
        put("/var/lib/evenkeel/keys/columns-2.key");
        assertThatThrownBy(() -> setup.mustKeepRecord(ANSWERS))
                .isInstanceOf(Answers.Problems.class)
                .hasMessageContaining("so there was a record");
        setup.mustKeepRecord(inPostgres());
        put("/var/lib/evenkeel/server/evenkeel.db");
        setup.mustKeepRecord(ANSWERS);
    }
}
