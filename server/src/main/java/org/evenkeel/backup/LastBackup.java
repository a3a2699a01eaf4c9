package org.evenkeel.backup;

import org.evenkeel.backup.BackupProblem.Problem;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What the file {@code last-backup.json} in the data folder says: the last backup that was written, read back and found
 * good. One JSON object, UTF-8, mode 0600, replaced at once after each success and untouched by a failure; so its
 * {@code at} is how old the clinic's newest good backup is. Readers ignore fields they do not know.
 *
 * <pre>{"format":1,"at":1774063000000,"file":"/srv/backup/evenkeel-20260321T031500Z.zip.gpg",
 *  "bytes":7340032,"millis":4210,"sha256":"…","findings":0}</pre>
 *
 * @param format of this form: 1
 * @param at when the copy of the database was begun, milliseconds UTC
 * @param file absolute path that it was written to
 * @param bytes its size
 * @param millis how long all of it took, reading back included
 * @param sha256 of the file, hexadecimal
 * @param findings how many changes verifying the attendance record found; more than 0 is an alarm, though the backup is
 *     good
 */
public record LastBackup(int format, long at, String file, long bytes, long millis, String sha256, int findings) {

    private static final String NAME = "last-backup.json";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * The last success; empty when there was none since this data folder was made.
     *
     * @throws BackupProblem {@code NOT_READABLE}
     */
    public static Optional<LastBackup> of(Path dataFolder) {
        Path file = dataFolder.resolve(NAME);
        try {
            return Files.exists(file)
                    ? Optional.of(MAPPER.readValue(Files.readAllBytes(file), LastBackup.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new BackupProblem(Problem.NOT_READABLE, file + " cannot be read.", e);
        }
    }

    /**
     * Notes this success.
     *
     * @throws BackupProblem {@code NOT_WRITABLE}
     */
    public void noteIn(Path dataFolder) {
        Path file = dataFolder.resolve(NAME);
        try {
            Path unfinished =
                    Files.createTempFile(
                            dataFolder,
                            NAME,
                            ".part",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(unfinished, MAPPER.writeValueAsBytes(this));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw WriteFailure.notWritable(file, e);
        }
    }
}
