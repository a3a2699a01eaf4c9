package org.evenkeel.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.evenkeel.backup.BackupProblem.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** A backup opens for whom it is meant, by us and by gpg, and not at all when a single byte of it changed. */
@Timeout(120)
class BackupFileTest {

    private static final String PASSPHRASE = "correct horse battery staple";

    /** More than one part of the message. */
    private static final int BYTES = 150_000;

    @TempDir private Path folder;
    private Path database;
    private Path target;

    @BeforeEach
    void write() throws IOException {
        byte[] content = new byte[BYTES];
        new Random(7).nextBytes(content);
        database = Files.write(folder.resolve("evenkeel.db"), content);
        target = folder.resolve("backups").resolve("evenkeel-20260321T031500Z.zip.gpg");
    }

    private Path secret(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private SealedFor passphrase() throws IOException {
        return SealedFor.passphraseIn(secret("passphrase", PASSPHRASE + "\nnot this line\n"));
    }

    private OpenedBy opening() throws IOException {
        return OpenedBy.passphraseIn(secret("passphrase", PASSPHRASE + "\n"));
    }

    private BackupFile.Written written(SealedFor whom, BackupFile.Check check) {
        var sources = List.of(new BackupFile.Source("evenkeel.db", database));
        var manifest =
                new Manifest(
                        1,
                        Instant.parse("2026-03-21T03:15:00Z").toEpochMilli(),
                        "test",
                        "sqlite",
                        "20",
                        Map.of("staff", 3L),
                        0,
                        "0".repeat(64),
                        BackupFile.entries(sources));
        return BackupFile.write(target, whom, manifest, sources, fresh("read-back"), check);
    }

    private Path fresh(String name) {
        try {
            return Files.createTempDirectory(folder, name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void problem(Problem kind, ThrowingCallable act) {
        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(act)
                .satisfies(problem -> assertThat(problem.problem()).isEqualTo(kind));
    }

    @Test
    void whatWasPutInComesOut() throws Exception {
        var written = written(passphrase(), (_, _) -> {});
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(written.bytes()).isEqualTo(Files.size(target));
        assertThat(written.sha256())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(target))));
        var out = fresh("out");
        var manifest = BackupFile.unpack(target, opening(), out);
        assertThat(manifest.rows()).isEqualTo(Map.of("staff", 3L));
        assertThat(out.resolve("evenkeel.db")).hasSameBinaryContentAs(database);
        assertThat(files(target.getParent())).containsExactly(target);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void gpgOpensItByThePassphraseWithoutUs() throws Exception {
        written(passphrase(), (_, _) -> {});
        try (var gpg = new Gpg(folder.resolve("g"))) {
            isTheBackup(gpg.decrypted(target, List.of("--passphrase", PASSPHRASE)));
        }
    }

    private void isTheBackup(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            var names = file.stream().map(Object::toString).toList();
            assertThat(names).containsExactly("manifest.json", "evenkeel.db");
            assertThat(file.getInputStream(file.getEntry("evenkeel.db")))
                    .hasBinaryContent(Files.readAllBytes(database));
        }
    }

    @Test
    @Tag("slow")
    void onlyTheHolderOfTheKeyOpensWhatWasMadeForIt() throws Exception {
        try (var gpg = new Gpg(folder.resolve("g")).withKey(PASSPHRASE);
                var other = new Gpg(folder.resolve("h")).withKey("")) {
            written(SealedFor.recipientsIn(List.of(gpg.publicKey())), (_, _) -> {});
            isTheBackup(gpg.decrypted(target, List.of("--passphrase", PASSPHRASE)));

            var locked = gpg.secretKey(PASSPHRASE);
            BackupFile.unpack(target, OpenedBy.keyIn(locked, Optional.of(secret("p", PASSPHRASE))), fresh("out"));
            problem(
                    Problem.DOES_NOT_OPEN,
                    () -> BackupFile.unpack(target, OpenedBy.keyIn(locked, Optional.empty()), fresh("out")));
            problem(
                    Problem.DOES_NOT_OPEN,
                    () ->
                            BackupFile.unpack(
                                    target, OpenedBy.keyIn(other.secretKey(""), Optional.empty()), fresh("out")));
            problem(Problem.DOES_NOT_OPEN, () -> BackupFile.unpack(target, opening(), fresh("out")));
        }
    }

    @Test
    void eachOfSeveralRecipientsOpensIt() throws Exception {
        try (var one = new Gpg(folder.resolve("g")).withKey("");
                var two = new Gpg(folder.resolve("h")).withKey("")) {
            written(SealedFor.recipientsIn(List.of(one.publicKey(), two.publicKey())), (_, _) -> {});
            for (var each : List.of(one, two)) {
                BackupFile.unpack(target, OpenedBy.keyIn(each.secretKey(""), Optional.empty()), fresh("out"));
            }
        }
    }

    @Test
    void aKeyThatExpiredIsRefusedBeforeAnythingIsWritten() throws Exception {
        try (var gpg = new Gpg(folder.resolve("g")).withExpiredKey()) {
            problem(Problem.BAD_KEY, () -> SealedFor.recipientsIn(List.of(gpg.publicKey())));
        }
    }

    @Test
    void aPassphraseThatIsShortMissingOrForAllToReadIsRefused() throws Exception {
        problem(Problem.BAD_KEY, () -> SealedFor.passphraseIn(secret("short", "too short\n")));
        problem(Problem.BAD_KEY, () -> SealedFor.passphraseIn(folder.resolve("none")));
        var open = secret("open", PASSPHRASE);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        problem(Problem.BAD_KEY, () -> SealedFor.passphraseIn(open));
        problem(Problem.BAD_KEY, () -> SealedFor.recipientsIn(List.of(open)));
        problem(Problem.BAD_KEY, () -> OpenedBy.keyIn(open, Optional.empty()));
    }

    @Test
    void anotherPassphraseDoesNotOpenIt() throws Exception {
        written(passphrase(), (_, _) -> {});
        for (int i = 0; i < 4; i++) {
            var other = OpenedBy.passphraseIn(secret("other", PASSPHRASE + i));
            problem(Problem.DOES_NOT_OPEN, () -> BackupFile.unpack(target, other, fresh("out")));
        }
    }

    @Test
    @Tag("slow")
    void oneChangedByteAnywhereIsNoticed() throws Exception {
        try (var gpg = new Gpg(folder.resolve("g")).withKey("")) {
            written(SealedFor.recipientsIn(List.of(gpg.publicKey())), (_, _) -> {});
            var key = OpenedBy.keyIn(gpg.secretKey(""), Optional.empty());
            byte[] good = Files.readAllBytes(target);
            var random = new Random(11);
            var positions = random.ints(0, good.length).limit(60).boxed().collect(Collectors.toList());
            for (int i = 0; i < 130; i++) {
                positions.add(i); // packet heads, the sealed session key, the first of the data
                positions.add(good.length - 1 - i % 24); // the integrity code
            }
            for (int position : positions) {
                byte[] bad = good.clone();
                bad[position] ^= (byte) (1 << random.nextInt(8));
                Files.write(target, bad);
                assertThatExceptionOfType(BackupProblem.class)
                        .as("byte " + position)
                        .isThrownBy(() -> BackupFile.unpack(target, key, fresh("out")));
            }
        }
    }

    @Test
    @Tag("slow")
    void aChangedByteBeforeThePassphrasesOwnPartIsNoticedToo() throws Exception {
        written(passphrase(), (_, _) -> {});
        byte[] good = Files.readAllBytes(target);
        for (int position = 0; position < 60; position += 5) {
            byte[] bad = good.clone();
            bad[position] ^= 0x10;
            Files.write(target, bad);
            var key = opening();
            assertThatExceptionOfType(BackupProblem.class)
                    .as("byte " + position)
                    .isThrownBy(() -> BackupFile.unpack(target, key, fresh("out")));
        }
    }

    @Test
    void aCutFileAndOneWithMoreBehindItAreNoticed() throws Exception {
        try (var gpg = new Gpg(folder.resolve("g")).withKey("")) {
            written(SealedFor.recipientsIn(List.of(gpg.publicKey())), (_, _) -> {});
            var key = OpenedBy.keyIn(gpg.secretKey(""), Optional.empty());
            byte[] good = Files.readAllBytes(target);
            for (int length : new int[] {0, 1, 20, 300, 65_536, 70_000, good.length - 22, good.length - 1}) {
                Files.write(target, Arrays.copyOf(good, length));
                assertThatExceptionOfType(BackupProblem.class)
                        .as("cut at " + length)
                        .isThrownBy(() -> BackupFile.unpack(target, key, fresh("out")));
            }
            Files.write(target, Arrays.copyOf(good, good.length + 1));
            problem(Problem.DAMAGED, () -> BackupFile.unpack(target, key, fresh("out")));
        }
    }

    @Test
    void aFailureLeavesTheFormerBackupAndNothingElse() throws Exception {
        written(passphrase(), (_, _) -> {});
        byte[] former = Files.readAllBytes(target);
        var whom = passphrase();
        problem(
                Problem.DOES_NOT_FIT,
                () ->
                        written(
                                whom,
                                (_, _) -> {
                                    throw new BackupProblem(Problem.DOES_NOT_FIT, "It is not what was wanted.");
                                }));
        Files.delete(database);
        assertThatExceptionOfType(BackupProblem.class).isThrownBy(() -> written(whom, (_, _) -> {}));
        assertThat(target).hasBinaryContent(former);
        assertThat(files(target.getParent())).containsExactly(target);
    }

    @Test
    void onlyTheNewestAreKeptAndOtherFilesStay() throws Exception {
        var backups = new BackupFolder(Files.createDirectories(folder.resolve("kept")));
        var now = Instant.parse("2026-03-21T03:15:00Z");
        for (int day = 0; day < 5; day++) {
            Files.createFile(backups.next(now.minusSeconds(day * 86_400L)));
        }
        var other = Files.createFile(backups.path().resolve("evenkeel-by-hand.zip.gpg"));
        var dead = Files.createFile(backups.path().resolve(".evenkeel-backup-1.part"));
        Files.setLastModifiedTime(dead, FileTime.from(now.minusSeconds(90_000)));
        assertThat(backups.keep(2, now)).hasSize(3);
        assertThat(files(backups.path()))
                .containsExactlyInAnyOrder(backups.next(now), backups.next(now.minusSeconds(86_400)), other);
    }

    @Test
    void theLastSuccessIsReadAsItWasWritten() {
        assertThat(LastBackup.of(folder)).isEmpty();
        var last = new LastBackup(1, 1_774_063_000_000L, "/srv/b.gpg", 42, 900, "ab".repeat(32), 0);
        last.noteIn(folder);
        assertThat(LastBackup.of(folder)).contains(last);
    }
}
