package org.evenkeel.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux says of one process: nobody measures himself here. Any thread.
 *
 * @param pid of a process on this machine
 */
public record ProcessMeter(long pid) {

    /** The kernel counts in hundredths of a second (USER_HZ) on every architecture that we run on. */
    private static final long MICROS_A_TICK = 10_000;

    /** Where user and system time stand behind the name, which may itself hold spaces. */
    private static final int USER_TIME = 11;

    private static final String RESIDENT = "VmRSS:";

    /** CPU time so far, user and system, microseconds. */
    public long cpuMicros() {
        var stat = read("stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) * MICROS_A_TICK;
    }

    /** Resident memory, kilobytes. */
    public long residentKilobytes() {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(RESIDENT))
                .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** Whether somebody traces it. */
    boolean traced() {
        return read("status").lines().anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0"));
    }

    /**
     * @throws UncheckedIOException when there is no such process
     */
    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
