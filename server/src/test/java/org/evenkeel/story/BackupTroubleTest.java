package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.backup.LastBackup;
import org.evenkeel.children.TestFolder;
import org.evenkeel.node.Config;
import org.evenkeel.sql.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backup that does not work says so in one line and with its exit code, and leaves the one before as it was. */
@Tag("slow")
@Tag("steady")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BackupTroubleTest {

    private Path folder;
    private TestServer server;
    private Path backup;

    @BeforeAll
    void start(@TempDir Path fresh) throws IOException {
        folder = fresh;
        server = TestServer.start();
        secret("passphrase", "correct horse battery staple");
        secret("other", "wrong horse battery staple");
        backup = folder.resolve("clinic.zip.gpg");
        var first = run("backup", "--out", backup.toString(), with("passphrase"));
        assertThat(first.code()).as(first.said()).isZero();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void secret(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String with(String secret) {
        return "--passphrase-file=" + folder.resolve(secret);
    }

    private CommandRun run(String... words) {
        return CommandRun.of(server.flags(), words);
    }

    private Path data() {
        return Path.of(server.flags().get("data.folder"));
    }

    /** Exit code 1, one line of this, the former backup and the note of it as they were, nothing left lying about. */
    private void failsWith(String part, CommandRun run, byte[] before, LastBackup last) throws IOException {
        assertThat(run.said()).contains(part);
        assertThat(run.said().lines().filter(line -> !line.startsWith("WARNING:"))).hasSize(1);
        assertThat(run.code()).isEqualTo(1);
        assertThat(backup).hasBinaryContent(before);
        assertThat(LastBackup.of(data())).contains(last);
        try (var files = Files.list(backup.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("clinic.zip.gpg", "passphrase", "other");
        }
        assertThat(data().resolve("backup").resolve("work")).doesNotExist();
    }

    @Test
    void aFullDiskLeavesTheFormerBackup() throws IOException {
        byte[] before = Files.readAllBytes(backup);
        var last = LastBackup.of(data()).orElseThrow();
        grow();
        for (int megabytes : new int[] {4, 7}) {
            var limited =
                    CommandRun.limited(
                            "ulimit -f " + megabytes * 1024,
                            server.flags(),
                            "backup",
                            "--out",
                            backup.toString(),
                            with("passphrase"));
            failsWith("is there room on the disk", limited, before, last);
        }
    }

    /** To more than 8 MB: a smaller limit would stop the JVM from unpacking SQLite itself. */
    private void grow() {
        try (var database = Database.open(Config.read(Optional.empty(), Map.of(), server.flags()).database())) {
            database.write(
                    handle ->
                            handle.execute(
                                    "INSERT INTO ledger_fact (session_id, epoch, seq, idx, at, type, payload) VALUES"
                                            + " ('bulk', 1, 1, 0, 1, 'bulk', ?)",
                                    new byte[8 << 20]));
        }
    }

    @Test
    void aTargetThatCannotBeWrittenLeavesTheFormerBackup() throws IOException {
        byte[] before = Files.readAllBytes(backup);
        var last = LastBackup.of(data()).orElseThrow();
        failsWith(
                "backup_not_writable",
                run("backup", "--out", folder.resolve("other").resolve("x.gpg").toString(), with("passphrase")),
                before,
                last);
    }

    @Test
    void aWrongPassphraseOpensNothing() {
        var verify = CommandRun.of(Map.of(), "verify", backup.toString(), with("other"));
        assertThat(verify.said()).contains("backup_does_not_open");
        assertThat(verify.code()).isEqualTo(1);
        var target = folder.resolveSibling("never");
        var restore =
                CommandRun.of(Map.of("data.folder", target.toString()), "restore", backup.toString(), with("other"));
        assertThat(restore.said()).contains("backup_does_not_open");
        assertThat(restore.code()).isEqualTo(1);
        assertThat(target.resolve("evenkeel.db")).doesNotExist();
        assertThat(target.resolve("keys")).doesNotExist();
    }

    @Test
    void theMasterKeyIsNotChangedBesideARunningServer() {
        var rotate = run("keys", "rotate");
        assertThat(rotate.said()).contains("stop it first: sudo systemctl stop evenkeel");
        assertThat(rotate.code()).isEqualTo(1);
        assertThat(data().resolve("keys").resolve("columns-2.key")).doesNotExist();
    }

    @Test
    void aFolderWithoutAClinicIsNotBackedUp() {
        var run =
                CommandRun.of(
                        Map.of("data.folder", folder.resolve("nobody").toString()),
                        "backup",
                        "--out",
                        folder.resolve("nothing.gpg").toString(),
                        with("passphrase"));
        assertThat(run.said()).contains("There is no record in");
        assertThat(run.code()).isEqualTo(1);
        assertThat(folder.resolve("nobody")).doesNotExist();
    }

    @Test
    void onlyTheNewestBackupsStayInAFolder() throws IOException {
        var kept = Files.createTempDirectory("evenkeel-kept");
        try {
            Files.createFile(kept.resolve("evenkeel-20200101T000000Z.zip.gpg"));
            Files.createFile(kept.resolve("evenkeel-20200102T000000Z.zip.gpg"));
            var run = run("backup", "--folder", kept.toString(), "--keep", "2", with("passphrase"));
            assertThat(run.code()).as(run.said()).isZero();
            try (var files = Files.list(kept)) {
                assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                        .hasSize(2)
                        .contains("evenkeel-20200102T000000Z.zip.gpg");
            }
        } finally {
            TestFolder.delete(kept);
        }
    }

    @Test
    void wordsThatMakeNoSenseAreWrongUsage() {
        List<List<String>> wrong = new ArrayList<>();
        wrong.add(List.of("backup"));
        wrong.add(List.of("backup", "--out", "x", "--keep", "3", with("passphrase")));
        wrong.add(List.of("backup", "--keep", "0", with("passphrase")));
        wrong.add(List.of("backup", "--recipient", "x", with("passphrase")));
        for (var words : wrong) {
            assertThat(run(words.toArray(String[]::new)).code()).as(words.toString()).isEqualTo(2);
        }
    }
}
