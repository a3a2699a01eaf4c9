package org.evenkeel.check;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Room on a disk. Asked of the file system itself (statvfs): the list of mounts, by which Java's file stores go, is
 * hidden from a unit that sees nothing in {@code /proc} but processes.
 *
 * @param free what this user may still write, bytes
 * @param all more than 0, bytes
 */
public record DiskSpace(long free, long all) {

    /** Of the disk under a folder that is there; empty when it does not tell. */
    public static Optional<DiskSpace> of(Path folder) {
        var file = folder.toFile();
        long all = file.getTotalSpace();
        return all > 0 ? Optional.of(new DiskSpace(file.getUsableSpace(), all)) : Optional.empty();
    }

    /** Which part of it is free, from 0 to 1. */
    public double freePart() {
        return (double) free / all;
    }
}
