package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.children.GuardedChild;
import org.evenkeel.children.MediaSpace;
import org.evenkeel.children.NextBuild;
import org.evenkeel.live.Await;
import org.evenkeel.media.TestJanus;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A packaged server with its SFU, and browsers, in a network of their own. */
final class MediaStage implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> LIMITS = List.of("--set", "limits.commands-per-10s=100000");
    private static final String DEMO_PORT = "8080";

    private static final String REDIS_PORT = "16379";

    private final Path folder;
    private final MediaSpace space;
    private Optional<NextBuild> nextBuild = Optional.empty();

    private MediaStage(Path folder, MediaSpace space) {
        this.folder = folder;
        this.space = space;
    }

    /**
     * Opens it; empty where this machine lets nobody make a network namespace.
     *
     * @param folder empty; for one server
     */
    static Optional<MediaStage> open(Path folder) {
        return MediaSpace.open().map(space -> new MediaStage(folder, space));
    }

    MediaSpace space() {
        return space;
    }

    /** Plays a story with the people and screens of the demo. */
    void demo(String name) throws Exception {
        demo(name, List.of("--port", "0"));
    }

    /** The same where one of the phones is in a network of its own. */
    void demoWithAPhoneElsewhere(String name) throws Exception {
        Files.writeString(folder.resolve(name + ".in.phone"), JSON.writeValueAsString(space.phone()));
        var address = "http://" + MediaSpace.ADDRESS + ":" + DEMO_PORT;
        var settings = List.of("listen.host=" + MediaSpace.ADDRESS, "public.address=" + address);
        var options = new ArrayList<>(List.of("--port", DEMO_PORT));
        settings.forEach(setting -> options.addAll(List.of("--set", setting)));
        demo(name, options);
    }

    private void demo(String name, List<String> options) throws Exception {
        var command = new ArrayList<>(List.of("demo"));
        command.addAll(options);
        try (var server = PackagedServer.start(folder, command, "Ctrl-C ends the demo", space::inside)) {
            var addresses = Files.writeString(folder.resolve(name + ".in"), server.log());
            isTrue(name, BrowserStory.play(name, addresses, space::inside), server.log());
        }
    }

    /** Plays a story with the members of one seeded room. */
    void seeded(String name, int members, String... settings) throws Exception {
        seeded(name, members, List.of(settings), () -> {});
    }

    private interface Look {
        void atData() throws Exception;
    }

    private void seeded(String name, int members, List<String> settings, Look afterwards) throws Exception {
        try (var server = seed(1, members, settings)) {
            writeRestart(server, settings);
            isTrue(name, BrowserStory.play(name, tokens(), space::inside), server.log());
            afterwards.atData();
        }
    }

    /** The same where the server's Redis and SFU are nobody's children, and a newer build takes its place. */
    void replaced(String name, int members) throws Exception {
        var parts = Files.createDirectory(folder.resolve("parts"));
        try (var _ = redis(Files.createDirectory(parts.resolve("redis")));
                var janus = TestJanus.start(MediaSpace.ADDRESS, space::inside)) {
            var settings = new ArrayList<>(List.of("redis.address=127.0.0.1:" + REDIS_PORT));
            TestJanus.settings(janus.address(), parts).forEach((key, value) -> settings.add(key + "=" + value));
            nextBuild = Optional.of(NextBuild.in(parts));
            var database = "jdbc:sqlite:" + folder.resolve("data/evenkeel.db");
            seeded(name, members, settings, () -> NextBuild.migrated(database));
        }
    }

    private GuardedChild redis(Path own) {
        var log = own.resolve("log");
        var command =
                List.of("redis-server", "--port", REDIS_PORT, "--bind", "127.0.0.1", "--dir", own.toString()).stream();
        var all = Stream.concat(command, Stream.of("--appendonly", "yes", "--save", "")).toList();
        var child = GuardedChild.start(own, log, "KILL", space.inside(all));
        Await.until("Redis is ready", () -> read(log).contains("Ready to accept connections"));
        return child;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What so many people cost, as the crowd of cheap peers tells it. */
    String crowd(int rooms, int members) throws Exception {
        try (var server = seed(rooms, members, List.of())) {
            var output = folder.resolve("crowd.out");
            var story = BrowserStory.crowd(tokens(), folder, output, space::inside);
            assertThat(story.exitCode()).as(() -> story.output() + "\n" + server.log()).isZero();
            return story.output();
        }
    }

    /** What a browser makes of our peer connections, without a server. */
    void peers() throws Exception {
        isTrue("peers", BrowserStory.peers(folder.resolve("peers.out"), space::inside), "");
    }

    private PackagedServer seed(int rooms, int members, List<String> settings) throws IOException {
        var seed = new ArrayList<>(List.of("seed", "--serve"));
        seed.addAll(List.of("--rooms", Integer.toString(rooms), "--members", Integer.toString(members)));
        seed.addAll(List.of("--out", tokens().toString(), "--set", "listen.port=0"));
        seed.addAll(LIMITS);
        settings.forEach(setting -> seed.addAll(List.of("--set", setting)));
        return PackagedServer.start(folder, seed, "tokens.json", space::inside);
    }

    private Path tokens() {
        return folder.resolve("tokens.json");
    }

    private static void isTrue(String name, BrowserStory story, String log) {
        assertThat(story.exitCode()).as(() -> story.output() + "\n" + log).isZero();
        assertThat(story.output()).contains(name + ": true");
        System.out.println(story.output());
    }

    /** How the story starts the server again on the same port. */
    private void writeRestart(PackagedServer server, List<String> settings) throws IOException {
        var address = JSON.readTree(Files.readString(tokens())).path("address").stringValue();
        var serve = new ArrayList<>(List.of("serve", "--set", "listen.port=" + URI.create(address).getPort()));
        serve.addAll(LIMITS);
        settings.forEach(setting -> serve.addAll(List.of("--set", setting)));
        var command =
                nextBuild.map(build -> server.command(serve, build.classes())).orElseGet(() -> server.command(serve));
        var restart = Map.of("command", command);
        Files.writeString(folder.resolve("tokens.json.restart"), JSON.writeValueAsString(restart));
    }

    /** A server that was killed leaves its children to the next one; a story that failed has no next one. */
    @Override
    public void close() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().filter(line -> line.contains(folder + "/")).isPresent())
                .forEach(ProcessHandle::destroyForcibly);
        space.close();
    }
}
