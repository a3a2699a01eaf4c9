package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.evenkeel.child.ChildFolder;
import org.evenkeel.child.ChildProcess;
import org.evenkeel.children.GuardedChild;
import org.evenkeel.children.TestFolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A real Janus for a test, told what the server tells its own, on free loopback ports, in a folder of its own that is
 * gone afterwards. Ports and secrets stay the same over {@link #kill} and {@link #restart}, so that clients under test
 * reconnect. It answers offers with an address of this machine, so a test may ask for everything but media. For one
 * thread.
 */
public final class TestJanus implements AutoCloseable {

    private static final PortRange PORTS = new PortRange(20_000, 29_999);
    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    private final JanusFolder folder;
    private final JanusBinary binary;
    private final JanusSettings settings;
    private final UnaryOperator<List<String>> where;
    private Optional<GuardedChild> child = Optional.empty();

    private TestJanus(
            JanusFolder folder, JanusBinary binary, JanusSettings settings, UnaryOperator<List<String>> where) {
        this.folder = folder;
        this.binary = binary;
        this.settings = settings;
        this.where = where;
    }

    /**
     * Starts one.
     *
     * @throws AssertionError when Janus is not installed: these tests are not optional
     * @throws org.opentest4j.TestAbortedException when this machine has no address but loopback ones: see {@link
     *     #mediaAddress()}
     */
    public static TestJanus start() {
        var janus = in(mediaAddress(), UnaryOperator.identity());
        janus.restart();
        return janus;
    }

    /**
     * Starts one in a network of its own, and does not wait: nobody out here can ask it whether it listens.
     *
     * @param media its address there
     * @param where makes the command that runs there
     */
    public static TestJanus start(String media, UnaryOperator<List<String>> where) {
        var janus = in(media, where);
        janus.launch();
        return janus;
    }

    private static TestJanus in(String media, UnaryOperator<List<String>> where) {
        JanusBinary binary =
                JanusBinary.find()
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                "Janus is not installed, and these tests need a real one: "
                                                        + JanusBinary.INSTALL));
        try {
            ChildFolder files = ChildFolder.at(JanusFolder.CHILD, Files.createTempDirectory("evenkeel-janus"));
            List<Integer> ports = ChildProcess.freePorts(JanusFolder.CHILD, 2);
            var settings = new JanusSettings(media, PORTS, ports.getFirst(), ports.getLast());
            return new TestJanus(JanusFolder.in(files), binary, settings, where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An address of this machine for media. Janus uses no loopback interface, and answers "Gathering error" where there
     * is no other: a test that needs one is skipped there, and says so.
     */
    public static String mediaAddress() {
        return MediaAddress.ofThisMachine()
                .orElseGet(() -> abort("this machine has no address but loopback ones, which Janus cannot use"));
    }

    /** Starts it again without any room; ends the running one first. */
    public void restart() {
        stop();
        GuardedChild started = launch();
        ProcessHandle handle = ProcessHandle.of(started.pid()).orElseThrow(this::didNotStart);
        var process = new JanusProcess(folder, ChildProcess.of(folder.files(), handle), settings);
        assertThat(process.answersWithin(LONGEST_START)).as(folder.files().endOfLog()).isTrue();
    }

    private GuardedChild launch() {
        folder.write(settings, binary);
        folder.files().turnLogOver();
        List<String> command = new ArrayList<>(List.of(binary.program().toString()));
        command.addAll(folder.arguments());
        var started = GuardedChild.start(folder.files().path(), folder.files().log(), "KILL", where.apply(command));
        child = Optional.of(started);
        return started;
    }

    private AssertionError didNotStart() {
        return new AssertionError("Janus did not start:\n" + folder.files().endOfLog());
    }

    /** Ends it as a service manager does. Does nothing when it does not run. */
    public void stop() {
        end("TERM");
    }

    /** Ends it as a crash does: connections close at once, rooms and sessions are gone. */
    public void kill() {
        end("KILL");
    }

    private void end(String signal) {
        child.ifPresent(running -> running.stop(signal));
        child = Optional.empty();
    }

    /** Its process id: to freeze it, for one. */
    public long pid() {
        return child.orElseThrow(() -> new IllegalStateException("it does not run")).pid();
    }

    /** Where it listens and what it wants to hear. */
    public SfuAddress address() {
        return folder.address(settings);
    }

    /**
     * How a server is told of it.
     *
     * @param secrets an existing folder, for the files that the settings name
     */
    public static Map<String, String> settings(SfuAddress sfu, Path secrets) {
        var flags = new HashMap<String, String>();
        flags.put("media.sfu-address", sfu.api().toString());
        flags.put("media.sfu-secret-file", written(secrets.resolve("sfu-secret"), sfu.apiSecret()));
        flags.put("media.sfu-admin-key-file", written(secrets.resolve("sfu-key"), sfu.adminKey()));
        sfu.admin()
                .ifPresent(
                        admin -> {
                            flags.put("media.sfu-admin-address", admin.toString());
                            flags.put(
                                    "media.sfu-admin-secret-file",
                                    written(secrets.resolve("sfu-admin"), sfu.adminSecret()));
                        });
        return flags;
    }

    private static String written(Path file, String text) {
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a room that anybody may list, as those of the package's examples; {@link #restart} ends it. */
    public void makeOpenRoom(String room) {
        try (var talk = JanusTalk.attach(address())) {
            talk.message(
                    "{\"request\":\"create\",\"room\":\"%s\",\"admin_key\":\"%s\"}"
                            .formatted(room, address().adminKey()));
        }
    }

    /** What it logged since the last start. */
    public String log() {
        try {
            return Files.readString(folder.files().log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its folder. */
    public Path folder() {
        return folder.files().path();
    }

    @Override
    public void close() {
        child.ifPresent(GuardedChild::close);
        child = Optional.empty();
        TestFolder.delete(folder());
    }
}
