package org.evenkeel.child;

import org.evenkeel.child.ChildProblem.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of one child. What is written here only its owner may read. Safe for any thread, but for one process only:
 * see {@link #lock()}.
 *
 * @param child the program's short name, such as {@code redis}; begins the names of its log and its process id file
 * @param path the folder's real path, without links
 */
public record ChildFolder(String child, Path path) {

    private static final String SECRET = "secret";
    private static final int SECRET_BYTES = 32;

    /** The newest lines of the log that an error shows. */
    private static final int LINES_OF_LOG = 12;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * Makes the folder where there is none.
     *
     * @throws ChildProblem {@code FOLDER_NOT_USABLE}
     */
    public static ChildFolder at(String child, Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, OWNERS_FOLDER);
            }
            return new ChildFolder(child, path.toRealPath());
        } catch (IOException e) {
            throw new ChildProblem(child, Problem.FOLDER_NOT_USABLE, "cannot make the folder " + path, e);
        }
    }

    /**
     * Keeps the folder to this process.
     *
     * @throws ChildProblem {@code FOLDER_IN_USE} when another holder lives
     */
    public FolderLock lock() {
        return FolderLock.take(this);
    }

    /** A file of this folder, whether there or not. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** A folder in this folder; made where there is none. */
    public Path folder(String name) {
        Path folder = path.resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, OWNERS_FOLDER);
            }
            return folder;
        } catch (IOException e) {
            throw notUsable("cannot make the folder " + folder, e);
        }
    }

    /**
     * Writes a file at once or not at all.
     *
     * @param name may lie in a folder of this folder
     */
    public void write(String name, String text) {
        Path file = path.resolve(name);
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, OWNER_ONLY);
            Files.writeString(unfinished, text, StandardOpenOption.WRITE);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw notUsable("cannot write " + file, e);
        }
    }

    /** What stands in a file; empty when there is none. */
    public Optional<String> read(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw notUsable("cannot read " + file, e);
        }
    }

    /** The secret of this folder's child, 64 hexadecimal digits; made at the first call, then kept. */
    public String secret() {
        return read(SECRET).map(String::strip).orElseGet(this::newSecret);
    }

    /** Whether there is a secret that this user may read. */
    public boolean hasSecret() {
        return Files.isReadable(path.resolve(SECRET));
    }

    private String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        write(SECRET, secret + "\n");
        return secret;
    }

    /** Notes the process id for people and scripts. */
    void notePid(long pid) {
        write(pidFile(), pid + "\n");
    }

    void forgetPid() {
        try {
            Files.deleteIfExists(path.resolve(pidFile()));
        } catch (IOException e) {
            throw notUsable("cannot remove " + path.resolve(pidFile()), e);
        }
    }

    private String pidFile() {
        return child + ".pid";
    }

    /** Where the child's output goes. */
    public Path log() {
        return path.resolve(child + ".log");
    }

    /** Keeps the log of the last start beside the new one, so that starts do not make it grow without end. */
    public void turnLogOver() {
        try {
            if (Files.exists(log())) {
                Files.move(log(), path.resolve(child + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(log(), OWNER_ONLY);
        } catch (IOException e) {
            throw notUsable("cannot write " + log(), e);
        }
    }

    /** What the child said last. */
    public String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException _) {
            return "(nothing in " + log() + ")";
        }
    }

    /** A problem of this folder's child. */
    public ChildProblem problem(Problem problem, String message) {
        return new ChildProblem(child, problem, message);
    }

    /** This folder cannot be used. */
    public ChildProblem notUsable(String what, IOException cause) {
        return new ChildProblem(child, Problem.FOLDER_NOT_USABLE, what, cause);
    }
}
