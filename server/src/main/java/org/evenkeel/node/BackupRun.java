package org.evenkeel.node;

import org.evenkeel.backup.BackupFile;
import org.evenkeel.backup.BackupProblem;
import org.evenkeel.backup.BackupProblem.Problem;
import org.evenkeel.backup.LastBackup;
import org.evenkeel.backup.Manifest;
import org.evenkeel.backup.SealedFor;
import org.evenkeel.child.ChildFolder;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.FolderLock;
import org.evenkeel.sql.DatabaseCopy;
import org.evenkeel.sql.MasterKeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Makes one backup, beside running servers. Blocks. */
final class BackupRun {

    private final Config config;
    private final SealedFor whom;

    BackupRun(Config config, SealedFor whom) {
        this.config = config;
        this.whom = whom;
    }

    /**
     * A backup that is good.
     *
     * @param written where and how much
     * @param manifest what is in it
     * @param checked what was found in it when it was read back
     * @param took all of it
     */
    record Done(BackupFile.Written written, Manifest manifest, BackupChecks.Checked checked, Duration took) {}

    /**
     * @param target its name
     * @throws BackupProblem when there is none now; the former one of this name stays
     */
    Done to(Path target) {
        long began = System.nanoTime();
        mustBeOwner(config.dataFolder());
        try (var _ = lock(config.dataFolder());
                var work = WorkFolder.at(config.dataFolder().resolve("backup").resolve("work"))) {
            long at = WallClock.INSTANCE.getAsLong();
            var copy = DatabaseCopy.take(config.database(), work.in("copy"));
            var sources = sources(copy, config.keyFolder());
            var manifest = manifest(at, copy, sources);
            var checked = new AtomicReference<BackupChecks.Checked>();
            var written =
                    BackupFile.write(
                            target,
                            whom,
                            manifest,
                            sources,
                            work.in("read-back"),
                            (readBack, folder) -> checked.set(BackupChecks.look(readBack, folder)));
            var done = new Done(written, manifest, checked.get(), Duration.ofNanos(System.nanoTime() - began));
            marker(done).noteIn(config.dataFolder());
            return done;
        }
    }

    /** Files of another user in the data folder would stop the server's next backup, or the server. */
    private static void mustBeOwner(Path dataFolder) {
        try {
            if (!Files.isDirectory(dataFolder)) {
                throw new StartProblem(
                        "There is no data folder " + dataFolder + ": is this the configuration of the server?");
            }
            var owner = Files.getOwner(dataFolder).getName();
            if (!owner.equals(System.getProperty("user.name"))) {
                throw new StartProblem("The data folder belongs to %s: run this as that user.".formatted(owner));
            }
        } catch (IOException e) {
            throw new BackupProblem(Problem.NOT_READABLE, dataFolder + " cannot be read.", e);
        }
    }

    /**
     * Keeps other backups and a change of the master key away.
     *
     * @throws BackupProblem {@code IN_USE}
     */
    static FolderLock lock(Path dataFolder) {
        try {
            return ChildFolder.at("backup", dataFolder.resolve("backup")).lock();
        } catch (ChildProblem e) {
            throw new BackupProblem(
                    Problem.IN_USE, "A backup, or a change of the master key, cannot begin: " + e.sentence() + ".", e);
        }
    }

    private static List<BackupFile.Source> sources(DatabaseCopy copy, Path keyFolder) {
        var sources = new ArrayList<BackupFile.Source>();
        sources.add(new BackupFile.Source(copy.file().getFileName().toString(), copy.file()));
        MasterKeys.files(keyFolder)
                .forEach(key -> sources.add(new BackupFile.Source(BackupChecks.KEYS + "/" + key.getFileName(), key)));
        return List.copyOf(sources);
    }

    private static Manifest manifest(long at, DatabaseCopy copy, List<BackupFile.Source> sources) {
        var contents = copy.contents();
        return new Manifest(
                Manifest.FORMAT,
                at,
                Main.version(),
                copy.kind().word(),
                contents.schema(),
                contents.rows(),
                contents.sealNumber(),
                contents.sealHash(),
                BackupFile.entries(sources));
    }

    private static LastBackup marker(Done done) {
        return new LastBackup(
                1,
                done.manifest().at(),
                done.written().file().toString(),
                done.written().bytes(),
                done.took().toMillis(),
                done.written().sha256(),
                done.checked().changes());
    }
}
