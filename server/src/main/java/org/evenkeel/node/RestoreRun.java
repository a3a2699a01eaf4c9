package org.evenkeel.node;

import org.evenkeel.backup.BackupFile;
import org.evenkeel.backup.BackupProblem;
import org.evenkeel.backup.BackupProblem.Problem;
import org.evenkeel.backup.Manifest;
import org.evenkeel.backup.OpenedBy;
import org.evenkeel.child.ChildFolder;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.FolderLock;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.redis.LeftRooms;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.sql.DatabaseAddress;
import org.evenkeel.sql.DatabaseCopy;
import org.evenkeel.sql.MasterKeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts a backup where nothing is. The database comes last and at once, so that a restore which was ended half-way is no
 * clinic, and can be begun again. Blocks.
 */
final class RestoreRun {

    private static final String WORK = "restore-work";

    /** What an empty data folder may hold: our lock, what a killed restore left, what a new file system has. */
    private static final Set<String> NOTHING = Set.of("lock", WORK, "lost+found");

    private final Config config;

    RestoreRun(Config config) {
        this.config = config;
    }

    /**
     * @param manifest what was restored
     * @param checked what was found in it
     */
    record Done(Manifest manifest, BackupChecks.Checked checked) {}

    /**
     * @throws BackupProblem when nothing was restored
     */
    Done from(Path file, OpenedBy key) {
        var data = config.dataFolder();
        try (var _ = lock(data)) {
            mustBeEmpty(data);
            config.redis().ifPresent(RestoreRun::mustHaveNoRooms);
            try (var work = WorkFolder.at(data.resolve(WORK))) {
                var manifest = BackupFile.unpack(file, key, work.path());
                var checked = BackupChecks.look(manifest, work.path());
                mustFit(checked.kind());
                install(checked.keys());
                put(manifest, checked, work.path());
                return new Done(manifest, checked);
            }
        }
    }

    private static FolderLock lock(Path data) {
        try {
            return ChildFolder.at("data", data).lock();
        } catch (ChildProblem e) {
            throw new BackupProblem(Problem.IN_USE, "A restore goes where no server runs: " + e.sentence() + ".", e);
        }
    }

    private void mustBeEmpty(Path data) {
        try (Stream<Path> files = Files.list(data)) {
            List<String> there =
                    files.filter(file -> !file.equals(config.keyFolder())) // those are compared with the backup's
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !NOTHING.contains(name))
                            .sorted()
                            .toList();
            if (!there.isEmpty()) {
                throw new BackupProblem(
                        Problem.TARGET_NOT_EMPTY,
                        "A restore never writes over anything, and %s holds %s: give a new folder, or move the old one away."
                                .formatted(data, String.join(", ", there)));
            }
        } catch (IOException e) {
            throw new BackupProblem(Problem.NOT_READABLE, data + " cannot be read.", e);
        }
    }

    /** Rooms of a former life would come up again, sealed under keys that no backup has. */
    private static void mustHaveNoRooms(RedisAddress address) {
        try {
            if (LeftRooms.in(address)) {
                throw new BackupProblem(
                        Problem.TARGET_NOT_EMPTY,
                        "The Redis at %s holds live rooms of before: empty it (redis-cli FLUSHDB), or name another one."
                                .formatted(address));
            }
        } catch (StoreUnavailable e) {
            throw new BackupProblem(
                    Problem.NOT_READABLE, "The Redis at %s does not answer: start it first.".formatted(address), e);
        }
    }

    private void mustFit(DatabaseCopy.Kind backup) {
        var configured = DatabaseCopy.Kind.of(config.database());
        if (configured != backup) {
            throw new BackupProblem(
                    Problem.DOES_NOT_FIT,
                    "The backup is of %s and the configuration names %s: %s."
                            .formatted(
                                    backup.word(),
                                    configured.word(),
                                    backup == DatabaseCopy.Kind.POSTGRESQL
                                            ? "set database.url to a new, empty PostgreSQL database"
                                            : "leave database.url away"));
        }
    }

    private void install(Path keys) {
        try {
            MasterKeys.install(MasterKeys.files(keys), config.keyFolder());
        } catch (UncheckedIOException e) {
            throw new BackupProblem(
                    Problem.NOT_WRITABLE,
                    "%s cannot be written (%s).".formatted(config.keyFolder(), e.getCause().getMessage()),
                    e);
        }
    }

    private void put(Manifest manifest, BackupChecks.Checked checked, Path work) {
        switch (config.database()) {
            case DatabaseAddress.SqliteFile(Path target) -> move(checked.database(), target);
            case DatabaseAddress.Postgres target -> {
                var dump = work.resolve(DatabaseCopy.Kind.POSTGRESQL.fileName());
                BackupChecks.mustBeAsSaid(manifest, DatabaseCopy.fill(target, dump));
            }
        }
    }

    private static void move(Path database, Path target) {
        try {
            Files.move(database, target, StandardCopyOption.ATOMIC_MOVE);
            try (var folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new BackupProblem(
                    Problem.NOT_WRITABLE, "%s cannot be written (%s).".formatted(target, e.getMessage()), e);
        }
    }
}
