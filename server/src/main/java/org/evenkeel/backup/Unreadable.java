package org.evenkeel.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a named file cannot be read, for the person who named it. */
final class Unreadable {

    private Unreadable() {}

    /**
     * @param whatElse what that person can do where it may not be read, one clause
     */
    static String sentence(Path file, IOException problem, String whatElse) {
        return switch (problem) {
            case NoSuchFileException _ -> "There is no " + file + ".";
            case AccessDeniedException _ ->
                    "The user %s may not read %s; %s.".formatted(System.getProperty("user.name"), file, whatElse);
            default -> file + " cannot be read.";
        };
    }
}
