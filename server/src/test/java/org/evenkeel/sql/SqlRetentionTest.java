package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.Interval;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.audit.AuditEntry;
import org.evenkeel.audit.AuditQuery;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.audit.AuditVerifier;
import org.evenkeel.program.EmergencyAccess;
import org.evenkeel.program.GateAnswers;
import org.evenkeel.program.RosterEntry;
import org.evenkeel.program.Samples;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.record.AttendanceVerifier;
import org.evenkeel.record.Change;
import org.evenkeel.record.Clinic;
import org.evenkeel.record.SessionFacts;
import org.evenkeel.retention.Retention;
import org.evenkeel.retention.RetentionPolicy;
import org.evenkeel.retention.RetentionStore;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is over its time goes as a whole, on both databases; what is not, or is held, stays to the last row; and what
 * was signed verifies as before.
 */
@Tag("slow")
@Tag("steady")
@Timeout(60)
class SqlRetentionTest {

    private static final SessionId OLD = new SessionId("session-old");
    private static final SessionId HELD = new SessionId("session-held");
    private static final SessionId YOUNG = new SessionId("session-young");
    private static final PersonId CY = new PersonId("cy");
    private static final AuditActor SYSTEM = AuditActor.system();

    /** When the young session was. */
    private static final long THEN = SampleLedger.millis("18:00:00");

    @TempDir private Path folder;
    private Database database;
    private SqlProgram program;
    private SqlRecord record;
    private SqlAuditLog audit;
    private AttendanceVerifier verifier;
    private final SampleLedger sample = Clinic.evening().end("19:30:00");
    private final Clinic standing = new Clinic().take(OLD, sample).take(HELD, sample).take(YOUNG, sample);
    private final SessionFacts facts = session -> Optional.ofNullable(standing.standing.get(session));
    private long now = after(THEN, 9);

    private void open(String kind) {
        database = kind.equals("sqlite") ? TestDatabases.sqlite(folder) : TestDatabases.postgres();
        program = SqlProgram.in(database, TestDatabases.sealed());
        record = SqlRecord.in(database, TestDatabases.sealed());
        audit = new SqlAuditLog(database);
        verifier = new AttendanceVerifier(record.ledger(), record.corrections(), record.seals(), facts);
        held(OLD, after(THEN, -2), "ann");
        held(YOUNG, THEN, "ann", "bo", "cy");
        held(HELD, after(THEN, -3), "ann", "cy");
        amend(OLD);
        audit.append(List.of(AuditEntry.done(THEN, SYSTEM, AuditAction.GATE_READ, AuditSubject.of(CY))));
        audit.append(List.of(AuditEntry.done(now - 1, SYSTEM, AuditAction.GATE_READ, AuditSubject.of(CY))));
    }

    private static long after(long moment, int years) {
        return Instant.ofEpochMilli(moment).atZone(ZoneOffset.UTC).plusYears(years).toInstant().toEpochMilli();
    }

    /** A session with its plan, roster, facts, entry answers, a correction and a signature. */
    private void held(SessionId session, long start, String... people) {
        var roster =
                List.of(people).stream().map(each -> Samples.own(each, Role.PARTICIPANT)).toArray(RosterEntry[]::new);
        program.sessions().addIfAbsent(Samples.session(session.value(), start, roster));
        for (String person : people) {
            program.gate()
                    .append(
                            new GateAnswers(
                                    session, new PersonId(person), Samples.completeForm(), "1", true, start - 1));
        }
        record.ledger().append(sample.facts().stream().map(fact -> new AttendanceLedger.Row(session, fact)).toList());
        Clinic.done(
                book().correct(session, Clinic.BO, new Change.MinutesSet(0, 5), "made-up reason", Clinic.COUNSELOR));
        Clinic.done(book().sign(session, Clinic.COUNSELOR, hash(session)));
    }

    private void amend(SessionId session) {
        Clinic.done(
                book().amend(
                                session,
                                Clinic.COUNSELOR,
                                hash(session),
                                "made-up reason",
                                List.of(new AttendanceBook.Amendment(Clinic.BO, new Change.MinutesSet(5, 6)))));
    }

    private AttendanceBook book() {
        return new AttendanceBook(
                record.ledger(),
                record.corrections(),
                record.seals(),
                facts,
                () -> Instant.ofEpochMilli(SampleLedger.millis("20:00:00")));
    }

