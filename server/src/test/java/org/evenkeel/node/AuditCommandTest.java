package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditHead;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Samples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What commands leave in the audit log, and how it is verified and searched from the command line. */
@Tag("slow")
@Tag("steady")
@Timeout(60)
class AuditCommandTest {

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... command) {
        var whole = new String[command.length + 2];
        System.arraycopy(command, 0, whole, 0, command.length);
        whole[command.length] = "--data";
        whole[command.length + 1] = folder.toString();
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(whole);
    }

    private Stores.Sql open() {
        return Stores.Sql.open(Config.read(Optional.empty(), Map.of(), Map.of("data.folder", folder.toString())));
    }

    /** The id of a new participant of this reference. */
    private String participant(String reference) {
        try (var sql = open()) {
            var details = Samples.participantDetails(reference);
            return Desk.offline(sql).clinic().participants().add(Caller.operator(), details).id().value();
        }
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

    @Test
    void aWrongActionIsAnsweredWithAllThereAre() {
        run("admin", "--name", "first");
        assertThat(run("audit", "search", "--action", "no.such")).isEqualTo(2);
        assertThat(err.toString().lines().map(String::strip))
                .containsAll(Arrays.stream(AuditAction.values()).map(AuditAction::word).toList());
    }

    @Test
    void theDocumentListsEveryAction() throws IOException {
        var document = Files.readString(Path.of("docs", "audit.md"));
        var list = document.substring(document.indexOf("## Every action"), document.indexOf("## Emergency access"));
        var listed = Pattern.compile("`([^`]+)`").matcher(list).results().map(found -> found.group(1)).toList();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(AuditAction.values()).map(AuditAction::word).toList());
    }

    @Test
    void staffAreNamedByTheirSignInNameAndParticipantsByTheirReference() throws SQLException {
        run("admin", "--name", "first");
        String person = participant("MRN-1");
        assertThat(run("audit", "search", "--about", "FIRST")).isZero();
        assertThat(err.toString()).isEqualTo("--about: the person with the id " + first() + "\n");
        assertThat(out.toString()).contains("staff.add  person:" + first());
        assertThat(run("audit", "search", "--by", "MRN-1")).isZero();
        assertThat(err.toString()).isEqualTo("--by: the person with the id " + person + "\n");
        assertThat(run("audit", "search", "--about", first())).isZero();
        assertThat(err.toString()).isEmpty();
        run("audit", "search");
        assertThat(out.toString()).doesNotContain("MRN-1").doesNotContainIgnoringCase("first");
    }

    @Test
    void aWordThatIsTwoPeoplesIsRefused() throws SQLException {
        run("admin", "--name", "first");
        String person = participant("first");
        assertThat(run("audit", "search", "--about", "first")).isEqualTo(2);
        assertThat(err.toString()).contains("more than one is called so", person, first());
    }

    @Test
    void aListOfEverybodyIsWrittenWithoutAColon() {
        run("admin", "--name", "first");
        try (var sql = open()) {
            sql.audit().record(ConsoleAudit.row(AuditAction.BACKUP_MAKE, AuditSubject.everybody()));
        }
        run("audit", "search", "--action", "backup.make");
        assertThat(out.toString()).contains("backup.make  everybody  ok").endsWith("1 row.\n");
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
