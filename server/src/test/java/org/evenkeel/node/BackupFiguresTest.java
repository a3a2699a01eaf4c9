package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.backup.LastBackup;
import org.evenkeel.program.Caller;
import org.evenkeel.program.GateAnswers;
import org.evenkeel.program.Language;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.program.PolicyOverrides;
import org.evenkeel.program.RosterEntry;
import org.evenkeel.program.Samples;
import org.evenkeel.program.SessionPlan;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffRole;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.record.Clinic;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.SessionId;
import org.evenkeel.sql.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How long backup, verify, restore and a change of the master key take for the signed sessions of a year: 12 groups of
 * 10 participants, five evenings a week. Figures go to standard output.
 */
@Tag("long")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class BackupFiguresTest {

    private static final int SESSIONS = Integer.getInteger("backup.sessions", 3_000);
    private static final int PARTICIPANTS = 300;
    private static final int IN_A_SESSION = 10;

    @TempDir private Path folder;
    private final Map<String, String> flags = new HashMap<>();
    private Path passphrase;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aYear(String database) throws IOException {
        passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery staple");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        flags.put("data.folder", Files.createDirectories(folder.resolve("data")).toString());
        empty(database);
        fill();
        var backup = folder.resolve("year.zip.gpg");
        timed(database + " backup", "backup", "--out", backup.toString(), secret());
        var last = LastBackup.of(folder.resolve("data")).orElseThrow();
        System.out.printf("%s: %d bytes in the backup%n", database, last.bytes());
        timed(database + " verify", "verify", backup.toString(), secret());
        timed(database + " keys rotate", "keys", "rotate");
        empty(database);
        flags.put("data.folder", folder.resolve("restored").toString());
        timed(database + " restore", "restore", backup.toString(), secret());
        timed(database + " attendance verify", "attendance", "verify");
        if (database.equals("sqlite")) {
            System.out.printf("sqlite: %d bytes of database%n", Files.size(folder.resolve("restored/evenkeel.db")));
        }
    }

    private void empty(String database) {
        if (database.equals("postgresql")) {
            flags.put("database.url", TestPostgres.shared().freshDatabase());
        }
    }

    private String secret() {
        return "--passphrase-file=" + passphrase;
    }

    private void timed(String what, String... words) {
        var said = new StringWriter();
        var command = new ArrayList<>(Arrays.asList(words));
        if (!words[0].equals("verify")) {
            flags.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        }
        long began = System.nanoTime();
        int code =
                Main.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(command.toArray(String[]::new));
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - began) / 1e9);
        assertThat(code).as(said.toString()).isZero();
    }

    private void fill() {
        try (var sql = Stores.Sql.open(Config.read(Optional.empty(), Map.of(), flags))) {
            var desk = Desk.offline(sql);
            var lead = lead(desk);
            var people = IntStream.range(0, PARTICIPANTS).mapToObj(i -> participant(desk, i)).toList();
            for (int i = 0; i < SESSIONS; i++) {
                int first = i * 7;
                var here =
                        IntStream.range(0, IN_A_SESSION).mapToObj(n -> people.get((first + n) % PARTICIPANTS)).toList();
                held(sql, desk, lead, here);
            }
        }
    }

    private static PersonId lead(Desk desk) {
        var details =
                new StaffDetails("lead", "Made-up Lead", "Lead", Set.of(StaffRole.COUNSELOR), "LCSW", true, Set.of());
        return desk.clinic().staff().add(Caller.operator(), details).id();
    }

    private static PersonId participant(Desk desk, int i) {
        var details =
                new ParticipantDetails(
                        "Y-" + i,
                        "Made-up Person " + i,
                        "Person " + i,
                        Language.EN,
                        "(555) 010-0199",
                        Optional.empty());
        return desk.clinic().participants().add(Caller.operator(), details).id();
    }

    /** One session with its gate answers, its facts (everybody drops once and comes back), and its signature. */
    private static void held(Stores.Sql sql, Desk desk, PersonId lead, List<PersonId> people) {
        var session = planned(desk, lead, people);
        people.forEach(
                person ->
                        sql.program()
                                .gate()
                                .append(new GateAnswers(session, person, Samples.completeForm(), "1", true, 1)));
        var ledger = new SampleLedger(RoomKind.THERAPY, "18:00:00", "19:30:00");
        ledger.staff(lead.value(), Role.FACILITATOR, true).come(lead.value(), "c-lead", "17:55:00").start("18:02:00");
        for (int i = 0; i < people.size(); i++) {
            var person = people.get(i).value();
            ledger.join(person, "a-" + i, "18:05:00");
        }
        for (int i = 0; i < people.size(); i++) {
            var person = people.get(i).value();
            ledger.lose(person, "a-" + i, "18:40:00", "18:40:25").come(person, "b-" + i, "18:41:00");
        }
        ledger.end("19:31:00");
        sql.record()
                .ledger()
                .append(ledger.facts().stream().map(fact -> new AttendanceLedger.Row(session, fact)).toList());
        var hash = desk.attendance().compute(session).orElseThrow().proposedHash();
        Clinic.done(desk.attendance().sign(session, lead, hash));
    }

    private static SessionId planned(Desk desk, PersonId lead, List<PersonId> people) {
        var roster = new ArrayList<RosterEntry>();
        roster.add(new RosterEntry(lead, Role.FACILITATOR, RosterEntry.Source.SESSION));
        people.forEach(person -> roster.add(new RosterEntry(person, Role.PARTICIPANT, RosterEntry.Source.SESSION)));
        var plan =
                new SessionPlan(
                        "Evening group",
                        RoomKind.THERAPY,
                        ZoneOffset.UTC,
                        SampleLedger.millis("18:00:00"),
                        SampleLedger.millis("19:30:00"),
                        roster,
                        PolicyOverrides.none());
        return desk.clinic().schedule().add(Caller.operator(), plan).id();
    }
}
