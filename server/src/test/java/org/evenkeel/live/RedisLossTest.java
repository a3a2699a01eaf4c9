package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.PresenceFold;
import org.evenkeel.record.MemoryAttendanceLedger;
import org.evenkeel.redis.FaultProxy;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.redis.TestRedis;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.Presence;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand.SayToStaff;
import org.evenkeel.room.RoomCommand.Start;
import org.evenkeel.room.RoomCommand.StartBreak;
import org.evenkeel.room.RoomCommand.WriteToStaff;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A real Redis loses what it acknowledged: it comes back from older files, is emptied, is away, or a replica that is
 * behind takes its place. While a node lives that saw it, nothing acknowledged and no minute is lost.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class RedisLossTest {

    private static final SessionId ROOM = new SessionId("s-loss");
    private static final MemberId FAY = new MemberId("m-fay");
    private static final MemberId ANN = new MemberId("m-ann");
    private static final int ALL = Integer.MAX_VALUE;

    private final MemoryAttendanceLedger ledger = new MemoryAttendanceLedger();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();
    private long number;

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    private RealNode node(String name, TestRedis redis) {
        return node(name, redis, redis.port());
    }

    private RealNode node(String name, TestRedis redis, int port) {
        return opened(new RealNode(name, RedisAddress.local(redis.host(), port, redis.password()), ledger));
    }

    private static Position done(CompletableFuture<Answer> answer) {
        Await.until("an answer", answer::isDone);
        assertThat(answer.join()).isInstanceOf(Answer.Done.class);
        return ((Answer.Done) answer.join()).at();
    }

    /** Fay is on the first node, Ann on the last; the session runs. */
    private void session(List<RealNode> nodes) {
        done(nodes.getFirst().enters(ROOM, FAY, Role.FACILITATOR, 1));
        done(nodes.getFirst().asks(ROOM, FAY, 1, ++number, new Start()));
        done(nodes.getLast().enters(ROOM, ANN, Role.PARTICIPANT, 1));
    }

    /** Notes of both, in turn, each acknowledged. */
    private Position notes(List<RealNode> nodes, int count) {
        var at = Position.ORIGIN;
        for (int i = 0; i < count; i++) {
            var text = "note " + acknowledged.size();
            at =
                    i % 2 == 0
                            ? done(nodes.getFirst().asks(ROOM, FAY, 1, ++number, new SayToStaff(text)))
                            : done(nodes.getLast().asks(ROOM, ANN, 1, ++number, new WriteToStaff(text)));
            acknowledged.add(text);
        }
        return at;
    }

    private void everybodyAgrees(List<RealNode> nodes) {
        Await.until(
                "all nodes agree",
                () ->
                        nodes.stream().map(node -> node.state(ROOM)).distinct().count() == 1
                                && nodes.stream().map(node -> node.position(ROOM)).distinct().count() == 1
                                && nodes.getFirst().state(ROOM).isPresent());
    }

    private void nothingIsLost(List<RealNode> nodes, Position before) {
        everybodyAgrees(nodes);
        var state = nodes.getFirst().state(ROOM).orElseThrow();
        assertThat(state.messages().stream().map(message -> message.text()).toList())
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(nodes.getFirst().position(ROOM).orElseThrow().epoch()).as("healed").isGreaterThan(before.epoch());
        assertThat(state.members().values()).allMatch(member -> member.presence() == Presence.CONNECTED);
    }

    /** Whoever was there all the time was counted all the time, and nobody was declared gone. */
    private void attendanceIsExact() {
        long now = System.currentTimeMillis();
        var facts = ledger.read(ROOM);
        assertThat(facts).noneMatch(fact -> fact.fact() instanceof RoomEvent.ConnectionLost);
        var presence = PresenceFold.fold(facts, OptionalLong.of(now));
        for (var who : List.of(FAY, ANN)) {
            long attached =
                    facts.stream()
                            .filter(fact -> fact.fact() instanceof RoomEvent.Attached seat && seat.member().equals(who))
                            .mapToLong(fact -> fact.at())
                            .min()
                            .orElseThrow();
            assertThat(presence.people().get(new PersonId("p-" + who)).union(as -> as.connected()).list())
                    .singleElement()
                    .satisfies(
                            there -> {
                                assertThat(there.from()).isEqualTo(attached);
                                assertThat(there.to()).isEqualTo(now);
                            });
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("evenkeel-redis-copy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> everyLoss() {
        return TestRedis.versions().stream()
                .flatMap(
                        version ->
                                Stream.of(0, 1, 50, ALL)
                                        .flatMap(
                                                lost ->
                                                        Stream.of(2, 1)
                                                                .map(alive -> Arguments.of(version, lost, alive))));
    }

    @ParameterizedTest
    @MethodSource("everyLoss")
    @Tag("slow")
    void from_older_files(String version, int lost, int alive) {
        comesBackFromOlderFiles(version, lost, alive);
    }

    @Test
    void one_acknowledged_command_is_missing_in_the_files() {
        comesBackFromOlderFiles(TestRedis.versions().getFirst(), 1, 2);
    }

    private void comesBackFromOlderFiles(String version, int lost, int alive) {
        var redis = opened(TestRedis.start(version));
        var nodes = List.of(node("node-a", redis), node("node-b", redis));
        var copy = folder();
        if (lost == ALL) {
            redis.copyFiles(copy);
        }
        session(nodes);
        notes(nodes, 10);
        if (lost != ALL) {
            redis.copyFiles(copy);
        }
        var before = notes(nodes, lost == ALL ? 10 : lost);
        before = before.equals(Position.ORIGIN) ? nodes.getLast().position(ROOM).orElseThrow() : before;
        everybodyAgrees(nodes);
        var living = nodes;
        if (alive == 1) {
            // Ann's page moves to the node that will live.
            done(nodes.getFirst().resumes(ROOM, ANN, 1, 2));
            everybodyAgrees(nodes);
            nodes.getLast().close();
            living = nodes.subList(0, 1);
        }
        redis.restartFrom(copy);
        notesAfter(living);
        nothingIsLost(living, before);
        if (alive == 2) {
            attendanceIsExact();
        }
    }

    /** The store may still be coming back: a page resends what was answered "unavailable". */
    private void notesAfter(List<RealNode> nodes) {
        var text = "note " + acknowledged.size();
        long n = ++number;
        var answer = nodes.getFirst().asks(ROOM, FAY, 1, n, new SayToStaff(text));
        Await.until("an answer", answer::isDone);
        while (!(answer.join() instanceof Answer.Done)) {
            var again = nodes.getFirst().asks(ROOM, FAY, 1, n, new SayToStaff(text));
            Await.until("an answer", again::isDone);
            answer = again;
        }
        acknowledged.add(text);
    }

    @Test
    void emptied_while_nodes_live() {
        var redis = opened(TestRedis.start());
        var nodes = List.of(node("node-a", redis), node("node-b", redis));
        session(nodes);
        var before = notes(nodes, 10);
        everybodyAgrees(nodes);
        try (var jedis = redis.connect()) {
            jedis.flushAll();
        }
        notesAfter(nodes);
        nothingIsLost(nodes, before);
        attendanceIsExact();
    }

    @Test
    @Tag("slow")
    void away_for_a_while() {
        var redis = opened(TestRedis.start());
        var nodes = List.of(node("node-a", redis), node("node-b", redis));
        session(nodes);
        var before = notes(nodes, 10);
        everybodyAgrees(nodes);
        redis.stop();
        var given = nodes.getLast().asks(ROOM, ANN, 1, ++number, new WriteToStaff("while it was away"));
        Await.until("he is told", given::isDone);
        assertThat(given.join()).isInstanceOf(Answer.Unavailable.class);
        redis.restart();
        notesAfter(nodes);
        nothingIsLost(nodes, before);
        attendanceIsExact();
    }

    @Test
    @Tag("slow")
    void a_replica_that_is_behind_is_promoted() {
        var primary = opened(TestRedis.start());
        var replica = opened(TestRedis.start());
        var proxy = opened(new FaultProxy(primary.port()));
        try (var jedis = replica.connect()) {
            jedis.configSet("masterauth", primary.password());
            jedis.replicaof(primary.host(), primary.port());
            Await.until("the replica is in step", () -> jedis.info("replication").contains("master_link_status:up"));
        }
        var nodes = List.of(node("node-a", primary, proxy.port()), node("node-b", primary, proxy.port()));
        session(nodes);
        notes(nodes, 10);
        try (var jedis = replica.connect()) {
            Await.until("the replica has it", () -> jedis.dbSize() > 0);
            jedis.replicaofNoOne();
            jedis.configSet("requirepass", primary.password());
        }
        var before = notes(nodes, 20);
        everybodyAgrees(nodes);
        primary.kill();
        proxy.turnTo(replica.port());
        notesAfter(nodes);
        nothingIsLost(nodes, before);
        attendanceIsExact();
    }

    static Stream<Arguments> everyVersionAndLoss() {
        return TestRedis.versions().stream()
                .flatMap(version -> Stream.of(0, 20, ALL).map(lost -> Arguments.of(version, lost)));
    }

    /** No node lives: who was there is rebuilt from the ledger before anybody decides. */
    @ParameterizedTest
    @MethodSource("everyVersionAndLoss")
    @Tag("slow")
    void with_no_node_alive(String version, int lost) {
        var redis = opened(TestRedis.start(version));
        var nodes = List.of(node("node-a", redis), node("node-b", redis));
        var copy = folder();
        if (lost == ALL) {
            redis.copyFiles(copy);
        }
        session(nodes);
        if (lost != ALL) {
            redis.copyFiles(copy);
        }
        done(nodes.getFirst().asks(ROOM, FAY, 1, ++number, new StartBreak()));
        var before = nodes.getFirst().position(ROOM).orElseThrow();
        if (lost != 0) {
            before = notes(nodes, 20);
        }
        Await.until(
                "the break is in the ledger",
                () -> ledger.read(ROOM).stream().anyMatch(fact -> fact.fact() instanceof RoomEvent.BreakStarted));
        nodes.forEach(RealNode::close);
        redis.restartFrom(copy);
        var next = node("node-c", redis);
        done(next.resumes(ROOM, ANN, 1, 2));

        var state = next.state(ROOM).orElseThrow();
        assertThat(state.phase()).isEqualTo(Phase.STARTED);
        assertThat(state.breakSince()).isPresent();
        assertThat(state.members()).containsOnlyKeys(FAY, ANN);
        assertThat(next.position(ROOM).orElseThrow().epoch()).isGreaterThan(before.epoch());
    }
}
