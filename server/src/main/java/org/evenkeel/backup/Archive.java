package org.evenkeel.backup;

import org.evenkeel.backup.BackupProblem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The ZIP in a backup: the manifest first, then the files it names. */
final class Archive {

    /** What a file of ours is called; nothing that leads out of the folder. */
    private static final String NAME = "([a-z0-9-]+/)?[a-z0-9-]+\\.[a-z]+";

    /** Longer is no manifest of ours. */
    private static final int LONGEST_MANIFEST = 1 << 20;

    private Archive() {}

    /** What the manifest says of a file. */
    static Manifest.Entry entry(String name, Path file) throws IOException {
        var digest = Hashes.sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new Manifest.Entry(name, bytes, Hashes.hex(digest));
        }
    }

    /**
     * Writes all of it; leaves the stream open.
     *
     * @param sources the manifest's files, in its order
     */
    static void pack(OutputStream out, Manifest manifest, List<Path> sources) throws IOException {
        var zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.json());
        zip.closeEntry();
        for (int i = 0; i < sources.size(); i++) {
            zip.putNextEntry(new ZipEntry(manifest.files().get(i).name()));
            Files.copy(sources.get(i), zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Writes every file into a folder that is there, for its owner alone, and checks it against the manifest.
     *
     * @throws BackupProblem {@code DOES_NOT_FIT} when this version does not know the form
     * @throws IOException when anything is not as the manifest says
     */
    static Manifest unpack(InputStream in, Path folder) throws IOException {
        var zip = new ZipInputStream(in);
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(Manifest.NAME)) {
            throw new IOException("the manifest is missing");
        }
        Manifest manifest = Manifest.of(zip.readNBytes(LONGEST_MANIFEST));
        if (manifest.format() > Manifest.FORMAT) {
            throw new BackupProblem(
                    Problem.DOES_NOT_FIT, "A newer Evenkeel made this backup: restore it with that version.");
        }
        Set<String> there = new HashSet<>();
        for (Manifest.Entry expected : manifest.files()) {
            ZipEntry next = zip.getNextEntry();
            if (next == null || !next.getName().equals(expected.name()) || !there.add(expected.name())) {
                throw new IOException("a file is missing");
            }
            unpack(zip, expected, folder);
        }
        if (zip.getNextEntry() != null) {
            throw new IOException("there is a file too many");
        }
        return manifest;
    }

    private static void unpack(InputStream zip, Manifest.Entry expected, Path folder) throws IOException {
        if (!expected.name().matches(NAME)) {
            throw new IOException("a file has no name of ours");
        }
        MessageDigest digest = Hashes.sha256();
        long bytes = write(new DigestInputStream(zip, digest), folder.resolve(expected.name()));
        if (bytes != expected.bytes() || !Hashes.hex(digest).equals(expected.sha256())) {
            throw new IOException("a file is not the one that was put in");
        }
    }

    private static long write(InputStream from, Path file) throws IOException {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new WriteFailure(file, e);
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long bytes = new Copying(from, Channels.newOutputStream(channel), file).all();
            channel.force(true);
            return bytes;
        }
    }

    /** Copies, and tells a failing disk from a failing source. */
    private record Copying(InputStream from, OutputStream to, Path file) {

        private static final int PIECE = 1 << 16;

        long all() throws IOException {
            byte[] piece = new byte[PIECE];
            long bytes = 0;
            for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
                try {
                    to.write(piece, 0, read);
                } catch (IOException e) {
                    throw new WriteFailure(file, e);
                }
                bytes += read;
            }
            return bytes;
        }
    }
}
