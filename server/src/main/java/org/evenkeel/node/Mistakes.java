package org.evenkeel.node;

import org.evenkeel.backup.BackupProblem;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.sql.CopyProblem;
import org.evenkeel.sql.KeyProblem;
import org.evenkeel.sql.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What the command line says when a command cannot do what was asked: in words, never as a trace. */
final class Mistakes {

    private static final Logger LOG = LoggerFactory.getLogger(Mistakes.class);

    private Mistakes() {}

    /** Wrong usage: what is wrong, and where it says how it goes. */
    static int usage(ParameterException problem, String[] ignored) {
        var line = problem.getCommandLine();
        var err = line.getErr();
        err.println(problem.getMessage());
        err.println("How it goes: " + line.getCommandSpec().qualifiedName() + " --help");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What went wrong on the way. */
    static int execution(Exception problem, CommandLine line, ParseResult ignored) {
        LOG.atDebug().addKeyValue("event", "command-failed").setCause(problem).log("a command failed");
        var err = line.getErr();
        if (problem instanceof ConfigProblems config) {
            err.println("The configuration cannot be used:");
            config.problems().forEach(sentence -> err.println("  - " + sentence));
        } else {
            err.println(sentence(problem));
        }
        return line.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String sentence(Exception problem) {
        return switch (problem) {
            case StartProblem start -> start.getMessage();
            case BackupProblem backup -> backup.getMessage();
            case CopyProblem copy -> copy.getMessage();
            case KeyProblem key -> "The master key: " + key.getMessage();
            case ChildProblem child -> "%s (%s)".formatted(child.sentence(), child.code());
            case StorageFailure storage ->
                    "The database cannot do this now: %s. evenkeel check looks at it.".formatted(storage.getMessage());
            case ProgramProblem program ->
                    "What was given cannot be used: %s. See --help of this command.".formatted(program.getMessage());
            case UncheckedIOException io -> file(io.getCause()).orElseGet(() -> unexpected(problem));
            case IOException io -> file(io).orElseGet(() -> unexpected(problem));
            default -> unexpected(problem);
        };
    }

    private static Optional<String> file(IOException problem) {
        return switch (problem) {
            case NoSuchFileException missing -> Optional.of("There is no " + missing.getFile() + ".");
            case AccessDeniedException denied ->
                    Optional.of(
                            "The user %s may not use %s; with the package use sudo."
                                    .formatted(System.getProperty("user.name"), denied.getFile()));
            case FileSystemException file -> Optional.of("The file " + file.getFile() + " cannot be used.");
            default -> Optional.empty();
        };
    }

    /** A defect of ours: its name is for whoever mends it. */
    private static String unexpected(Exception problem) {
        return "This failed for a reason that should not be (%s). Run it again with --set log.level=debug, and keep what it prints for whoever mends it."
                .formatted(problem.getClass().getSimpleName());
    }
}
