package org.evenkeel.backup;

import org.evenkeel.backup.BackupProblem.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A passphrase in a file. Only the first line counts, as with gpg's own {@code --passphrase-file}. */
final class SecretFile {

    private SecretFile() {}

    /**
     * @throws BackupProblem {@code BAD_KEY} when there is none or everybody on the machine could read it
     */
    static char[] firstLine(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new BackupProblem(
                        Problem.BAD_KEY, "Everybody on this machine can read " + file + ": set its mode to 0600.");
            }
            return Files.readString(file).lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw new BackupProblem(Problem.BAD_KEY, Unreadable.sentence(file, e, "with the package use sudo"), e);
        }
    }
}
