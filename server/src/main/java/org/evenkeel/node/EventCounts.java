package org.evenkeel.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.evenkeel.api.SystemView;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts warnings and errors of the log by the name of their event, which stands in the program; never a text. Of
 * library lines, which have none, the class that spoke. Any thread.
 */
final class EventCounts extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    /** More kinds than the program has; whatever comes beyond is counted together. */
    private static final int MOST_KINDS = 100;

    private static final String OTHERS = "others";

    private final Map<Kind, Seen> seen = new HashMap<>();
    private final AtomicLong warnings = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();

    private record Kind(String name, boolean error) {}

    private record Seen(long count, long last) {}

    private EventCounts() {}

    /** Counts from here on. */
    static EventCounts begin() {
        var counts = new EventCounts();
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        counts.setContext(context);
        counts.setName("event-counts");
        counts.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(counts);
        return counts;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
            return;
        }
        boolean error = event.getLevel().isGreaterOrEqual(Level.ERROR);
        (error ? errors : warnings).incrementAndGet();
        var kind = new Kind(name(event), error);
        synchronized (seen) {
            var counted = seen.containsKey(kind) || seen.size() < MOST_KINDS ? kind : new Kind(OTHERS, error);
            seen.merge(
                    counted,
                    new Seen(1, event.getTimeStamp()),
                    (before, now) -> new Seen(before.count() + 1, now.last()));
        }
    }

    private static String name(ILoggingEvent event) {
        var pairs = Optional.ofNullable(event.getKeyValuePairs()).orElse(List.<KeyValuePair>of());
        var logger = event.getLoggerName();
        return pairs.stream()
                .filter(pair -> pair.key.equals("event"))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElseGet(() -> logger.substring(logger.lastIndexOf('.') + 1));
    }

    long warnings() {
        return warnings.get();
    }

    long errors() {
        return errors.get();
    }

    /** Errors first, then the newest. */
    List<SystemView.Event> events() {
        synchronized (seen) {
            return seen.entrySet().stream()
                    .map(
                            each ->
                                    new SystemView.Event(
                                            each.getKey().name(),
                                            each.getKey().error(),
                                            each.getValue().count(),
                                            each.getValue().last()))
                    .sorted(
                            Comparator.comparing(SystemView.Event::error)
                                    .thenComparingLong(SystemView.Event::last)
                                    .reversed())
                    .toList();
        }
    }

    @Override
    public void close() {
        ((LoggerContext) getContext()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
        stop();
    }
}
