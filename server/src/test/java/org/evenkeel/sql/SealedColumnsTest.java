package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.evenkeel.program.GateAnswers;
import org.evenkeel.program.Participant;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.program.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** Names and contact data are unreadable without the master key, and cannot be moved to another row. */
class SealedColumnsTest {

    private final RandomBytes random = Samples.countingRandom();
    private final SealedColumns sealed = TestDatabases.sealed();

    @TempDir private Path folder;
    private Database database;

    @BeforeEach
    void open() {
        database = TestDatabases.sqlite(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path keys() {
        return folder.resolve("keys");
    }

    private Path keyFile(int number) {
        return keys().resolve("columns-" + number + ".key");
    }

    private void unreadable(ThrowingCallable act) {
        assertThatExceptionOfType(SealedColumns.Unreadable.class).isThrownBy(act);
    }

    private void keyProblem(String part) {
        assertThatExceptionOfType(KeyProblem.class)
                .isThrownBy(() -> SealedColumns.open(database, keys(), random))
                .withMessageContaining(part);
    }

    @Test
    void aValueOpensInItsOwnColumnAndRowOnly() {
        byte[] value = sealed.row("participant", "p").seal("phone", "555 0100");
        assertThat(sealed.row("participant", "p").open("phone", value)).isEqualTo("555 0100");
        unreadable(() -> sealed.row("participant", "q").open("phone", value));
        unreadable(() -> sealed.row("participant", "p").open("full_name", value));
        unreadable(() -> sealed.row("staff", "p").open("phone", value));
        unreadable(() -> sealed.row("participantp", "").open("phone", value));
    }

    @Test
    void noBitOfAValueCanBeChanged() {
        byte[] value = sealed.row("participant", "p").seal("phone", "555 0100");
        for (int i = 0; i < value.length; i++) {
            byte[] changed = value.clone();
            changed[i] ^= 1;
            unreadable(() -> sealed.row("participant", "p").open("phone", changed));
        }
        unreadable(() -> sealed.row("participant", "p").open("phone", Arrays.copyOf(value, 5)));
        unreadable(() -> sealed.row("participant", "p").open("phone", new byte[0]));
    }

    @Test
    void theSameTextIsNeverSealedTheSame() {
        SealedColumns.Row row = sealed.row("participant", "p");
        assertThat(row.seal("phone", "555 0100")).isNotEqualTo(row.seal("phone", "555 0100"));
    }

    @Test
    void theFirstStartMakesAKeyForTheOwnerOnlyAndLaterStartsUseIt() throws IOException {
        byte[] value = SealedColumns.open(database, keys(), random).row("t", "r").seal("c", "text");
        assertThat(Files.readAllBytes(keyFile(1))).hasSize(32);
        assertThat(Files.getPosixFilePermissions(keyFile(1))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(SealedColumns.open(database, keys(), random).row("t", "r").open("c", value)).isEqualTo("text");
    }

    @Test
    void aMissingKeyIsNotReplacedByANewOne() throws IOException {
        SealedColumns.open(database, keys(), random);
        Files.delete(keyFile(1));
        keyProblem("is not here");
        assertThat(keyFile(1)).doesNotExist();
    }

    @Test
    void anotherKeyAShortKeyAndAKeyForEverybodyStopTheStart() throws IOException {
        SealedColumns.open(database, keys(), random);
        Files.write(keyFile(1), random.next(32));
        keyProblem("does not belong to this database");
        Files.write(keyFile(1), random.next(31));
        keyProblem("32 bytes");
        Files.setPosixFilePermissions(keyFile(1), PosixFilePermissions.fromString("rw-r-----"));
        keyProblem("readable by others");
    }

    @Test
    void aNewKeySealsAndTheOldOneStillOpens() throws IOException {
        byte[] old = SealedColumns.open(database, keys(), random).row("t", "r").seal("c", "old");
        Files.createFile(
                keyFile(2), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(keyFile(2), random.next(32));
        SealedColumns both = SealedColumns.open(database, keys(), random);
        byte[] fresh = both.row("t", "r").seal("c", "fresh");
        assertThat(old[0]).isEqualTo((byte) 1);
        assertThat(fresh[0]).isEqualTo((byte) 2);
        assertThat(both.row("t", "r").open("c", old)).isEqualTo("old");
        assertThat(both.row("t", "r").open("c", fresh)).isEqualTo("fresh");
    }

    @Test
    void noNameAndNoNumberStandsInTheFilesOfTheDatabase() throws IOException {
        SqlProgram program = SqlProgram.in(database, SealedColumns.open(database, keys(), random));
        Participant person = program.participants().save(Samples.participant("p"));
        program.gate()
                .append(
                        new GateAnswers(
                                Samples.session("s", 0).id(), person.id(), Samples.completeForm(), "1", true, 1));
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(all).contains("ref-p").doesNotContain("Testname", "Contact of", "555 01", "Example Street");
    }
}
