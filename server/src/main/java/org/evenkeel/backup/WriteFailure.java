package org.evenkeel.backup;

import org.evenkeel.backup.BackupProblem.Problem;

import java.io.IOException;
import java.nio.file.Path;

/** A file could not be written while a message was read: not the message's fault. */
final class WriteFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    WriteFailure(Path file, IOException cause) {
        super(cause);
        this.file = file;
    }

    BackupProblem problem() {
        return notWritable(file, (IOException) getCause());
    }

    static BackupProblem notWritable(Path file, IOException cause) {
        return new BackupProblem(
                Problem.NOT_WRITABLE,
                file + " cannot be written (" + cause.getMessage() + "): is the disk full, or the folder not ours?",
                cause);
    }
}
