package org.evenkeel.backup;

import org.evenkeel.backup.BackupProblem.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with backups that are named by their time, such as {@code evenkeel-20260321T031500Z.zip.gpg}. Files with
 * other names are nobody's business here. Blocks on files.
 *
 * @param path where it is
 */
public record BackupFolder(Path path) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String NAME = "evenkeel-\\d{8}T\\d{6}Z\\.zip\\.gpg";
    private static final String UNFINISHED = "\\.evenkeel-backup-.*\\.part";
    private static final Duration CERTAINLY_DEAD = Duration.ofDays(1);

    /** The name of a backup that is begun now. */
    public Path next(Instant now) {
        return path.resolve("evenkeel-" + STAMP.format(now) + ".zip.gpg");
    }

    /**
     * Deletes all but the newest, and what killed runs left behind.
     *
     * @param keep how many stay, 1 or more
     * @return those that were deleted
     * @throws BackupProblem {@code NOT_WRITABLE}
     */
    public List<Path> keep(int keep, Instant now) {
        try {
            List<Path> old = named(NAME).sorted(Comparator.comparing(Path::getFileName).reversed()).skip(keep).toList();
            for (Path each : old) {
                Files.delete(each);
            }
            for (Path each : named(UNFINISHED).toList()) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(now.minus(CERTAINLY_DEAD))) {
                    Files.delete(each);
                }
            }
            return old;
        } catch (IOException e) {
            throw new BackupProblem(
                    Problem.NOT_WRITABLE,
                    "The new backup is good, but older ones in %s cannot be deleted (%s)."
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    private Stream<Path> named(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern)).toList().stream();
        }
    }
}
