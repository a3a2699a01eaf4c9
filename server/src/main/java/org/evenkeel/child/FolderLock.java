package org.evenkeel.child;

import org.evenkeel.child.ChildProblem.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data folder to one process of this machine. The operating system lets go of the lock when the process ends,
 * however it ends, so a lock file that is left behind means nothing. Does not protect against another machine on a
 * network file system.
 */
public final class FolderLock implements AutoCloseable {

    private static final int LONGEST_NOTE = 32;

    private final ChildFolder folder;
    private final FileChannel channel;

    private FolderLock(ChildFolder folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws ChildProblem {@code FOLDER_IN_USE} when another holder lives, {@code FOLDER_NOT_USABLE} when the file
     *     cannot be written
     */
    static FolderLock take(ChildFolder folder) {
        Path file = folder.file("lock");
        try {
            var channel =
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                String holder = noteIn(channel);
                channel.close();
                throw inUse(folder, holder);
            }
            writeNote(channel);
            return new FolderLock(folder, channel);
        } catch (IOException e) {
            throw folder.notUsable("cannot write the lock file " + file, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by this very process
        }
    }

    /** The holder's process id, for people: the lock itself is the operating system's. */
    private static void writeNote(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
    }

    private static String noteIn(FileChannel channel) throws IOException {
        var note = ByteBuffer.allocate(LONGEST_NOTE);
        channel.read(note, 0);
        return StandardCharsets.US_ASCII.decode(note.flip()).toString();
    }

    private static ChildProblem inUse(ChildFolder folder, String holder) {
        return folder.problem(
                Problem.FOLDER_IN_USE,
                "the folder %s is in use by process %s; stop that one first, or give this one another data folder"
                        .formatted(folder.path(), holder));
    }

    /** Lets go; the file stays. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw folder.notUsable("cannot close the lock file", e);
        }
    }
}
