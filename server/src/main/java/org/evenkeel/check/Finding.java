package org.evenkeel.check;

import java.util.Locale;

/** What was found about one subject. Texts are English, for the people who run the machine; they hold no secret. */
public sealed interface Finding {

    /** All is as it should be. */
    record Fine(Subject subject, String found) implements Finding {}

    /**
     * People are served, but something is missing or will not stay so.
     *
     * @param step what to do
     */
    record Warning(Subject subject, String found, String step) implements Finding {}

    /**
     * People are not served, or what they trust in does not hold.
     *
     * @param step what to do
     */
    record Broken(Subject subject, String found, String step) implements Finding {}

    /** What was looked at. */
    Subject subject();

    /** What was found, one sentence. */
    String found();

    /** What to do; empty when there is nothing to do. */
    default String whatToDo() {
        return switch (this) {
            case Fine _ -> "";
            case Warning warning -> warning.step();
            case Broken broken -> broken.step();
        };
    }

    /** The same with a word in capitals of its step filled in. */
    default Finding with(String word, Object value) {
        return doing(whatToDo().replace(word, value.toString()));
    }

    /** The same with another step, where one is closer to what was found. */
    default Finding doing(String step) {
        return switch (this) {
            case Fine fine -> fine;
            case Warning(Subject subject, String found, String _) -> new Warning(subject, found, step);
            case Broken(Subject subject, String found, String _) -> new Broken(subject, found, step);
        };
    }

    /** Its state, by which a report is as bad as its worst finding. */
    default State state() {
        return switch (this) {
            case Fine _ -> State.FINE;
            case Warning _ -> State.WARNING;
            case Broken _ -> State.BROKEN;
        };
    }

    /** How it stands, in rising order; the number is the command's exit status. */
    enum State {
        FINE,
        WARNING,
        BROKEN;

        /** As it stands in the output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The exit status, as plugins of monitoring systems have it. */
        public int status() {
            return ordinal();
        }
    }
}
