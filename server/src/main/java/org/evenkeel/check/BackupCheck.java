package org.evenkeel.check;

import org.evenkeel.backup.BackupProblem;
import org.evenkeel.backup.LastBackup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** When the last backup succeeded, by the mark that it leaves. */
record BackupCheck(Path data, Machine machine, InstantSource clock) implements Check {

    private static final String UNIT = "evenkeel-backup.service";
    private static final Duration OLD = Duration.ofHours(26);
    private static final Duration TOO_OLD = Duration.ofDays(7);

    @Override
    public Subject subject() {
        return Subject.BACKUP;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        if (Machine.isClosed(data)) {
            return Subject.only(subject().closed(data));
        }
        var last = last();
        return Subject.only(
                last.state() != Finding.State.BROKEN && machine.said("systemctl", "is-failed", UNIT).isPresent()
                        ? subject()
                                .warning("The last backup that was begun failed.")
                                .doing(
                                        "sudo journalctl -u %1$s says why; then sudo systemctl start %1$s."
                                                .formatted(UNIT))
                        : last);
    }

    private Finding last() {
        try {
            return LastBackup.of(data)
                    .map(last -> judged(Instant.ofEpochMilli(last.at())))
                    .orElseGet(() -> subject().warning("No backup of this data folder has succeeded yet."));
        } catch (BackupProblem e) {
            return subject().warning("What the last backup noted in the data folder cannot be read.");
        }
    }

    private Finding judged(Instant at) {
        var age = Duration.between(at, clock.instant());
        var found = "The last backup is %d hours old.".formatted(Math.max(0, age.toHours()));
        if (age.compareTo(TOO_OLD) > 0) {
            return subject().broken("%s", found);
        }
        return age.compareTo(OLD) > 0 ? subject().warning("%s", found) : subject().fine("%s", found);
    }
}
