package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.record.MemoryAttendanceLedger;
import org.evenkeel.redis.FaultProxy;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.redis.TestRedis;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand.WriteToStaff;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Nodes with real threads on a real Redis behind connections that break at random. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("slow")
@Timeout(60)
class RedisStoryTest {

    private static final SessionId ROOM = new SessionId("s-redis-story");
    private static final int NOTES = 30;

    /** What one person had acknowledged; he is now on this node and now on that. */
    private static List<String> writes(String name, List<RealNode> nodes, Random random) {
        var who = new MemberId("m-" + name);
        var acknowledged = new ArrayList<String>();
        int tab = 1;
        int socket = 1;
        var node = nodes.get(random.nextInt(nodes.size()));
        until(node.enters(ROOM, who, Role.PARTICIPANT, tab));
        long n = 0;
        while (acknowledged.size() < NOTES) {
            if (random.nextInt(8) == 0) {
                node = nodes.get(random.nextInt(nodes.size()));
                var back = until(node.resumes(ROOM, who, socket, socket + 1));
                if (back instanceof Answer.Done) {
                    socket++;
                } else if (back instanceof Answer.Refused) {
                    // The page was taken for lost; it opens anew, and what it asked last has no number any more.
                    tab = ++socket;
                    until(node.enters(ROOM, who, Role.PARTICIPANT, tab));
                    n = 0;
                }
            }
            var text = name + "/" + tab + "/" + (n + 1);
            var answer = until(node.asks(ROOM, who, tab, n + 1, new WriteToStaff(text)));
            switch (answer) {
                case Answer.Done _ -> {
                    acknowledged.add(text);
                    n++;
                }
                case Answer.Unavailable _ -> {}
                case Answer.Refused _ -> {
                    tab = ++socket;
                    until(node.enters(ROOM, who, Role.PARTICIPANT, tab));
                    n = 0;
                }
            }
        }
        return acknowledged;
    }

    private static Answer until(java.util.concurrent.CompletableFuture<Answer> answer) {
        return answer.orTimeout(15, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_breaks_each_acknowledged_note_stands_in_the_log_once(long seed) throws Exception {
        var ledger = new MemoryAttendanceLedger();
        try (var redis = TestRedis.start();
                var proxy = new FaultProxy(redis.port())) {
            var address = RedisAddress.local(redis.host(), proxy.port(), redis.password());
            try (var a = new RealNode("node-a", address, ledger);
                    var b = new RealNode("node-b", address, ledger);
                    var c = new RealNode("node-c", address, ledger)) {
                var nodes = List.of(a, b, c);
                proxy.atRandom(new Random(seed), 0.02);
                var acknowledged = new ArrayList<String>();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    List<Future<List<String>>> people = new ArrayList<>();
                    for (var name : List.of("ann", "ben", "cat", "dan")) {
                        people.add(threads.submit(() -> writes(name, nodes, new Random(seed * 31 + name.hashCode()))));
                    }
                    for (var person : people) {
                        acknowledged.addAll(person.get());
                    }
                }
                proxy.calm();
                Await.until(
                        "all nodes agree",
                        () ->
                                nodes.stream()
                                                .filter(node -> node.state(ROOM).isPresent())
                                                .map(node -> node.state(ROOM))
                                                .distinct()
                                                .count()
                                        == 1);
                var log = (RoomLog.Loaded.Present) Await.answer(() -> a.store().log().load(ROOM));
                var written =
                        log.tail().stream()
                                .flatMap(logged -> logged.entry().events().stream())
                                .filter(RoomEvent.NoteToStaff.class::isInstance)
                                .map(event -> ((RoomEvent.NoteToStaff) event).text())
                                .toList();
                assertThat(written).as("seed " + seed).containsAll(acknowledged).doesNotHaveDuplicates();
                assertThat(RoomReplica.of(ROOM, log).state()).isEqualTo(a.state(ROOM).orElseThrow());
            }
        }
    }
}
