package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.children.GuardedChild;
import org.evenkeel.identity.SecondFactorStore;
import org.evenkeel.live.Await;
import org.evenkeel.program.ConflictPair;
import org.evenkeel.program.EmergencyAccess;
import org.evenkeel.program.EmergencyStore;
import org.evenkeel.program.GateAnswers;
import org.evenkeel.program.Samples;
import org.evenkeel.program.StaffRole;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.record.AttendanceVerifier;
import org.evenkeel.record.Change;
import org.evenkeel.record.Clinic;
import org.evenkeel.record.SessionFacts;
import org.evenkeel.room.PersonId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A new master key takes over everything, whenever the change of it was killed, and the old one opens nothing more. */
@Tag("slow")
@Tag("steady")
@Timeout(180)
class MasterKeyRotationTest {

    /** More than a page. */
    private static final int PEOPLE = 620;

    private static final EmergencyAccess.Review REVIEW =
            new EmergencyAccess.Review(new PersonId("v"), 3, "made-up note");

    private static final SecondFactorStore.Factor FACTOR = new SecondFactorStore.Factor("made-up secret", 1, 1);

    /** Both databases. */
    enum Kind {
        SQLITE,
        POSTGRES
    }

    @TempDir private Path folder;
    private String where;

    private Path keys() {
        return folder.resolve("keys");
    }

    private Database open(Kind kind) {
        where = kind == Kind.SQLITE ? folder.resolve("clinic.db").toString() : TestPostgres.shared().freshDatabase();
        var database = Database.open(RotatingChild.address(where));
        fill(database);
        return database;
    }

    private final SampleLedger sample = Clinic.evening().end("19:30:00");
    private final Clinic standing = new Clinic().take(sample);
    private final SessionFacts facts = session -> Optional.ofNullable(standing.standing.get(session));

    private SealedColumns sealed(Database database) {
        return SealedColumns.open(database, keys(), RotatingChild::random);
    }

    /** At least one value in every sealed column. */
    private void fill(Database database) {
        var sealed = sealed(database);
        var program = SqlProgram.in(database, sealed);
        program.participants().addAll(IntStream.range(0, PEOPLE).mapToObj(i -> Samples.participant("p" + i)).toList());
        program.staff().save(Samples.staff("s", StaffRole.COUNSELOR));
        program.conflicts().put(new ConflictPair(new PersonId("p1"), new PersonId("p2"), "made-up note"));
        emergency(program.emergencies());
        for (long at : new long[] {1, 1, 2}) {
            program.gate()
                    .append(
                            new GateAnswers(
                                    Samples.session("s", 0).id(),
                                    new PersonId("p1"),
                                    Samples.completeForm(),
                                    "1",
                                    true,
                                    at));
        }
        record(SqlRecord.in(database, sealed));
        factors(SqlIdentity.in(database, sealed).secondFactors());
    }

    private static void emergency(EmergencyStore emergencies) {
        emergencies.add(
                new EmergencyAccess(
                        "e",
                        new PersonId("p1"),
                        new PersonId("s"),
                        "made-up reason",
                        1,
                        2,
                        OptionalLong.empty(),
                        0,
                        Set.of(),
                        Optional.empty()));
        emergencies.review("e", REVIEW);
    }

    private void factors(SecondFactorStore factors) {
        var offer = new SecondFactorStore.Offer("o", "made-up secret", 1);
        factors.offer(new PersonId("s"), offer);
        factors.confirm(new PersonId("s"), offer, FACTOR, Set.of("hash"));
        factors.offer(new PersonId("s"), offer);
    }

    private void record(SqlRecord record) {
        record.ledger()
                .append(sample.facts().stream().map(fact -> new AttendanceLedger.Row(Clinic.SESSION, fact)).toList());
        var book =
                new AttendanceBook(
                        record.ledger(),
                        record.corrections(),
                        record.seals(),
                        facts,
                        () -> Instant.ofEpochMilli(SampleLedger.millis("20:00:00")));
        Clinic.done(
                book.enterPhone(
                        Clinic.SESSION,
                        Clinic.BO,
                        SampleLedger.interval("18:00:00", "18:40:00"),
                        "made-up reason",
                        Clinic.COUNSELOR));
        Clinic.done(book.sign(Clinic.SESSION, Clinic.COUNSELOR, hash(book)));
        Clinic.done(
                book.amend(
                        Clinic.SESSION,
                        Clinic.COUNSELOR,
                        hash(book),
                        "made-up reason",
                        List.of(
                                new AttendanceBook.Amendment(
                                        Clinic.BO,
                                        new Change.StatusSet(AttendanceStatus.LEFT_EARLY, AttendanceStatus.PRESENT)))));
    }

    private static String hash(AttendanceBook book) {
        return book.compute(Clinic.SESSION).orElseThrow().proposedHash();
    }

    private MasterKeyRotation rotation(Database database) {
        return new MasterKeyRotation(database, keys(), RotatingChild::random);
    }

