package org.evenkeel.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something on the machine as it should be: makes itself true only where it is not. */
sealed interface Change {

    /** Where, or what. */
    String subject();

    /** Whether the machine is not so yet. */
    boolean isNeeded(Machine machine);

    /** What would happen, for the person who sets up; never a secret. */
    List<String> shown(Machine machine);

    /** Makes it so. @throws Machine.SetupFailed when that is not possible */
    void make(Machine machine);

    /** A folder. */
    record Folder(String subject, Owner owner, String mode) implements Change {

        @Override
        public boolean isNeeded(Machine machine) {
            return !machine.access(subject).equals(Optional.of(Machine.written(owner, mode)));
        }

        @Override
        public List<String> shown(Machine machine) {
            return List.of("folder %s (%s)".formatted(subject, Machine.written(owner, mode)));
        }

        @Override
        public void make(Machine machine) {
            machine.makeFolder(subject, owner, mode);
        }
    }

    /**
     * A file.
     *
     * @param secrets what is never shown of it
     */
    record Text(String subject, String text, Owner owner, String mode, Set<String> secrets) implements Change {

        @Override
        public boolean isNeeded(Machine machine) {
            return !machine.read(subject).equals(Optional.of(text))
                    || !machine.access(subject).equals(Optional.of(Machine.written(owner, mode)));
        }

        @Override
        public List<String> shown(Machine machine) {
            var file = "file %s (%s)".formatted(subject, Machine.written(owner, mode));
            var present = machine.read(subject);
            if (present.isEmpty()) {
                long lines = text.lines().count();
                return List.of("%s: new, %d %s".formatted(file, lines, lines == 1 ? "line" : "lines"));
            }
            var changed = new ArrayList<>(List.of(file));
            LineDiff.between(masked(present.get()), masked(text)).stream()
                    .map(line -> "    " + line)
                    .forEach(changed::add);
            return List.copyOf(changed);
        }

        private String masked(String whole) {
            String masked = whole;
            for (String secret : secrets) {
                masked = masked.replace(secret, "(a secret)");
            }
            return masked;
        }

        @Override
        public void make(Machine machine) {
            machine.write(subject, text, owner, mode);
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return subject;
        }
    }

    /** A link. */
    record Link(String subject, Path target) implements Change {

        @Override
        public boolean isNeeded(Machine machine) {
            return !machine.target(subject).equals(Optional.of(target));
        }

        @Override
        public List<String> shown(Machine machine) {
            return List.of("link %s to %s".formatted(subject, target));
        }

        @Override
        public void make(Machine machine) {
            machine.link(subject, target);
        }
    }

    /**
     * A command that changes nothing when it is repeated.
     *
     * @param subject what it is for
     * @param asked a command that ends well when there is nothing to do; empty: it is always run
     */
    record Command(String subject, List<String> command, List<String> asked) implements Change {

        @Override
        public boolean isNeeded(Machine machine) {
            return asked.isEmpty() || !machine.hands().endsWell(asked);
        }

        @Override
        public List<String> shown(Machine machine) {
            return List.of(subject, "    $ " + String.join(" ", command));
        }

        @Override
        public void make(Machine machine) {
            machine.hands().run(command);
        }
    }

    /**
     * A service that starts, or starts again.
     *
     * @param subject what it is for
     */
    record Start(String subject, String unit) implements Change {

        private static final int LINES = 5;
        private static final int LONGEST = 300;

        @Override
        public boolean isNeeded(Machine machine) {
            return true;
        }

        @Override
        public List<String> shown(Machine machine) {
            return List.of(subject, "    $ " + String.join(" ", command()));
        }

        private List<String> command() {
            return List.of("systemctl", "restart", unit);
        }

        /**
         * @throws Machine.SetupFailed with the service's own last words, which say why
         */
        @Override
        public void make(Machine machine) {
            try {
                machine.hands().run(command());
            } catch (Machine.SetupFailed e) {
                var words = lastWords(machine);
                throw words.isEmpty()
                        ? e
                        : new Machine.SetupFailed(
                                e.getMessage() + "\nWhat it said last:\n    " + String.join("\n    ", words));
            }
        }

        /** Those of its processes; where there are none, those of the service manager about it. */
        private List<String> lastWords(Machine machine) {
            var own = journal(machine, "_SYSTEMD_UNIT=" + unit);
            return own.isEmpty() ? journal(machine, "--unit=" + unit) : own;
        }

        private static List<String> journal(Machine machine, String whose) {
            return machine
                    .hands()
                    .said(List.of("journalctl", "--no-pager", "--quiet", "-b", "-n", "" + LINES, "-o", "cat", whose))
                    .stream()
                    .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
                    .toList();
        }
    }
}
