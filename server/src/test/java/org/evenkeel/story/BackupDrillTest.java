package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.backup.BackupFile;
import org.evenkeel.backup.OpenedBy;
import org.evenkeel.identity.Identity;
import org.evenkeel.live.Await;
import org.evenkeel.live.SessionKeys;
import org.evenkeel.node.Config;
import org.evenkeel.node.Server;
import org.evenkeel.program.Caller;
import org.evenkeel.record.SealHead;
import org.evenkeel.redis.BrokenSeal;
import org.evenkeel.redis.DayKeys;
import org.evenkeel.redis.DaySessionKeys;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.redis.RedisStore;
import org.evenkeel.redis.TestRedis;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.evenkeel.sql.Database;
import org.evenkeel.sql.LedgerTable;
import org.evenkeel.sql.SqlWrappedKeys;
import org.evenkeel.sql.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The drill: a clinic with signed sessions is backed up while a room is live and people write; the machine is gone; a
 * new one is made from the backup alone. Attendance is complete and as it was signed, people sign in, no room is live,
 * and nobody reads what was written, not even with what else was left of the old machine.
 */
@Tag("slow")
@Tag("steady")
@Timeout(240)
class BackupDrillTest {

    private static final String PASSPHRASE = "correct horse battery staple";
    private static final String CHAT = "Words-for-this-hour-only";
    private static final String PASSWORD = "a long enough password 1";
    private static final int ENDED = 4504;

    /** Both databases. */
    enum Kind {
        SQLITE,
        POSTGRES
    }

    @TempDir private Path folder;

    private Path backup() {
        return folder.resolve("backups").resolve("clinic.zip.gpg");
    }

