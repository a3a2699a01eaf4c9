package org.evenkeel.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A system that stands as a test says, and remembers what was asked of its log. */
final class ScriptedSystem implements SystemView {

    private Log log = new Log("info", "info", Optional.empty());

    @Override
    public synchronized Standing now() {
        return new Standing(
                "1.2.3",
                1_000,
                Optional.of(2_000L),
                new Numbers(3, 21, 2, 40),
                List.of(
                        new Part("redis", "Redis", "Redis answers", State.FINE, "Redis answers.", "Rooms.", ""),
                        new Part("backup", "The machine", "Its age", State.WARNING, "30 hours old.", "Loss.", "Look.")),
                List.of(new Event("store-unavailable", false, 4, 1_500)),
                log);
    }

    @Override
    public synchronized void log(String level, Duration during) {
        log = new Log(level, "info", Optional.of(during.toMillis()));
    }

    @Override
    public synchronized void logAsConfigured() {
        log = new Log("info", "info", Optional.empty());
    }
}
