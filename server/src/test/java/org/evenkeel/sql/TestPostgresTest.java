package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL that other tests use is a real one, and comes back after it was broken. */
class TestPostgresTest {

    @Test
    void everyTestGetsADatabaseOfItsOwn() throws SQLException {
        String first = TestPostgres.shared().freshDatabase();
        String second = TestPostgres.shared().freshDatabase();
        execute(first, "CREATE TABLE seat (n INT)");

        execute(second, "CREATE TABLE seat (n INT)");

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void whatWasCommittedSurvivesAKill() throws SQLException {
        try (TestPostgres postgres = TestPostgres.start()) {
            String url = postgres.freshDatabase();
            execute(url, "CREATE TABLE seat (n INT)");
            execute(url, "INSERT INTO seat VALUES (3)");
            postgres.kill();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(url, "SELECT 1"));

            postgres.restart();

            assertThat(number(url, "SELECT n FROM seat")).isEqualTo(3);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
