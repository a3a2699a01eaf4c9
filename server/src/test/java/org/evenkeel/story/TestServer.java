package org.evenkeel.story;

import org.evenkeel.children.TestFolder;
import org.evenkeel.live.Await;
import org.evenkeel.node.Config;
import org.evenkeel.node.Server;
import org.evenkeel.program.Caller;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffRole;
import org.evenkeel.redis.TestRedis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A whole server in this JVM, on a free port, on a real Redis and an SQLite file, with a clinic in it. */
public final class TestServer implements AutoCloseable {

    private final TestRedis redis = TestRedis.start();
    private final Path folder;
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestClinic clinic;
    private final Map<String, String> flags;
    private final Map<String, Door> doors = new HashMap<>();

    private TestServer(Map<String, String> more) {
        folder = freshFolder();
        flags = new HashMap<>(flags(folder, redis));
        flags.putAll(more);
        server = Server.start(Config.read(Optional.empty(), Map.of(), flags));
        clinic = TestClinic.open(server.desk().clinic(), server.desk().identity(), OptionalLong.empty());
    }

    /** With rates that no test reaches. */
    public static TestServer start() {
        return new TestServer(plenty());
    }

    /** With rates that no test reaches, and these flags. */
    static TestServer start(Map<String, String> more) {
        var flags = new HashMap<>(plenty());
        flags.putAll(more);
        return new TestServer(flags);
    }

    /** With the limits of a server that nobody configured. */
    static TestServer startWithUsualLimits() {
        return new TestServer(Map.of());
    }

    static Map<String, String> flags(Path folder, TestRedis redis) {
        return Map.of(
                "staff.second-factor",
                "optional",
                "listen.port",
                "0",
                "metrics.address",
                "127.0.0.1:0",
                "data.folder",
                folder.toString(),
                "redis.address",
                redis.host() + ":" + redis.port(),
                "redis.password-file",
                written(folder.resolve("redis-password"), redis.password()).toString());
    }

    static Map<String, String> plenty() {
        return Map.of(
                "limits.commands-per-10s", "1000000",
                "limits.messages-per-10s", "1000000",
                "limits.sockets-per-address-per-minute", "1000000",
                "limits.requests-per-address-per-minute", "1000000");
    }

    static Path freshFolder() {
        try {
            return Files.createTempDirectory("evenkeel-story");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path written(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.port();
    }

    HttpClient http() {
        return http;
    }

    TestClinic clinic() {
        return clinic;
    }

    Server server() {
        return server;
    }

    TestRedis redis() {
        return redis;
    }

    /** What it was started with, for a command beside it. */
    Map<String, String> flags() {
        return Map.copyOf(flags);
    }

    /** What an IT administrator reads of the server, once it has looked at what lies around it. */
    String systemPage() {
        var caller = Caller.operator();
        var details =
                new StaffDetails("ida", "Fullname-of-ida", "ida D.", Set.of(StaffRole.IT_ADMIN), "", false, Set.of());
        var id = server.desk().clinic().staff().add(caller, details).id();
        var secret = server.desk().identity().entryLinks().issue(caller, id).value();
        var door = Door.ofEntryLink(http, port(), "", secret);
        var page = new AtomicReference<>("");
        Await.until(
                "the server looked around",
                () -> {
                    page.set(door.get(port(), "/api/system").toString());
                    return page.get().contains("disk_space");
                });
        return page.get();
    }

    /** A person's way in: the same sign-in each time, as one browser has. */
    Door door(String key) {
        return doors.computeIfAbsent(clinic.session() + key, _ -> clinic.door(http, port(), key));
    }

    /** Somebody's page: staff are in the room at once, the others passed the gate and wait. */
    RoomClient enter(String key) {
        var door = door(key);
        return clinic.person(key).staff() ? door.enter(port()) : door.enterThroughGate(port());
    }

    @Override
    public void close() {
        server.close();
        http.close();
        redis.close();
        TestFolder.delete(folder);
    }
}
