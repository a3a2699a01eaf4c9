package org.evenkeel.node;

import org.evenkeel.child.ChildFolder;
import org.evenkeel.child.ChildProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * From which level on a running server logs. Another one than the configured is a wish with an end, kept in a file of
 * the data folder: who may write there is the server's user and root alone, the wish outlives a restart, and the server
 * returns by itself. Only our own lines become more; libraries, which may write what passes through them, stay at
 * warnings. Any thread.
 */
final class LogLevel {

    /** Of a wish without a time. */
    static final Duration USUAL = Duration.ofMinutes(15);

    /** Of any wish. */
    static final Duration LONGEST = Duration.ofHours(4);

    private static final Logger LOG = LoggerFactory.getLogger(LogLevel.class);
    private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");
    private static final String FILE = "log-level";
    private static final Pattern WISH = Pattern.compile("(debug|info|warn|error) (\\d{1,15})\\s*");

    private final ChildFolder folder;
    private final String configured;
    private final Consumer<String> logger;
    private final InstantSource clock;
    private String used;

    /** A wish that holds until then. */
    record Wish(String level, Instant until) {}

    /**
     * @param logger takes a level for our own lines
     */
    LogLevel(Path data, String configured, Consumer<String> logger, InstantSource clock) {
        this.folder = new ChildFolder("data", data);
        this.configured = configured;
        this.logger = logger;
        this.clock = clock;
        this.used = configured;
    }

    String configured() {
        return configured;
    }

    /** The wish that holds now. */
    Optional<Wish> wish() {
        try {
            return folder.read(FILE)
                    .map(WISH::matcher)
                    .filter(text -> text.matches())
                    .map(text -> new Wish(text.group(1), Instant.ofEpochMilli(Long.parseLong(text.group(2)))))
                    .filter(wish -> wish.until().isAfter(clock.instant()))
                    .filter(wish -> !wish.until().isAfter(clock.instant().plus(LONGEST)));
        } catch (ChildProblem e) {
            return Optional.empty();
        }
    }

    /**
     * Wishes for another level; a running server takes it at its next look.
     *
     * @param during at most {@link #LONGEST}
     * @throws ChildProblem when it cannot be written
     */
    Wish wish(String level, Duration during) {
        var wish = new Wish(level, clock.instant().plus(during).truncatedTo(ChronoUnit.MILLIS));
        folder.write(FILE, "%s %d%n".formatted(level, wish.until().toEpochMilli()));
        return wish;
    }

    /**
     * Takes the wish back.
     *
     * @throws ChildProblem when it cannot be deleted
     */
    void back() {
        try {
            Files.deleteIfExists(folder.file(FILE));
        } catch (IOException e) {
            throw folder.notUsable(FILE, e);
        }
    }

    /** Uses what is wished, or what is configured once the wish is over. */
    synchronized void look() {
        var wish = wish();
        var wanted = wish.map(Wish::level).orElse(configured);
        if (!wanted.equals(used)) {
            boolean more = LEVELS.indexOf(wanted) < LEVELS.indexOf(used);
            used = wanted;
            // Said while more is logged, so that the line itself is in the log.
            if (more) {
                logger.accept(wanted);
            }
            LOG.atInfo()
                    .addKeyValue("event", "log-level")
                    .addKeyValue("level", wanted)
                    .addKeyValue("until", wish.map(it -> it.until().toString()).orElse("further notice"))
                    .log("another log level");
            if (!more) {
                logger.accept(wanted);
            }
        }
        if (wish.isEmpty() && Files.exists(folder.file(FILE))) {
            back();
        }
    }
}
