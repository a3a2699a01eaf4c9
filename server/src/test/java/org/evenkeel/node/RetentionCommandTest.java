package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.Caller;
import org.evenkeel.program.Samples;
import org.evenkeel.retention.Retention;
import org.evenkeel.retention.RetentionPolicy;
import org.evenkeel.room.Role;
import org.evenkeel.room.SessionId;
import org.evenkeel.sql.SqlRetention;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** What is over its time, from the command line and in the night. */
@Tag("slow")
@Tag("steady")
@Timeout(60)
class RetentionCommandTest {

    private static final String OLD = "session-of-eleven-years-ago";

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private String reference = "";

    private int run(String... command) {
        var whole = new String[command.length + 2];
        System.arraycopy(command, 0, whole, 0, command.length);
        whole[command.length] = "--data";
        whole[command.length + 1] = folder.toString();
        out.getBuffer().setLength(0);
        return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true)).execute(whole);
    }

    private Stores.Sql open() {
        return Stores.Sql.open(Config.read(Optional.empty(), Map.of(), Map.of("data.folder", folder.toString())));
    }

    private void anOldSession() {
        try (var sql = open()) {
            var person =
                    Desk.offline(sql).clinic().participants().add(Caller.operator(), Samples.participantDetails("R-7"));
            reference = person.details().reference();
            long start = Instant.now().atZone(ZoneOffset.UTC).minusYears(11).toInstant().toEpochMilli();
            sql.program()
                    .sessions()
                    .addIfAbsent(Samples.session(OLD, start, Samples.own(person.id().value(), Role.PARTICIPANT)));
        }
    }

    private boolean isThere() {
        try (var sql = open()) {
            return sql.program().sessions().find(new SessionId(OLD)).isPresent();
        }
    }

    @Test
    void aDryRunNamesIdsOnlyAndChangesNothing() {
        anOldSession();
        assertThat(run("retention", "--dry-run")).isZero();
        assertThat(out.toString())
                .contains("Session records: 1. Kept by a legal hold: 0.", "session " + OLD)
                .doesNotContain("Testname", "R-7", "Single");
        assertThat(isThere()).isTrue();
        assertThat(run("retention")).isZero();
        assertThat(isThere()).isTrue();
    }

    @Test
    void aHoldKeepsItUntilItIsReleased() {
        anOldSession();
        assertThat(run("retention", "hold", reference)).isZero();
        assertThat(run("retention", "holds")).isZero();
        assertThat(out.toString()).contains("1 hold.");
        assertThat(run("retention", "--delete")).isZero();
        assertThat(out.toString()).contains("Deleted: 0 session records");
        assertThat(isThere()).isTrue();
        assertThat(run("retention", "release", reference)).isZero();
        assertThat(run("retention", "--delete")).isZero();
        assertThat(out.toString()).contains("Deleted: 1 session records");
        assertThat(isThere()).isFalse();
        assertThat(run("retention", "hold", "nobody-of-this-name")).isEqualTo(1);
        run("audit", "search");
        assertThat(out.toString())
                .contains("hold.place", "hold.list", "hold.release", "retention.delete-session  session:" + OLD);
    }

    @Test
    void theServerDoesItInTheClinicsNightOnly() {
        anOldSession();
        try (var sql = open()) {
            var settings = Desk.offline(sql).clinic().settings();
            for (String time : new String[] {"02:59", "04:00", "15:30"}) {
                night(sql, time).run();
                assertThat(sql.program().sessions().find(new SessionId(OLD))).isPresent();
            }
            assertThat(settings.current().zone()).isEqualTo(ZoneId.of("UTC"));
            night(sql, "03:10").run();
            assertThat(sql.program().sessions().find(new SessionId(OLD))).isEmpty();
        }
    }

    private static NightlyRetention night(Stores.Sql sql, String time) {
        InstantSource clock = () -> Instant.now().atZone(ZoneOffset.UTC).with(LocalTime.parse(time)).toInstant();
        var retention =
                new Retention(
                        RetentionPolicy.defaults(),
                        new SqlRetention(sql.database()),
                        sql.record().ledger(),
                        sql.audit().log(),
                        clock);
        return new NightlyRetention(retention, Desk.offline(sql).clinic().settings()::current, clock);
    }
}
