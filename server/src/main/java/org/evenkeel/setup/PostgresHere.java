package org.evenkeel.setup;

import java.util.List;
import java.util.Map;

/**
 * Debian's PostgreSQL on this machine: a role, a database that is its own, and a password over loopback. Not the Unix
 * socket with the word of the kernel: the driver speaks to sockets of the JDK, which has none of that kind.
 */
final class PostgresHere {

    private static final String NAME = "evenkeel";
    private static final String UNIT = "postgresql.service";

    private PostgresHere() {}

    static boolean isWanted(Answers answers) {
        return answers.postgres().filter(it -> it.elsewhere().isEmpty()).isPresent();
    }

    static Change installed() {
        return Setup.installed("postgresql", List.of("sh", "-c", "ls /usr/lib/postgresql/*/bin/postgres"));
    }

    /** What the server is told, of one elsewhere too. There only TLS will do. */
    static Map<String, String> settings(Answers.Postgres postgres) {
        return postgres.elsewhere()
                .map(
                        it ->
                                Map.of(
                                        "database.url",
                                        "jdbc:postgresql://%s:%d/%s?sslmode=%s"
                                                .formatted(it.host(), it.port(), it.name(), trust(it)),
                                        "database.password-file",
                                        it.passwordFile()))
                .orElseGet(
                        () ->
                                Map.of(
                                        "database.url",
                                        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(Places.POSTGRES_PORT, NAME),
                                        "database.user",
                                        NAME,
                                        "database.password-file",
                                        Places.secret("database")));
    }

    /** Of an authority of the clinic's own it is enough that it signed: there is an address and no name. */
    private static String trust(Answers.PostgresServer there) {
        return there.authority().map(file -> "verify-ca&sslrootcert=" + file).orElse("require");
    }

    /**
     * Can be repeated. Its words are kept out of PostgreSQL's log, since the password stands in them. C.UTF-8 sorts
     * alike for ever; the order of other locales changes with the C library, and indexes would be wrong after that.
     */
    static String script(String password) {
        return """
        -- Written by Evenkeel; changes are lost.
        SET log_statement = 'none';
        SET log_min_error_statement = 'panic';
        SELECT 'CREATE ROLE %1$s' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') \\gexec
        SET password_encryption = 'scram-sha-256';
        ALTER ROLE %1$s LOGIN PASSWORD '%2$s';
        SELECT 'CREATE DATABASE %1$s OWNER %1$s TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8'''
        WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '%1$s') \\gexec
        """
                .formatted(NAME, password);
    }

    /** Only root reads the script, so root's shell opens it. */
    static List<Change> commands() {
        var make =
                "exec runuser -u postgres -- psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 <" + Places.POSTGRES_SCRIPT;
        var ask =
                "PGPASSWORD=$(cat %s) exec psql --no-psqlrc --no-password --host=127.0.0.1 --port=%d --username=%s"
                        .formatted(Places.secret("database"), Places.POSTGRES_PORT, NAME);
        return List.of(
                new Change.Command(
                        UNIT + " runs, and starts with the machine",
                        List.of("systemctl", "--quiet", "enable", "--now", UNIT),
                        List.of("systemctl", "--quiet", "is-active", UNIT)),
                new Change.Command(
                        "PostgreSQL has a role and a database for the server alone",
                        List.of("sh", "-c", make),
                        List.of("sh", "-c", ask + " --command='SELECT 1' " + NAME)));
    }
}
