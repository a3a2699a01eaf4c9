package org.evenkeel.sql;

import org.evenkeel.program.RandomBytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that hold master keys: {@code columns-1.key} and so on, 32 random bytes each, readable by the server's user
 * only. The highest number seals, all open; a new key is introduced by putting the next file beside the others.
 */
final class MasterKeys {

    private static final int KEY_BYTES = 32;
    private static final int HIGHEST_ID = 255;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    private MasterKeys() {}

    /**
     * The keys in the folder by their number.
     *
     * @throws KeyProblem when a file is not a key or others could read it
     */
    static SortedMap<Integer, byte[]> load(Path folder) {
        SortedMap<Integer, byte[]> keys = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return keys;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "columns-*.key")) {
            for (Path file : files) {
                keys.put(numberOf(file), read(file));
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("the master key cannot be read", e);
        }
    }

    /** Makes the first key, unless another node does so in this moment: then there is that one. */
    static void create(Path folder, RandomBytes random) {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
            Path fresh =
                    Files.createTempFile(folder, "fresh", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.write(fresh, random.next(KEY_BYTES), StandardOpenOption.SYNC);
                Files.createLink(folder.resolve("columns-1.key"), fresh);
            } catch (FileAlreadyExistsException _) {
                // Another node was first: its key holds.
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the master key cannot be written", e);
        }
    }

    private static int numberOf(Path file) {
        String name = file.getFileName().toString();
        return Optional.of(name.substring("columns-".length(), name.length() - ".key".length()))
                .filter(digits -> digits.matches("[1-9][0-9]{0,2}"))
                .map(Integer::parseInt)
                .filter(number -> number <= HIGHEST_ID)
                .orElseThrow(() -> new KeyProblem("a master key file is named columns-N.key with N from 1 to 255"));
    }

    private static byte[] read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new KeyProblem("the master key " + file.getFileName() + " is readable by others: set mode 0600");
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new KeyProblem("the master key " + file.getFileName() + " does not have 32 bytes");
        }
        return key;
    }
}
