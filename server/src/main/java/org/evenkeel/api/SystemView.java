package org.evenkeel.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Port: how this server stands, for the people who run it. Nothing of it names a person, a group, a session or a room.
 * Any thread; blocks for a moment at most.
 */
public interface SystemView {

    /** As it was seen last. */
    Standing now();

    /**
     * Logs from this level on, and returns to the configured one by itself.
     *
     * @param level debug, info, warn or error
     */
    void log(String level, Duration during);

    /** Logs as configured, at once. */
    void logAsConfigured();

    /**
     * How a server stands.
     *
     * @param started of this process, milliseconds UTC
     * @param looked when its parts were looked at, milliseconds UTC; empty in the first moment
     * @param events what it warned of since its start, worst and newest first
     */
    record Standing(
            String version,
            long started,
            Optional<Long> looked,
            Numbers numbers,
            List<Part> parts,
            List<Event> events,
            Log log) {}

    /** How much goes on. */
    record Numbers(long rooms, long people, long waiting, long connections) {}

    /** How a part stands. */
    enum State {
        FINE,
        /** Would be a warning, had the people who run the machine not decided to live with it. */
        ACCEPTED,
        WARNING,
        BROKEN,
        /** Not looked at from inside the server; a command is named that does. */
        UNSEEN
    }

    /**
     * One part.
     *
     * @param code stable
     * @param area where it belongs, in words
     * @param looks what is looked at
     * @param found one sentence
     * @param why it matters
     * @param step what to do; empty when there is nothing to do
     */
    record Part(String code, String area, String looks, State state, String found, String why, String step) {}

    /**
     * Log lines of one kind.
     *
     * @param name of the event, from the program's own words
     * @param error whether it is an error, else a warning
     * @param last of them, milliseconds UTC
     */
    record Event(String name, boolean error, long count, long last) {}

    /**
     * From which level on is logged.
     *
     * @param until when it returns to the configured level, milliseconds UTC; empty when it is that
     */
    record Log(String level, String configured, Optional<Long> until) {}
}
