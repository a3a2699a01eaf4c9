package org.evenkeel.backup;

import org.bouncycastle.openpgp.PGPSessionKey;
import org.evenkeel.backup.BackupProblem.Problem;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes and opens backups. A backup gets its name only when it was read back from the disk and found good; until then,
 * and whatever goes wrong, the file that had this name before stays. Blocks on files. Any thread.
 */
public final class BackupFile {

    private static final int BUFFER = 1 << 16;
    private static final String UNFINISHED = ".evenkeel-backup-";

    /**
     * A file to put in.
     *
     * @param name its path in the backup
     * @param file where it lies now
     */
    public record Source(String name, Path file) {}

    /** Looks at what came out of a backup. */
    public interface Check {
        /**
         * @param folder holds the files
         * @throws BackupProblem when it is not what was to be backed up
         */
        void look(Manifest manifest, Path folder);
    }

    /**
     * A backup that was written and read back.
     *
     * @param bytes its size
     * @param sha256 of the file, hexadecimal; {@code sha256sum} gives the same
     */
    public record Written(Path file, long bytes, String sha256) {}

    private BackupFile() {}

    /**
     * What a backup holds.
     *
     * @throws BackupProblem {@code NOT_READABLE}
     */
    public static List<Manifest.Entry> entries(List<Source> sources) {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Source source : sources) {
            try {
                entries.add(Archive.entry(source.name(), source.file()));
            } catch (IOException e) {
                throw new BackupProblem(Problem.NOT_READABLE, source.file() + " cannot be read.", e);
            }
        }
        return List.copyOf(entries);
    }

    /**
     * Writes a backup, reads it back, has it looked at, and only then gives it its name.
     *
     * @param target its name; replaced at once when it is there
     * @param readBack an empty folder into which it is unpacked for the check
     * @throws BackupProblem when it did not work; then there is no new file
     */
    public static Written write(
            Path target, SealedFor whom, Manifest manifest, List<Source> sources, Path readBack, Check check) {
        Path unfinished = unfinished(target);
        try {
            var sealing = sealed(unfinished, whom, target.getFileName().toString(), manifest, sources);
            check.look(unpack(unfinished, OpenedBy.sealing(sealing.key()), readBack), readBack);
            if (!sealing.sha256().equals(sha256(unfinished))) {
                throw new BackupProblem(Problem.DAMAGED, "The disk did not give back what was written to it.");
            }
            long bytes = Files.size(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            sync(target.getParent());
            return new Written(target, bytes, sealing.sha256());
        } catch (IOException e) {
            throw WriteFailure.notWritable(target, e);
        } finally {
            deleteIfThere(unfinished);
        }
    }

    /**
     * Opens a backup into an empty folder and checks that nothing in it was changed.
     *
     * @throws BackupProblem {@code DOES_NOT_OPEN}, {@code DAMAGED}, {@code NOT_READABLE}, {@code NOT_WRITABLE}, {@code
     *     DOES_NOT_FIT}
     */
    public static Manifest unpack(Path file, OpenedBy key, Path folder) {
        return PgpMessage.read(file, key, plain -> Archive.unpack(plain, folder));
    }

    /** A former run that was killed may have left one. */
    private static Path unfinished(Path target) {
        try {
            Files.createDirectories(target.getParent());
            return Files.createTempFile(
                    target.getParent(),
                    UNFINISHED,
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw WriteFailure.notWritable(target, e);
        }
    }

    private record Sealing(PGPSessionKey key, String sha256) {}

    private static Sealing sealed(Path file, SealedFor whom, String name, Manifest manifest, List<Source> sources)
            throws IOException {
        var digest = Hashes.sha256();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var out =
                    new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), digest), BUFFER);
            var inner = name.replaceFirst("\\.gpg$", "");
            var key =
                    PgpMessage.write(
                            out,
                            whom,
                            inner,
                            Instant.ofEpochMilli(manifest.at()),
                            plain -> Archive.pack(plain, manifest, sources.stream().map(Source::file).toList()));
            out.flush();
            channel.force(true);
            return new Sealing(key, Hashes.hex(digest));
        }
    }

    private static String sha256(Path file) throws IOException {
        var digest = Hashes.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Hashes.hex(digest);
    }

    /** Makes a folder's own change last over a power cut. */
    private static void sync(Path folder) throws IOException {
        try (var handle = FileChannel.open(folder, StandardOpenOption.READ)) {
            handle.force(true);
        }
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw WriteFailure.notWritable(file, e);
        }
    }
}
