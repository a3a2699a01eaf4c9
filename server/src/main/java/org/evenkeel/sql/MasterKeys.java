package org.evenkeel.sql;

import org.evenkeel.program.RandomBytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that hold master keys: {@code columns-1.key} and so on, 32 random bytes each, readable by the server's user
 * only. The highest number seals, all open; {@link MasterKeyRotation} introduces the next one.
 */
public final class MasterKeys {

    private static final int KEY_BYTES = 32;
    private static final int HIGHEST_ID = 255;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

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

    /**
     * The key files of a folder, lowest number first; none when there is no folder.
     *
     * @throws KeyProblem when a file is not a key or others could read it
     */
    public static List<Path> files(Path folder) {
        return load(folder).keySet().stream().map(number -> file(folder, number)).toList();
    }

    /**
     * Puts keys into a folder, which has none or just these. They are on disk when this returns.
     *
     * @param from files of another folder
     * @throws KeyProblem when the folder has other keys: they may be all that opens another database
     */
    public static void install(List<Path> from, Path folder) {
        try {
            List<Path> there = files(folder);
            if (!there.isEmpty() && !same(there, from)) {
                throw new KeyProblem("there are other master keys in " + folder + ": move them to a safe place first");
            }
            if (there.isEmpty()) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                for (Path key : from) {
                    put(folder.resolve(key.getFileName()), Files.readAllBytes(key));
                }
                sync(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the master key cannot be written", e);
        }
    }

    private static boolean same(List<Path> some, List<Path> others) throws IOException {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same =
                    some.get(i).getFileName().equals(others.get(i).getFileName())
                            && Files.mismatch(some.get(i), others.get(i)) < 0;
        }
        return same;
    }

    /** Makes the first key, unless another node does so in this moment: then there is that one. */
    static void create(Path folder, RandomBytes random) {
        create(folder, 1, random);
    }

    /** Makes the key of a number, unless there is one. It is on disk when this returns. */
    static void create(Path folder, int number, RandomBytes random) {
        if (number > HIGHEST_ID) {
            throw new KeyProblem("there is no number left for another master key: 255 is the last");
        }
        try {
            Files.createDirectories(folder);
            put(file(folder, number), random.next(KEY_BYTES));
            sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the master key cannot be written", e);
        }
    }

    /** Deletes a key for good; its bytes are overwritten first, as far as the disk does so. */
    static void destroy(Path folder, int number) {
        Path file = file(folder, number);
        try {
            Files.write(file, new byte[KEY_BYTES], StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.delete(file);
            sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the old master key cannot be deleted", e);
        }
    }

    /** Written aside and then linked, so that nobody reads half of it; the one that is there holds. */
    private static void put(Path file, byte[] key) throws IOException {
        Path fresh =
                Files.createTempFile(
                        file.getParent(), "fresh", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.write(fresh, key, StandardOpenOption.SYNC);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException _) {
            // Another node was first: its key holds.
        } finally {
            Files.delete(fresh);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (var handle = FileChannel.open(folder, StandardOpenOption.READ)) {
            handle.force(true);
        }
    }

    private static Path file(Path folder, int number) {
        return folder.resolve("columns-" + number + ".key");
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
