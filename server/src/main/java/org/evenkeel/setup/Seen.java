package org.evenkeel.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which places the units of the package can see at all: ProtectHome and PrivateTmp hide the others. */
final class Seen {

    private static final List<Path> HIDDEN =
            List.of(Path.of("/home"), Path.of("/root"), Path.of("/run/user"), Path.of("/tmp"), Path.of("/var/tmp"));

    private Seen() {}

    /** Why the service could not use an answered place; empty when it could. */
    static Optional<String> problem(Question question, String place) {
        var path = Path.of(place).normalize();
        return HIDDEN.stream()
                .filter(path::startsWith)
                .findFirst()
                .map(
                        folder ->
                                "%s lies below %s, which the service cannot see; %s is a good place"
                                        .formatted(place, folder, goodPlace(question, place)));
    }

    /** Where a file of that name would be seen and read. */
    static String goodPlace(Question question, String place) {
        return question.fallback().startsWith("/")
                ? question.fallback()
                : "/etc/evenkeel/" + Path.of(place).getFileName();
    }
}
