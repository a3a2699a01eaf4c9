package org.evenkeel.redis;

import org.evenkeel.live.WrappedKeys.Wrapped;
import org.evenkeel.room.SessionId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One random key a day, each in a file of its own that only the server's user may read. The folder belongs in no
 * backup: once a day's file is deleted, nobody can read the live data of that day's sessions again. Processes on one
 * machine share the folder. A deleted file is overwritten first; that does not reach copies that a flash disk or an
 * image of the running machine may hold.
 *
 * <p>Methods do file I/O and throw {@link UncheckedIOException} when it fails. Any thread.
 */
public final class DayKeys {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String SUFFIX = ".key";
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final SecureRandom random;

    /**
     * @param folder made when it is not there
     * @throws IllegalStateException when others than the owner may look into it
     */
    public DayKeys(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
        try {
            Files.createDirectories(folder, OWNER_FOLDER);
            var rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            if (!rights.equals("rwx------")) {
                throw new IllegalStateException("the folder of the day keys must be open to its owner alone (0700)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new random session key. */
    byte[] newSessionKey() {
        return randomBytes(KEY_BYTES);
    }

    /** Seals a session key under a day's key, which is made when the day has none. */
    public Wrapped wrap(SessionId session, LocalDate day, byte[] sessionKey) {
        byte[] nonce = randomBytes(NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, dayKey(day), nonce, session, day, sessionKey);
        return new Wrapped(day, ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    }

    /**
     * Opens a wrapped session key.
     *
     * @return empty when the day's key is gone
     * @throws BrokenSeal when it was changed or belongs to another session
     */
    public Optional<byte[]> unwrap(SessionId session, Wrapped wrapped) {
        byte[] bytes = wrapped.bytes();
        if (bytes.length <= NONCE_BYTES) {
            throw new BrokenSeal();
        }
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
        return read(file(wrapped.day()))
                .map(key -> crypt(Cipher.DECRYPT_MODE, key, nonce, session, wrapped.day(), sealed));
    }

    /** The days that still have a key, oldest first. */
    public List<LocalDate> days() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(DayKeys::day).flatMap(Optional::stream).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the keys of all days before this one, for ever. To be called when all their sessions expired. */
    public void forgetBefore(LocalDate first) {
        days().stream().filter(day -> day.isBefore(first)).map(this::file).forEach(this::delete);
    }

    private byte[] dayKey(LocalDate day) {
        var file = file(day);
        return read(file).orElseGet(() -> create(file));
    }

    /** Written aside and then linked: two processes at once end with one key, and nobody reads half of it. */
    private byte[] create(Path file) {
        try {
            var aside = Files.createTempFile(folder, "new", ".tmp", OWNER_FILE);
            try {
                write(aside, randomBytes(KEY_BYTES));
                Files.createLink(file, aside);
                sync(folder);
            } catch (FileAlreadyExistsException _) {
                // Another process was faster: its key counts.
            } finally {
                Files.delete(aside);
            }
            return read(file).orElseThrow(() -> new IOException("a day key vanished while it was made"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(Path file) {
        try {
            write(file, new byte[KEY_BYTES]);
            Files.deleteIfExists(file);
            sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(bytes));
            out.force(true);
        }
    }

    /** Makes the folder's own change last over a power cut. */
    private static void sync(Path folder) throws IOException {
        try (var handle = FileChannel.open(folder, StandardOpenOption.READ)) {
            handle.force(true);
        }
    }

    private static Optional<byte[]> read(Path file) {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IOException("a day key is damaged");
            }
            return Optional.of(key);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(LocalDate day) {
        return folder.resolve(day + SUFFIX);
    }

    private static Optional<LocalDate> day(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(name.substring(0, name.length() - SUFFIX.length())));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, SessionId session, LocalDate day, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((day + "/" + session).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (AEADBadTagException _) {
            throw new BrokenSeal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this machine cannot seal", e);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
