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
            var lines = new ArrayList<String>();
            lines.add("file %s (%s)".formatted(subject, Machine.written(owner, mode)));
            LineDiff.between(masked(machine.read(subject).orElse("")), masked(text)).stream()
                    .map(line -> "    " + line)
                    .forEach(lines::add);
            return List.copyOf(lines);
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

    /** A file that somebody else made and the server must read; setup neither makes it nor opens it to anybody. */
    record Readable(String subject) implements Change {

        @Override
        public boolean isNeeded(Machine machine) {
            return !machine.hands()
                    .endsWell(
                            List.of(
                                    "setpriv",
                                    "--reuid=evenkeel",
                                    "--regid=evenkeel",
                                    "--init-groups",
                                    "test",
                                    "-r",
                                    subject));
        }

        @Override
        public List<String> shown(Machine machine) {
            return List.of("file %s, which the user evenkeel can read: it is yours to put there".formatted(subject));
        }

        @Override
        public void make(Machine machine) {
            throw new Machine.SetupFailed(
                    ("The user evenkeel cannot read %1$s. Put it there, then: sudo chown root:evenkeel %1$s;"
                                    + " sudo chmod 640 %1$s")
                            .formatted(subject));
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
}