    private Path passphrase() {
        try {
            var file = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> database(Kind kind) {
        return kind == Kind.SQLITE ? Map.of() : Map.of("database.url", TestPostgres.shared().freshDatabase());
    }

    private CommandRun run(Map<String, String> flags, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--passphrase-file", passphrase().toString()));
        return CommandRun.of(flags, all.toArray(String[]::new));
    }

    private CommandRun verify() {
        return run(Map.of(), "verify", backup().toString());
    }

    /** What the old machine knew, to be compared with the new one. */
    private record Before(
            Map<String, JsonNode> records, SealHead head, String live, String link, byte[] wrapped, Path dayKeys) {}

    @ParameterizedTest
    @EnumSource
    void aNewMachineHasAllAttendanceAndNoLiveRoom(Kind kind) throws Exception {
        try (var old = TestServer.start(database(kind));
                var left = TestRedis.start()) {
            var before = livesAndIsBackedUp(old);
            assertThat(verify().said())
                    .contains("All signed records are as they were signed.", "The audit log is as it was written: ");
            var flags = flagsOfNewMachine(kind, left);
            refusesWhereSomethingIs(old, flags);
            var restored = run(flags, "restore", backup().toString());
            assertThat(restored.said()).contains("Restored into", "All signed records are as they were signed.");
            assertThat(restored.code()).isZero();
            holdsNothingLive(before, flags, old.redis());
            try (var http = HttpClient.newHttpClient();
                    var server = Server.start(Config.read(Optional.empty(), Map.of(), flags))) {
                assertThat(left.connect().keys("room:*")).isEmpty();
                attendanceIsComplete(before, flags, server, http);
                peopleComeBack(before, server, http);
            }
            var again = run(flags, "restore", backup().toString());
            assertThat(again.said()).contains("backup_target_not_empty");
            assertThat(again.code()).isEqualTo(1);
        }
    }

    /** Two signed sessions, a third with people in it who write while the backup runs. */
    private Before livesAndIsBackedUp(TestServer old) {
        var clinic = old.clinic();
        var identity = old.server().desk().identity();
        ownPassword(identity, clinic.person("fay").id());
        var records = new HashMap<String, JsonNode>();
        for (int i = 0; i < 2; i++) {
            var session = signed(old);
            records.put(session, record(old.door("fay"), old.port(), session));
        }
        var live = clinic.newSession(OptionalLong.empty());
        var fay = old.enter("fay").does("start");
        var link = clinic.freshLink("ben");
        var ben = Door.ofLink(old.http(), old.port(), live, link).enterThroughGate(old.port());
        Admission.by(fay, ben);
        ben.does("say_in_room", Map.of("text", CHAT));
        Await.until("presence is in the ledger", () -> facts(old.flags(), live) >= 4);

        var made = run(old.flags(), "backup", "--out", backup().toString());
        assertThat(made.said()).contains("Backup written and read back");
        assertThat(made.code()).isZero();
        ben.does("say_in_room", Map.of("text", "after the backup"));
        fay.sees("the message", seen -> seen.messages().size() == 2);

        var data = Path.of(old.flags().get("data.folder"));
        byte[] wrapped =
                inDatabase(
                        old.flags(),
                        database -> new SqlWrappedKeys(database).get(new SessionId(live)).orElseThrow().bytes());
        return new Before(records, head(old.flags()), live, link, wrapped, data.resolve("day-keys"));
    }

    private static String signed(TestServer old) {
        var session = old.clinic().newSession(OptionalLong.empty());
        var fay = old.enter("fay").does("start");
        var ann = old.enter("ann");
        Admission.by(fay, ann);
        fay.start("end", Map.of());
        assertThat(fay.awaitClose()).isEqualTo(ENDED);
        var door = old.door("fay");
        Await.until(
                "the end is in the ledger",
                () -> record(door, old.port(), session).path("may").path("sign").asBoolean());
        var version = record(door, old.port(), session).path("version").asLong();
        door.post(old.port(), path(session) + "/sign", Map.of("version", version));
        return session;
    }

    private static String path(String session) {
        return "/api/staff/sessions/" + session + "/attendance";
    }

    private static JsonNode record(Door door, int port, String session) {
        return door.get(port, path(session));
    }

    private static <T> T inDatabase(Map<String, String> flags, Function<Database, T> question) {
        try (var database = Database.open(Config.read(Optional.empty(), Map.of(), flags).database())) {
            return question.apply(database);
        }
    }

    private static SealHead head(Map<String, String> flags) {
        return inDatabase(
                flags,
                database ->
                        database.read(
                                handle ->
                                        handle.createQuery("SELECT number, hash FROM attendance_seal_head")
                                                .map((row, _) -> new SealHead(row.getLong(1), row.getString(2)))
                                                .one()));
    }

    private static int facts(Map<String, String> flags, String session) {
        return inDatabase(flags, database -> new LedgerTable(database).ofSession(new SessionId(session)).size());
    }

    private Map<String, String> flagsOfNewMachine(Kind kind, TestRedis redis) throws IOException {
        var secrets = Files.createDirectories(folder.resolve("secrets"));
        var flags = new HashMap<>(TestServer.plenty());
        flags.putAll(TestServer.flags(secrets, redis));
        flags.put("data.folder", folder.resolve("new-machine").toString());
        flags.putAll(database(kind));
        return flags;
    }

    private void refusesWhereSomethingIs(TestServer old, Map<String, String> flags) {
        assertThat(run(old.flags(), "restore", backup().toString()).said()).contains("backup_in_use");

        var oldRedis = new HashMap<>(flags);
        oldRedis.put("redis.address", old.flags().get("redis.address"));
        oldRedis.put("redis.password-file", old.flags().get("redis.password-file"));
        assertThat(run(oldRedis, "restore", backup().toString()).said())
                .contains("holds live rooms of before", "backup_target_not_empty");
        if (old.flags().containsKey("database.url")) {
            var used = new HashMap<>(flags);
            used.put("database.url", old.flags().get("database.url"));
            assertThat(run(used, "restore", backup().toString()).said())
                    .contains("The PostgreSQL database is not empty");
        }
    }

    /** Even with the old machine's Redis and its day keys the restored database opens no room of before. */
    private void holdsNothingLive(Before before, Map<String, String> flags, TestRedis oldRedis) throws IOException {
        var config = Config.read(Optional.empty(), Map.of(), flags);
        assertThat(config.dayKeyFolder()).doesNotExist();
        var session = new SessionId(before.live());
        try (var database = Database.open(config.database())) {
            var wrapped = new SqlWrappedKeys(database);
            assertThat(wrapped.get(session)).isEmpty();
            var keys =
                    new DaySessionKeys(
                            new DayKeys(before.dayKeys(), new SecureRandom()), wrapped, InstantSource.system());
            assertThat(reads(oldRedis, keys, session)).isFalse();
            database.write(handle -> handle.execute("DELETE FROM session_key"));
        }
        var plain = whatIsInIt();
        assertThat(plain).as("the staff's sign-in name").contains("fay");
        assertThat(plain)
                .doesNotContain(CHAT)
                .doesNotContain(new String(before.wrapped(), StandardCharsets.ISO_8859_1))
                .doesNotContain(HexFormat.of().formatHex(before.wrapped()));
    }

    /** The database of the backup without its encryption: the file itself, or a dump as text. */
    private String whatIsInIt() throws IOException {
        var unpacked = Files.createDirectories(folder.resolve("unpacked"));
        BackupFile.unpack(backup(), OpenedBy.passphraseIn(passphrase()), unpacked);
        assertThat(unpacked.resolve("keys").resolve("columns-1.key")).hasSize(32);
        var file = unpacked.resolve("evenkeel.db");
        if (Files.exists(file)) {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
        var dump = unpacked.resolve("evenkeel.pgdump").toString();
        var process = new ProcessBuilder("pg_restore", "--file=-", dump).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static boolean reads(TestRedis redis, SessionKeys keys, SessionId session) {
        var address = RedisAddress.local(redis.host(), redis.port(), redis.password());
        try (var store = new RedisStore(address, new NodeId("thief"), keys)) {
            assertThatExceptionOfType(BrokenSeal.class).isThrownBy(() -> store.log().load(session));
            return false;
        }
    }

    private static void attendanceIsComplete(Before before, Map<String, String> flags, Server server, HttpClient http) {
        assertThat(server.desk().verifier().verifyAll()).isEmpty();
        assertThat(head(flags)).isEqualTo(before.head());
        var fay = signsIn(server, http, before.live());
        before.records()
                .forEach(
                        (session, then) ->
                                assertThat(record(fay, server.port(), session)).as("the record").isEqualTo(then));
    }

    /** Somebody else sets one, and she replaces it. */
    private static void ownPassword(Identity identity, PersonId fay) {
        var once = "a one-time password";
        identity.signIn().resetPassword(Caller.operator(), fay, once);
        var signedIn = identity.signIn().signIn("fay", once).orElseThrow();
        var known = identity.sessions().identify(signedIn.secret().value()).orElseThrow();
        identity.signIn().changeOwnPassword(known, "", PASSWORD);
    }

    private static Door signsIn(Server server, HttpClient http, String session) {
        return Door.ofPassword(http, server.port(), session, "fay", PASSWORD);
    }

    /** The session that was live goes on, for those who were in it and with nothing of what was written, to its end. */
    private static void peopleComeBack(Before before, Server server, HttpClient http) {
        var fay = signsIn(server, http, before.live()).enter(server.port());
        var ben = Door.ofLink(http, server.port(), before.live(), before.link()).enterThroughGate(server.port());
        ben.sees("that he was admitted before", seen -> seen.self().path("standing").asString().equals("admitted"));
        fay.sees("members", ben, member -> member.path("presence").asString().equals("connected"));
        assertThat(ben.<Boolean>seen(seen -> seen.messages().isEmpty())).isTrue();
        assertThat(fay.<Boolean>seen(seen -> seen.messages().isEmpty())).isTrue();
        fay.start("end", Map.of());
        assertThat(fay.awaitClose()).isEqualTo(ENDED);
        var door = signsIn(server, http, before.live());
        Await.until(
                "the end is in the ledger",
                () -> record(door, server.port(), before.live()).path("may").path("sign").asBoolean());
    }
}
