package org.evenkeel.node;

import org.evenkeel.child.ChildFolder;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.FolderLock;
import org.evenkeel.room.NodeId;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The data folder of one running server: nobody else runs on it, so that the node which ran on it before is certainly
 * dead. Its successor takes its rooms' media over at once instead of waiting for a lease to run out.
 */
final class DataFolder implements AutoCloseable {

    private static final String NODE = "node";

    private final FolderLock lock;
    private final Optional<NodeId> former;

    private DataFolder(FolderLock lock, Optional<NodeId> former) {
        this.lock = lock;
        this.former = former;
    }

    /**
     * Takes it for this node.
     *
     * @throws StartProblem when another server runs on it, or it cannot be written
     */
    static DataFolder take(Path folder, NodeId node) {
        try {
            var files = ChildFolder.at("data", folder);
            var lock = files.lock();
            var former = files.read(NODE).map(String::strip).filter(id -> !id.isEmpty()).map(NodeId::new);
            files.write(NODE, node.value() + "\n");
            return new DataFolder(lock, former);
        } catch (ChildProblem e) {
            throw new StartProblem("The data folder cannot be used: %s (%s)".formatted(e.sentence(), e.code()), e);
        }
    }

    /** The node that ran on this folder before. */
    Optional<NodeId> former() {
        return former;
    }

    @Override
    public void close() {
        lock.close();
    }
}
