package org.evenkeel.check;

import java.util.Locale;
import java.util.Set;

/** What was found about one subject. Texts are English, for the people who run the machine; they hold no secret. */
public sealed interface Finding {

    /** All is as it should be. */
    record Fine(Subject subject, String found) implements Finding {}

    /**
     * What would be a warning, had the people who run the machine not decided to live with it.
     *
     * @param step what to do, should they decide otherwise
     */
    record Accepted(Subject subject, String found, String step) implements Finding {}

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
            case Accepted accepted -> accepted.step();
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
            case Accepted(Subject subject, String found, String _) -> new Accepted(subject, found, step);
            case Warning(Subject subject, String found, String _) -> new Warning(subject, found, step);
            case Broken(Subject subject, String found, String _) -> new Broken(subject, found, step);
        };
    }

    /** The same, accepted when it is a warning about one of these; what is broken is never accepted. */
    default Finding acceptedFor(Set<Subject> subjects) {
        return switch (this) {
            case Warning(Subject subject, String found, String step) when subjects.contains(subject) ->
                    new Accepted(subject, found, step);
            case Fine _, Accepted _, Warning _, Broken _ -> this;
        };
    }

    /** Its state, by which a report is as bad as its worst finding. */
    default State state() {
        return switch (this) {
            case Fine _ -> State.FINE;
            case Accepted _ -> State.ACCEPTED;
            case Warning _ -> State.WARNING;
            case Broken _ -> State.BROKEN;
        };
    }

    /** How it stands, in rising order. */
    enum State {
        FINE(0),
        ACCEPTED(0),
        WARNING(1),
        BROKEN(2);

        private final int status;

        State(int status) {
            this.status = status;
        }

        /** As it stands in the output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The exit status, as plugins of monitoring systems have it. */
        public int status() {
            return status;
        }
    }
}
