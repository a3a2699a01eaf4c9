package org.evenkeel.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The machine that is set up. Files are reached below a root, so that a test has one of its own. One thread.
 *
 * @param root what stands for {@code /}
 * @param hands what only root on a real machine can do
 */
record Machine(Path root, Hands hands) {

    /** What only root on a real machine can do. */
    interface Hands {

        /** Whose a file is. */
        Owner ownerOf(Path file) throws IOException;

        /** Gives a file away. @throws IOException when there is no such user or group */
        void give(Path file, Owner owner) throws IOException;

        /** Whether a command ends well; what it says is not shown. */
        boolean endsWell(List<String> command);

        /** What a command says, in lines; none when it does not end well. */
        List<String> said(List<String> command);

        /**
         * Runs a command that the person who sets up sees.
         *
         * @throws SetupFailed when it does not end well
         */
        void run(List<String> command);
    }

    /** A change could not be made; the message is for the person who sets up. */
    static final class SetupFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SetupFailed(String message) {
            super(message);
        }
    }

    Path at(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    boolean has(String absolute) {
        return Files.exists(at(absolute), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a folder is there and not empty. */
    boolean hasSomethingIn(String absolute) {
        if (!Files.isDirectory(at(absolute))) {
            return false;
        }
        try (var files = Files.list(at(absolute))) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a service manager to speak to. */
    boolean hasServices() {
        return Files.isDirectory(at("/run/systemd/system"));
    }

    Optional<String> read(String absolute) {
        try {
            return Files.isRegularFile(at(absolute)) ? Optional.of(Files.readString(at(absolute))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Owner and mode, as {@code root:evenkeel rw-r-----}; empty when there is nothing. */
    Optional<String> access(String absolute) {
        Path file = at(absolute);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Owner owner = hands.ownerOf(file);
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            return Optional.of(written(owner, mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String written(Owner owner, String mode) {
        return "%s:%s %s".formatted(owner.user(), owner.group(), mode);
    }

    /** Where a link leads; empty when there is none. */
    Optional<Path> target(String absolute) {
        try {
            return Files.isSymbolicLink(at(absolute))
                    ? Optional.of(Files.readSymbolicLink(at(absolute)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file at once or not at all; nobody can read it before it is its owner's. */
    void write(String absolute, String text, Owner owner, String mode) {
        Path file = at(absolute);
        try {
            Files.createDirectories(file.getParent());
            Path unfinished =
                    Files.createTempFile(
                            file.getParent(),
                            "." + file.getFileName(),
                            ".part",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, text);
            allow(unfinished, owner, mode);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SetupFailed("cannot write " + absolute + ": " + e.getMessage());
        }
    }

    void makeFolder(String absolute, Owner owner, String mode) {
        try {
            Files.createDirectories(at(absolute));
            allow(at(absolute), owner, mode);
        } catch (IOException e) {
            throw new SetupFailed("cannot make the folder " + absolute + ": " + e.getMessage());
        }
    }

    void link(String absolute, Path target) {
        try {
            Files.deleteIfExists(at(absolute));
            Files.createSymbolicLink(at(absolute), target);
        } catch (IOException e) {
            throw new SetupFailed("cannot make the link " + absolute + ": " + e.getMessage());
        }
    }

    private void allow(Path file, Owner owner, String mode) throws IOException {
        hands.give(file, owner);
        Files.getFileAttributeView(file, PosixFileAttributeView.class)
                .setPermissions(PosixFilePermissions.fromString(mode));
    }
}
