package org.evenkeel.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files that somebody else puts on the machine: setup neither makes them nor opens them to anybody. */
final class YourFiles {

    private final Answers answers;
    private final Machine machine;
    private final OtherRooms rooms;

    YourFiles(Answers answers, Machine machine, OtherRooms rooms) {
        this.answers = answers;
        this.machine = machine;
        this.rooms = rooms;
    }

    /** What is not as it must be, a sentence each. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        answers.certificate()
                .ifPresent(
                        pair -> {
                            certificate(Question.CERTIFICATE, pair.chain()).ifPresent(problems::add);
                            certificate(Question.CERTIFICATE_KEY, pair.key()).ifPresent(problems::add);
                        });
        answers.postgres()
                .flatMap(Answers.Postgres::elsewhere)
                .ifPresent(
                        it -> {
                            unreadable(Question.DATABASE_PASSWORD, it.passwordFile()).ifPresent(problems::add);
                            it.authority()
                                    .flatMap(file -> unreadable(Question.DATABASE_AUTHORITY, file))
                                    .ifPresent(problems::add);
                        });
        answers.backup()
                .flatMap(
                        backup ->
                                unreadable(Question.BACKUP_KEY, backup.key())
                                        .or(() -> rooms.keyProblem(backup).map(it -> "backup-key: " + it)))
                .ifPresent(problems::add);
        return List.copyOf(problems);
    }

    /** nginx reads them as root, from any place. */
    private Optional<String> certificate(Question question, String file) {
        if (answers.tls() != Answers.Tls.NGINX) {
            return unreadable(question, file);
        }
        return Files.exists(machine.at(file))
                ? Optional.empty()
                : Optional.of("MISSING: %s (yours to put there, %s)".formatted(file, question.key()));
    }

    private Optional<String> unreadable(Question question, String file) {
        if (mayServer("-r", file)) {
            return Optional.empty();
        }
        boolean isThere = Files.exists(machine.at(file));
        var closed = foldersTo(file).filter(folder -> machine.has(folder) && !mayServer("-x", folder)).findFirst();
        if (closed.isPresent()) {
            String place = Seen.goodPlace(question, file);
            if (Path.of(place).startsWith(closed.get())) {
                return Optional.of(
                        "%1$s: the user evenkeel may not enter %2$s: sudo chown root:evenkeel %2$s; sudo chmod 750 %2$s"
                                .formatted(question.key(), closed.get()));
            }
            return Optional.of(
                    "%s: the user evenkeel may not enter %s; put the file elsewhere: sudo install -o root -g evenkeel -m 640 %s %s, and answer that"
                            .formatted(question.key(), closed.get(), file, place));
        }
        String owner = "sudo chown root:evenkeel %1$s; sudo chmod 640 %1$s".formatted(file);
        return Optional.of(
                isThere
                        ? "%s: the user evenkeel cannot read %s: %s".formatted(question.key(), file, owner)
                        : "MISSING: %s (yours to put there, %s; then: %s)".formatted(file, question.key(), owner));
    }

    /** From the root on. */
    private static Stream<String> foldersTo(String file) {
        Path folder = Path.of(file).getParent();
        return Stream.iterate(1, depth -> depth <= folder.getNameCount(), depth -> depth + 1)
                .map(depth -> "/" + folder.subpath(0, depth));
    }

    private boolean mayServer(String what, String path) {
        return machine.hands()
                .endsWell(
                        List.of(
                                "setpriv",
                                "--reuid=evenkeel",
                                "--regid=evenkeel",
                                "--init-groups",
                                "test",
                                what,
                                path));
    }
}
