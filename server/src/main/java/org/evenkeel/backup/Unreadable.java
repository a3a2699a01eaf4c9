package org.evenkeel.backup;

import org.evenkeel.backup.BackupProblem.Problem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file that somebody named cannot be read, and what to do about it. */
final class Unreadable {

    private Unreadable() {}

    /** Of a backup, which the server's user must be able to read. */
    static BackupProblem backup(Path file, IOException cause) {
        return of(Problem.NOT_READABLE, file, cause, "put it into /var/lib/evenkeel/backups");
    }

    /** Of a passphrase or a key, which root gives to the server's user. */
    static BackupProblem secret(Path file, IOException cause) {
        return of(Problem.BAD_KEY, file, cause, "with the package use sudo, and let the group evenkeel read it");
    }

    private static BackupProblem of(Problem problem, Path file, IOException cause, String step) {
        return new BackupProblem(
                problem,
                switch (cause) {
                    case NoSuchFileException _ -> "There is no " + file + ".";
                    case AccessDeniedException _ ->
                            "The user %s may not read %s; %s.".formatted(System.getProperty("user.name"), file, step);
                    default -> file + " cannot be read.";
                },
                cause);
    }
}
