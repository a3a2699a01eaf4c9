package org.evenkeel.check;

import java.nio.file.Files;
import java.util.List;

/** Whether anything keeps the clock right. */
record ClockCheck(Machine machine) implements Check {

    @Override
    public Subject subject() {
        return Subject.CLOCK_SYNC;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        if (Files.exists(machine.run().resolve("systemd/timesync/synchronized"))) {
            return Subject.only(subject().fine("systemd-timesyncd keeps the clock right."));
        }
        var chrony = machine.said("chronyc", "-c", "tracking");
        if (chrony.isPresent()) {
            return Subject.only(
                    chrony.get().endsWith(",Normal")
                            ? subject().fine("chrony keeps the clock right.")
                            : subject().warning("chrony runs, but has no time yet."));
        }
        var kernel = machine.said("timedatectl", "show", "-p", "NTPSynchronized", "--value").orElse("");
        return Subject.only(
                switch (kernel) {
                    case "yes" -> subject().fine("A time service keeps the clock right.");
                    case "no" -> subject().warning("No time service keeps the clock right.");
                    default -> subject().warning("Whether a time service keeps the clock right cannot be seen here.");
                });
    }
}
