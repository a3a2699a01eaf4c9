package org.evenkeel.check;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** When the last backup succeeded, by the mark that it leaves. */
record BackupCheck(Path data, InstantSource clock) implements Check {

    static final String MARK = "backup-last.json";

    private static final Duration OLD = Duration.ofHours(26);
    private static final Duration TOO_OLD = Duration.ofDays(7);

    @Override
    public Subject subject() {
        return Subject.BACKUP;
    }

    @Override
    public List<Finding> look() {
        if (Machine.isClosed(data)) {
            return Subject.only(subject().closed(data));
        }
        return Subject.only(
                Machine.read(data.resolve(MARK))
                        .flatMap(BackupCheck::at)
                        .map(this::judged)
                        .orElseGet(() -> subject().warning("No backup of this data folder has succeeded yet.")));
    }

    private static Optional<Instant> at(String text) {
        try {
            JsonNode at = JsonMapper.builder().build().readTree(text).path("atMillis");
            return at.isIntegralNumber() ? Optional.of(Instant.ofEpochMilli(at.asLong())) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
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
