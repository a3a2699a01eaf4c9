package org.evenkeel.story;

import org.evenkeel.attendance.Interval;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.PresenceFold;
import org.evenkeel.children.TestFolder;
import org.evenkeel.identity.SecureRandomBytes;
import org.evenkeel.media.SfuAddress;
import org.evenkeel.media.TestJanus;
import org.evenkeel.node.Config;
import org.evenkeel.node.Server;
import org.evenkeel.redis.TestRedis;
import org.evenkeel.room.SessionId;
import org.evenkeel.sql.Database;
import org.evenkeel.sql.DatabaseAddress;
import org.evenkeel.sql.SealedColumns;
import org.evenkeel.sql.SqlRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Two server processes that share a Redis, a database, the folders of keys and an SFU, with a clinic in them. Each has
 * a data folder of its own.
 */
final class TwoNodes implements AutoCloseable {

    private final TestRedis redis = TestRedis.start();
    private static final SfuAddress NO_SFU =
            new SfuAddress(URI.create("ws://127.0.0.1:9"), Optional.empty(), "nobody", "", "nobody");

    private final Path folder = TestServer.freshFolder();
    private final List<Path> dataFolders = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Config config;
    private final TestClinic clinic;
    private final Map<String, Door> doors = new HashMap<>();
    final ServerProcess a;
    final ServerProcess b;

    /**
     * @param database how both reach SQL; empty for one SQLite file
     */
    TwoNodes(Map<String, String> database) {
        this(database, NO_SFU);
    }

    /**
     * @param sfu where both send sound and picture
     */
    TwoNodes(Map<String, String> database, SfuAddress sfu) {
        var flags = new HashMap<>(TestServer.flags(folder, redis));
        flags.putAll(TestServer.plenty());
        flags.put("keys.folder", folder.resolve("keys").toString());
        flags.put("keys.day-folder", folder.resolve("day-keys").toString());
        flags.putAll(TestJanus.settings(sfu, folder));
        flags.putAll(database);
        config = Config.read(Optional.empty(), Map.of(), flags);
        try (var first = Server.start(config)) {
            clinic = TestClinic.open(first.desk().clinic(), first.desk().identity(), OptionalLong.empty());
            clinic.people().forEach(each -> doors.put(each.key(), clinic.door(http, first.port(), each.key())));
        }
        a = node(flags);
        b = node(flags);
        a.awaitReady();
        b.awaitReady();
    }

    /** Both reach the one SQLite file, if that is the database. */
    private ServerProcess node(Map<String, String> flags) {
        var own = TestServer.freshFolder();
        dataFolders.add(own);
        if (config.database() instanceof DatabaseAddress.SqliteFile(Path file)) {
            link(own.resolve(file.getFileName()), file);
        }
        var all = new HashMap<>(flags);
        all.put("data.folder", own.toString());
        return ServerProcess.start(all, http);
    }

    private static void link(Path from, Path to) {
        try {
            Files.createSymbolicLink(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often the control of the session's media went to another node; empty when nobody ever had it. */
    String mediaTerm() {
        try (var jedis = redis.connect()) {
            return Optional.ofNullable(jedis.hget("room:" + clinic.session() + ":media-lease", "term")).orElse("");
        }
    }

    HttpClient http() {
        return http;
    }

    TestClinic clinic() {
        return clinic;
    }

    /** A person's page on one node; the sign-in holds on every node. */
    RoomClient enter(String key, ServerProcess node) {
        return enter(key, node.port());
    }

    /** The same through whatever listens on that port. */
    RoomClient enter(String key, int port) {
        var door = doors.get(key);
        return clinic.person(key).staff() ? door.enter(port) : door.enterThroughGate(port);
    }

    /** What a node answers whoever asks for a socket ticket there. */
    HttpResponse<String> ticket(String key, ServerProcess node) {
        return Door.send(
                http,
                node.port(),
                "POST",
                "/api/visit/sessions/" + clinic.session() + "/ticket",
                door(key).credentials(),
                "{}");
    }

    /** What the ledger says of the session, in its order. */
    List<LedgerFact> facts() {
        try (var database = Database.open(config.database())) {
            var sealed = SealedColumns.open(database, config.keyFolder(), new SecureRandomBytes());
            return SqlRecord.in(database, sealed).ledger().read(new SessionId(clinic.session()));
        }
    }

    /** When this person had a socket in the session, as the ledger says, oldest first. */
    List<Interval> connected(String key) {
        var presence = PresenceFold.fold(facts(), OptionalLong.of(System.currentTimeMillis()));
        return presence.people().get(clinic.person(key).id()).union(member -> member.connected()).list();
    }

    /** The longest time between two of a person's connections, milliseconds. */
    long longestHole(String key) {
        var connected = connected(key);
        long longest = 0;
        for (int i = 1; i < connected.size(); i++) {
            longest = Math.max(longest, connected.get(i).from() - connected.get(i - 1).to());
        }
        return longest;
    }

    Door door(String key) {
        return doors.get(key);
    }

    @Override
    public void close() {
        a.close();
        b.close();
        http.close();
        redis.close();
        dataFolders.forEach(TestFolder::delete);
        TestFolder.delete(folder);
    }
}