    private String hash(SessionId session) {
        return book().compute(session).orElseThrow().proposedHash();
    }

    private Retention retention() {
        return new Retention(
                RetentionPolicy.defaults(),
                new SqlRetention(database),
                record.ledger(),
                audit,
                () -> Instant.ofEpochMilli(now));
    }

    private List<String> reported(AuditAction action) {
        return audit.search(AuditQuery.newest(100).only(action)).stream()
                .map(row -> row.subjects() + " " + row.result())
                .toList();
    }

    /** How many rows of any table name this session. */
    private long rowsOf(SessionId session) {
        return database.read(
                handle -> {
                    long rows = 0;
                    for (String table : tablesWithSession(handle.getConnection())) {
                        rows +=
                                handle.createQuery("SELECT COUNT(*) FROM " + table + " WHERE session_id = :id")
                                        .bind("id", session.value())
                                        .mapTo(Long.class)
                                        .one();
                    }
                    return rows;
                });
    }

    private static List<String> tablesWithSession(Connection connection) {
        List<String> tables = new ArrayList<>();
        try {
            for (String table : ContentsReader.tables(connection)) {
                try (ResultSet column =
                        connection.getMetaData().getColumns(null, connection.getSchema(), table, "session_id")) {
                    if (column.next()) {
                        tables.add(table);
                    }
                }
            }
            assertThat(tables).contains("ledger_fact", "attendance_seal", "roster_entry", "gate_answers");
            return tables;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatIsOverItsTimeGoesAndNothingElse(String kind) {
        open(kind);
        try (var _ = database) {
            retention().hold(CY, AuditActor.console());
            long keptBefore = rowsOf(HELD);
            var plan = retention().plan(100);
            assertThat(plan.sessions()).containsExactly(OLD);
            assertThat(plan.sessionsHeld()).isEqualTo(1);
            // Ann was let in and Cy is held; Bo answered and never came.
            assertThat(plan.answers()).containsExactly(new RetentionStore.Answers(YOUNG, Clinic.BO));
            assertThat(plan.auditUpTo()).isEmpty();
            assertThat(plan.auditHeld()).isTrue();
            assertThat(rowsOf(OLD)).as("a plan changes nothing").isGreaterThan(10);

            assertThat(retention().run(100, SYSTEM)).isEqualTo(new Retention.Deleted(1, 1, 0, 0));
            assertThat(rowsOf(OLD)).isZero();
            assertThat(program.sessions().find(OLD)).isEmpty();
            assertThat(rowsOf(HELD)).isEqualTo(keptBefore);
            assertThat(program.gate().history(YOUNG, Clinic.BO)).isEmpty();
            assertThat(program.gate().history(YOUNG, Clinic.ANN)).hasSize(1);
            assertThat(program.gate().history(YOUNG, CY)).hasSize(1);
            assertThat(reported(AuditAction.RETENTION_SESSION)).containsExactly("session:session-old ok");
            assertThat(reported(AuditAction.RETENTION_GATE)).containsExactly("session:session-young person:bo ok");
            assertThat(retention().run(100, SYSTEM))
                    .as("done again, it finds nothing")
                    .isEqualTo(new Retention.Deleted(0, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whoTookPartByPhoneIsNobodyWhoNeverCame(String kind) {
        open(kind);
        try (var _ = database) {
            var byPhone = new Change.PhoneAdded(new Interval(THEN, THEN + 1));
            var amendment = new AttendanceBook.Amendment(Clinic.BO, byPhone);
            Clinic.done(book().amend(YOUNG, Clinic.COUNSELOR, hash(YOUNG), "made-up reason", List.of(amendment)));
            assertThat(retention().plan(100).answers()).extracting(RetentionStore.Answers::person).containsOnly(CY);
            var late = new RetentionStore.Answers(YOUNG, Clinic.BO);
            var row = AuditEntry.done(now, SYSTEM, AuditAction.RETENTION_GATE, AuditSubject.of(Clinic.BO));
            assertThat(new SqlRetention(database).deleteAnswers(late, row)).isFalse();
            assertThat(program.gate().history(YOUNG, Clinic.BO)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatWasSignedVerifiesOverWhatIsGone(String kind) {
        open(kind);
        try (var _ = database) {
            assertThat(verifier.verifyAll()).isEmpty();
            retention().run(100, SYSTEM);
            // First and last link of the chain are gone, and one between them.
            assertThat(record.seals().gone()).hasSize(3);
            assertThat(verifier.verifyAll()).isEmpty();
            database.write(handle -> handle.execute("UPDATE attendance_seal_gone SET hash = 'x' WHERE number = 1"));
            assertThat(verifier.verifyAll()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aReleasedHoldLetsItGoAndTheAuditLogIsCutAndStaysWhole(String kind) {
        open(kind);
        try (var _ = database) {
            assertThat(retention().hold(CY, AuditActor.console())).isTrue();
            assertThat(retention().hold(CY, AuditActor.console())).isFalse();
            retention().run(100, SYSTEM);
            assertThat(retention().release(CY, AuditActor.console())).isTrue();
            assertThat(retention().release(CY, AuditActor.console())).isFalse();
            assertThat(retention().plan(100).sessions()).containsExactly(HELD);
            assertThat(retention().run(100, SYSTEM)).isEqualTo(new Retention.Deleted(1, 1, 0, 1));
            assertThat(rowsOf(HELD)).isZero();
            assertThat(audit.cuts()).hasSize(1);
            assertThat(new AuditVerifier(audit).verify(List.of()).fine()).isTrue();
            assertThat(verifier.verifyAll()).isEmpty();
            assertThat(reported(AuditAction.HOLD_PLACE)).containsExactly("person:cy ok");
            assertThat(reported(AuditAction.HOLD_RELEASE)).containsExactly("person:cy ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void anEmergencyAccessIsKeptAsLongAsTheAuditLogAndByAnyHold(String kind) {
        open(kind);
        try (var _ = database) {
            emergency("old", after(now, -7), OptionalLong.empty());
            emergency("old-and-reviewed", after(now, -8), OptionalLong.of(after(now, -7)));
            emergency("reviewed-late", after(now, -8), OptionalLong.of(after(now, -1)));
            emergency("young", after(now, -5), OptionalLong.empty());
            retention().hold(CY, AuditActor.console());
            assertThat(retention().plan(100).emergencies()).isEmpty();
            assertThat(retention().run(100, SYSTEM).emergencies()).isZero();
            // A hold that is placed after the plan was made counts as well.
            var one = new RetentionStore.Emergency("old", Clinic.BO, Clinic.COUNSELOR);
            var row = AuditEntry.done(now, SYSTEM, AuditAction.RETENTION_EMERGENCY, AuditSubject.of(Clinic.BO));
            assertThat(new SqlRetention(database).deleteEmergency(one, row)).isFalse();
            retention().release(CY, AuditActor.console());

            assertThat(retention().run(1, SYSTEM).emergencies()).isEqualTo(1);
            assertThat(program.emergencies().find("old-and-reviewed")).as("the oldest first").isEmpty();
            assertThat(retention().run(100, SYSTEM).emergencies()).isEqualTo(1);
            assertThat(retention().run(100, SYSTEM).emergencies()).isZero();
            assertThat(program.emergencies().find("old")).isEmpty();
            assertThat(program.emergencies().find("reviewed-late")).isPresent();
            assertThat(program.emergencies().find("young")).isPresent();
            assertThat(reported(AuditAction.RETENTION_EMERGENCY))
                    .containsExactly("person:bo person:counselor ok", "person:bo person:counselor ok");
            assertThat(new AuditVerifier(audit).verify(List.of()).fine()).isTrue();
        }
    }

    private void emergency(String id, long at, OptionalLong reviewedAt) {
        program.emergencies()
                .add(
                        new EmergencyAccess(
                                id,
                                Clinic.BO,
                                Clinic.COUNSELOR,
                                "made-up reason",
                                at,
                                at + 1,
                                OptionalLong.empty(),
                                0,
                                Set.of(),
                                Optional.empty()));
        reviewedAt.ifPresent(
                then -> program.emergencies().review(id, new EmergencyAccess.Review(new PersonId("v"), then, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aNightTakesNoMoreThanItIsTold(String kind) {
        open(kind);
        try (var _ = database) {
            assertThat(retention().run(1, SYSTEM).sessions()).isEqualTo(1);
            assertThat(program.sessions().find(HELD)).as("the oldest first").isEmpty();
            assertThat(retention().run(1, SYSTEM).sessions()).isEqualTo(1);
            assertThat(retention().run(1, SYSTEM).sessions()).isZero();
            now = after(THEN, 8);
            assertThat(retention().plan(1).sessions()).isEmpty();
        }
    }
}
