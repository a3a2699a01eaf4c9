package org.evenkeel.story;

import org.evenkeel.attendance.Interval;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.PresenceFold;
import org.evenkeel.identity.SecureRandomBytes;
import org.evenkeel.node.Config;
import org.evenkeel.node.Server;
import org.evenkeel.redis.TestRedis;
import org.evenkeel.room.SessionId;
import org.evenkeel.sql.Database;
import org.evenkeel.sql.SealedColumns;
import org.evenkeel.sql.SqlRecord;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Two server processes that share a Redis, a database and the folders of keys, with a clinic in them. */
final class TwoNodes implements AutoCloseable {

    private final TestRedis redis = TestRedis.start();
    private final Path folder = TestServer.freshFolder();
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
        var flags = new HashMap<>(TestServer.flags(folder, redis));
        flags.putAll(TestServer.plenty());
        flags.putAll(database);
        config = Config.read(Optional.empty(), Map.of(), flags);
        try (var first = Server.start(config)) {
            clinic = TestClinic.open(first.desk().clinic(), first.desk().identity(), OptionalLong.empty());
            clinic.people().forEach(each -> doors.put(each.key(), clinic.door(http, first.port(), each.key())));
        }
        a = ServerProcess.start(flags, http);
        b = ServerProcess.start(flags, http);
        a.awaitReady();
        b.awaitReady();
    }

    HttpClient http() {
        return http;
    }

    TestClinic clinic() {
        return clinic;
    }

    /** A person's page on one node; the sign-in holds on every node. */
    RoomClient enter(String key, ServerProcess node) {
        var door = doors.get(key);
        return clinic.person(key).staff() ? door.enter(node.port()) : door.enterThroughGate(node.port());
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
        TestServer.delete(folder);
    }
}