    /** Everything reads as it was written, through the stores that the server uses. */
    private void allIsReadable(Database database) {
        var sealed = sealed(database);
        var program = SqlProgram.in(database, sealed);
        assertThat(program.participants().all())
                .hasSize(PEOPLE)
                .contains(Samples.participant("p7").at(1), Samples.participant("p619").at(1));
        assertThat(program.staff().all()).containsExactly(Samples.staff("s", StaffRole.COUNSELOR).at(1));
        assertThat(program.conflicts().all()).extracting(ConflictPair::note).containsExactly("made-up note");
        assertThat(program.gate().history(Samples.session("s", 0).id(), new PersonId("p1")))
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.form()).isEqualTo(Samples.completeForm()));
        var emergency = program.emergencies().find("e").orElseThrow();
        assertThat(emergency.reason()).isEqualTo("made-up reason");
        assertThat(emergency.review()).contains(REVIEW);
        var record = SqlRecord.in(database, sealed);
        assertThat(new AttendanceVerifier(record.ledger(), record.corrections(), record.seals(), facts).verifyAll())
                .isEmpty();
        assertThat(record.seals().ofSession(Clinic.SESSION)).hasSize(2);
        var factors = SqlIdentity.in(database, sealed).secondFactors();
        assertThat(factors.find(new PersonId("s"))).contains(FACTOR);
        assertThat(factors.offered(new PersonId("s")))
                .hasValueSatisfying(offer -> assertThat(offer.secret()).isEqualTo("made-up secret"));
    }

    private List<String> keyFiles() {
        try (var files = Files.list(keys())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyValueIsSealedAnewAndTheOldKeyGoes(Kind kind) throws IOException {
        try (var database = open(kind)) {
            byte[] old = Files.readAllBytes(keys().resolve("columns-1.key"));
            var outcome = rotation(database).rotate();
            assertThat(outcome.key()).isEqualTo(2);
            assertThat(outcome.changed()).isEqualTo(outcome.values()).isGreaterThan(PEOPLE * 3L);
            assertThat(keyFiles()).containsExactly("columns-2.key");
            allIsReadable(database);
            assertThat(Files.readAllBytes(keys().resolve("columns-2.key"))).isNotEqualTo(old);
            assertThat(rotation(database).rotate().key()).isEqualTo(3);
            allIsReadable(database);
        }
    }

    /** A table that somebody adds and forgets to name would lose its values when the old key goes. */
    @ParameterizedTest
    @EnumSource
    void everySealedColumnOfTheDatabaseIsKnownAndHadAValueInTheseTests(Kind kind) {
        try (var database = open(kind)) {
            var known = new TreeSet<String>();
            SealedTable.ALL.forEach(table -> table.columns().forEach(column -> known.add(table.name() + "." + column)));
            known.add("key_check.sealed");
            TreeSet<String> there = database.read(handle -> sealedColumns(handle.getConnection()));
            assertThat(there).isEqualTo(known);
            var filled = new TreeSet<String>();
            SealedTable.ALL.forEach(
                    table ->
                            new SealedRows(database)
                                    .pages(
                                            table,
                                            page ->
                                                    page.forEach(
                                                            row ->
                                                                    row.values()
                                                                            .keySet()
                                                                            .forEach(
                                                                                    column ->
                                                                                            filled.add(
                                                                                                    table.name()
                                                                                                            + "."
                                                                                                            + column)))));
            known.remove("key_check.sealed");
            assertThat(filled).isEqualTo(known);
        }
    }

    private static TreeSet<String> sealedColumns(Connection connection) {
        try (ResultSet columns = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "sealed%")) {
            var found = new TreeSet<String>();
            while (columns.next()) {
                found.add(columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Standing at: the new key, the known value, the first rows, after the first page, in the last tables. */
    @ParameterizedTest
    @EnumSource
    void aKillAnywhereLosesNothingAndTheNextRunFinishes(Kind kind) {
        try (var database = open(kind)) {
            for (int standAt : new int[] {2, 3, 5, 700, 3_600, 3_742}) {
                killedAt(standAt);
                allIsReadable(database);
                assertThat(keyFiles()).hasSizeLessThanOrEqualTo(2);
                var outcome = rotation(database).rotate();
                assertThat(keyFiles()).containsExactly("columns-" + outcome.key() + ".key");
                allIsReadable(database);
            }
        }
    }

    private void killedAt(int standAt) {
        var log = folder.resolve("said-" + standAt);
        var child =
                GuardedChild.start(
                        folder,
                        log,
                        "KILL",
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                RotatingChild.class.getName(),
                                where,
                                keys().toString(),
                                Integer.toString(standAt)));
        Await.until("it stands at value " + standAt, () -> said(log).contains(RotatingChild.STANDS));
        child.stop("KILL");
    }

    private static List<String> said(Path log) {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOldKeyThatWasOverwrittenAndNotYetDeletedIsDeletedByTheNextRun(Kind kind) throws IOException {
        try (var database = open(kind)) {
            rotation(database).rotate();
            MasterKeys.create(keys(), 1, byte[]::new);
            assertThat(rotation(database).rotate().changed()).isZero();
            assertThat(keyFiles()).containsExactly("columns-2.key");
            allIsReadable(database);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatHasOnlyTheOldKeyDoesNotStartOnceTheChangeBegan(Kind kind) throws IOException {
        try (var database = open(kind)) {
            var other = Files.createDirectories(folder.resolve("other"));
            MasterKeys.install(MasterKeys.files(keys()), other);
            killedAt(5);
            assertThatExceptionOfType(KeyProblem.class)
                    .isThrownBy(() -> SealedColumns.open(database, other, RotatingChild::random));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatDoesNotOpenStopsTheChangeAndKeepsTheOldKey(Kind kind) {
        try (var database = open(kind)) {
            int changed =
                    database.write(
                            handle ->
                                    handle.createUpdate("UPDATE conflict_pair SET sealed_note = :broken")
                                            .bind("broken", new byte[] {1, 2, 3})
                                            .execute());
            assertThat(changed).isEqualTo(1);
            assertThatExceptionOfType(SealedColumns.Unreadable.class).isThrownBy(() -> rotation(database).rotate());
            assertThat(keyFiles()).containsExactly("columns-1.key", "columns-2.key");
        }
    }
}
