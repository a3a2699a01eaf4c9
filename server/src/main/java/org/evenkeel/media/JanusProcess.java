package org.evenkeel.media;

import org.evenkeel.child.ChildProcess;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One running Janus of one folder, started by us or found. Safe for any thread; blocks, so never for an event loop.
 *
 * @param folder its files
 * @param process the process
 * @param settings what it was told
 */
record JanusProcess(JanusFolder folder, ChildProcess process, JanusSettings settings) {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    /** It has nothing to write: it is given a moment to tell the browsers. */
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(3);

    /** Starts one. */
    static JanusProcess launch(JanusFolder folder, JanusBinary binary, JanusSettings settings) {
        folder.write(settings, binary);
        List<String> command =
                Stream.concat(Stream.of(binary.program().toString()), folder.arguments().stream()).toList();
        return new JanusProcess(folder, ChildProcess.launch(folder.files(), command), settings);
    }

    /** One that an earlier process of ours left behind, whatever it was told. */
    static Optional<JanusProcess> leftBehind(JanusFolder folder, JanusSettings settings) {
        return folder.lastPorts()
                .flatMap(
                        ports ->
                                ChildProcess.leftBehind(folder.files(), JanusFolder.CHILD::equals, folder.arguments())
                                        .map(process -> new JanusProcess(folder, process, settings.onPorts(ports))));
    }

    /** Where it listens and what it wants to hear. */
    SfuAddress address() {
        return folder.address(settings);
    }

    /**
     * Waits until it answers to our secrets.
     *
     * @return false when it ended, stayed silent, or does not take our secrets
     */
    boolean answersWithin(Duration longest) {
        long start = System.nanoTime();
        try (var probe = new JanusProbe()) {
            do {
                switch (probe.ask(address())) {
                    case OURS -> {
                        return !process.isGone();
                    }
                    case STRANGE -> {
                        return false;
                    }
                    case SILENT -> {}
                }
            } while (!process.endsWithin(BETWEEN_TRIES) && System.nanoTime() - start < longest.toNanos());
            return false;
        }
    }

    /** Ends it; returns when it is gone. */
    void shutDown() {
        process.askToEnd();
        process.awaitEnd(LONGEST_SHUTDOWN);
    }
}
