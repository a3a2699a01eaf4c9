package org.evenkeel.node;

import org.evenkeel.backup.BackupProblem;
import org.evenkeel.backup.BackupProblem.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for its owner alone that goes when the work is done, however it ends, a kill by force apart. What such a
 * kill left is deleted when the same folder is made again.
 */
final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final Thread atExit = new Thread(this::delete, "work-folder");

    private WorkFolder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * @throws BackupProblem {@code NOT_WRITABLE}
     */
    static WorkFolder at(Path path) {
        var folder = new WorkFolder(path);
        folder.delete();
        folder.in("");
        return folder;
    }

    Path path() {
        return path;
    }

    /** A folder in it, made now; the empty name is itself. */
    Path in(String name) {
        Path inner = path.resolve(name);
        try {
            return Files.createDirectories(
                    inner, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw problem(e);
        }
    }

    private void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw problem(e);
        }
    }

    private BackupProblem problem(IOException cause) {
        return new BackupProblem(
                Problem.NOT_WRITABLE, "%s cannot be used (%s).".formatted(path, cause.getMessage()), cause);
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // the process ends already, and the hook runs
        }
    }
}
