package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditHead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What commands leave in the audit log, and how it is verified and searched from the command line. */
@Tag("slow")
@Tag("steady")
@Timeout(60)
class AuditCommandTest {

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();

    private int run(String... command) {
        var whole = new String[command.length + 2];
        System.arraycopy(command, 0, whole, 0, command.length);
        whole[command.length] = "--data";
        whole[command.length + 1] = folder.toString();
        out.getBuffer().setLength(0);
        return Main.commandLine().setOut(new PrintWriter(out, true)).execute(whole);
    }

    private void changeTheDatabase(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("evenkeel.db"));
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Test
    void whatCommandsDoIsInTheLogAndTheirSearchToo() throws SQLException {
        run("clinic", "--zone", "America/Chicago");
        run("admin", "--name", "first");
        run("attendance", "verify");
        assertThat(run("audit", "search")).isZero();
        assertThat(out.toString())
                .contains("settings.change  -  ok", "staff.add  person:", "staff.issue-entry-link", "attendance.verify")
                .doesNotContain("first")
                .endsWith("4 rows.\n");
        assertThat(run("audit", "search", "--action", "audit.search", "--json")).isZero();
        assertThat(out.toString().lines()).hasSize(1).first().asString().startsWith("{\"number\":5,");
        assertThat(run("audit", "search", "--action", "audit.export", "--csv")).isZero();
        assertThat(out.toString().lines()).hasSize(2).last().asString().contains("6,", "42 CFR part 2 prohibits");
        assertThat(run("audit", "search", "--action", "no.such")).isEqualTo(2);
        // A row says whom somebody looked for, so whatever else is typed there must not come so far.
        assertThat(run("audit", "search", "--about", "Testname")).isEqualTo(2);
        assertThat(run("audit", "search", "--by", "Testname")).isEqualTo(2);
        assertThat(run("audit", "search", "--about", first())).isZero();
        assertThat(out.toString()).contains("staff.add  person:").endsWith("2 rows.\n");
        assertThat(run("audit", "search", "--about", "first", "--action", "staff.add")).isZero();
        assertThat(out.toString()).contains("staff.add  person:" + first()).endsWith("1 row.\n");
        out.getBuffer().setLength(0);
        assertThat(Main.commandLine().setOut(new PrintWriter(out, true)).execute("audit", "actions")).isZero();
        assertThat(out.toString().lines()).contains("attendance.export").hasSize(AuditAction.values().length);
        run("audit", "search");
        assertThat(out.toString()).doesNotContain("Testname", "first").contains("audit.search  person:" + first());
        assertThat(run("audit", "search", "--to", "2020-01-01")).isZero();
        assertThat(out.toString()).isEqualTo("0 rows.\n");
    }

    /** The id of the account that was made first. */
    private String first() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("evenkeel.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT id FROM staff")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void anUntouchedLogIsFineAndAChangedRowIsNamed() throws SQLException {
        run("admin", "--name", "first");
        assertThat(run("audit", "verify")).isZero();
        assertThat(out.toString()).contains("2 rows, the last is 2:").contains("as it was written");
        changeTheDatabase("DROP TRIGGER audit_row_unchanged", "UPDATE audit_row SET subjects = '' WHERE number = 1");
        assertThat(run("audit", "verify")).isEqualTo(1);
        assertThat(out.toString()).startsWith("row 1 does not fit the chain").contains("2 findings.");
    }

    @Test
    void anEndThatWasCutOffWithItsHeadIsFoundByWhatWasNotedElsewhere() throws SQLException {
        run("admin", "--name", "first");
        run("audit", "verify");
        String end = out.toString().lines().findFirst().orElseThrow().replaceFirst(".*the last is ", "");
        changeTheDatabase(
                "DROP TRIGGER audit_row_kept",
                "DROP TRIGGER audit_subject_kept",
                "DROP TRIGGER audit_head_grows",
                "DELETE FROM audit_row WHERE number > 1",
                "DELETE FROM audit_subject WHERE number > 1",
                "UPDATE audit_head SET number = 1, hash = (SELECT hash FROM audit_row WHERE number = 1)");
        assertThat(run("audit", "verify", "--checkpoint", "1:" + "0".repeat(64))).isEqualTo(1);
        assertThat(run("audit", "verify", "--checkpoint", end)).isEqualTo(1);
        assertThat(out.toString()).contains("was written down with another hash, or is gone");
        AuditHeads.in(folder).note(AuditHead.read(end).orElseThrow());
        assertThat(run("audit", "verify")).isEqualTo(1);
        assertThat(run("audit", "verify", "--checkpoint", "nonsense")).isEqualTo(2);
    }
}
