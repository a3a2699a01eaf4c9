package org.evenkeel.node;

import org.evenkeel.audit.AuditHead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the audit log ended from time to time, in a file beside the database: a chain whose end was cut off, or that
 * was written anew, no longer contains them. One line each, {@code number:hash}, the oldest first. One thread.
 */
record AuditHeads(Path file) {

    private static final int MOST = 2_000;

    static AuditHeads in(Path dataFolder) {
        return new AuditHeads(dataFolder.resolve("audit-heads"));
    }

    /** All that were noted; a line that is none is passed over. */
    List<AuditHead> all() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().flatMap(line -> AuditHead.read(line).stream()).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the noted heads of the audit log cannot be read", e);
        }
    }

    /**
     * @return whether it was not noted yet
     */
    boolean note(AuditHead head) {
        List<AuditHead> noted = new ArrayList<>(all());
        if (noted.contains(head)) {
            return false;
        }
        noted.add(head);
        write(noted.subList(Math.max(0, noted.size() - MOST), noted.size()).stream().map(AuditHead::text).toList());
        return true;
    }

    private void write(List<String> lines) {
        try {
            Path unfinished =
                    Files.createTempFile(
                            file.getParent(),
                            "audit-heads",
                            ".part",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(unfinished, lines);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the head of the audit log cannot be noted", e);
        }
    }
}
