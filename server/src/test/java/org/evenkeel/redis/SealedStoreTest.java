package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evenkeel.live.Writing.A;
import static org.evenkeel.live.Writing.B;
import static org.evenkeel.live.Writing.OTHER_ROOM;
import static org.evenkeel.live.Writing.ROOM;
import static org.evenkeel.live.Writing.append;
import static org.evenkeel.live.Writing.snapshot;
import static org.evenkeel.live.Writing.written;

import org.evenkeel.live.Await;
import org.evenkeel.live.LoggedEntry;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaWhisper;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomBus;
import org.evenkeel.live.RoomLog;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Redis holds nothing that anybody could read, and nothing can be moved inside it unnoticed. */
class SealedStoreTest {

    private static final String CANARY = "canary-words";

    private final RedisUnderTest redis = new RedisUnderTest(TestRedis.versions().getFirst());
    private final RedisStore store = redis.open(A);
    private final RoomLog log = store.log();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void noFileOfRedisHoldsAWordThatWasSaid() throws IOException {
        store.bus().subscribe(ROOM, new Deaf());
        log.append(append(ROOM, Position.ORIGIN, "quiet-batch", 1));
        log.append(append(ROOM, new Position(1, 1), CANARY, 1));
        log.snapshot(ROOM, snapshot(ROOM, new Position(1, 2)), 0);
        redis.stop();

        // The batch id, which stands in clear, names the words: so the search is known to find what is there.
        assertThat(filesWith(CANARY)).isNotEmpty();
        assertThat(filesWith(CANARY + " at ")).isEmpty();
        assertThat(filesWith("room_message")).isEmpty();
        assertThat(filesWith("m-writer")).isEmpty();
    }

    private List<Path> filesWith(String words) throws IOException {
        try (Stream<Path> files = Files.walk(redis.redis().folder())) {
            return files.filter(Files::isRegularFile).filter(file -> holds(file, words)).toList();
        }
    }

    private static boolean holds(Path file, String words) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEntryMovedToAnotherSeqDoesNotOpen() {
        written(log, ROOM, 3);
        try (var jedis = redis.redis().connect()) {
            var third = entry(jedis, Names.log(ROOM), 3);
            jedis.xdel(Names.log(ROOM), new StreamEntryID(3, 0));
            jedis.xadd(Names.log(ROOM).getBytes(StandardCharsets.UTF_8), XAddParams.xAddParams().id(4, 0), third);
            jedis.hset(Names.meta(ROOM), "seq", "4");
        }
        assertThatThrownBy(() -> log.load(ROOM)).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void anEntryMovedToAnotherRoomDoesNotOpen() {
        written(log, ROOM, 1);
        written(log, OTHER_ROOM, 1);
        try (var jedis = redis.redis().connect()) {
            var entry = entry(jedis, Names.log(ROOM), 1);
            jedis.del(Names.log(OTHER_ROOM));
            jedis.xadd(Names.log(OTHER_ROOM).getBytes(StandardCharsets.UTF_8), XAddParams.xAddParams().id(1, 0), entry);
        }
        assertThatThrownBy(() -> log.load(OTHER_ROOM)).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void aSnapshotGivenOutForALaterOneDoesNotOpen() {
        written(log, ROOM, 3);
        log.snapshot(ROOM, snapshot(ROOM, new Position(1, 2)), 0);
        try (var jedis = redis.redis().connect()) {
            jedis.hset(Names.snapshot(ROOM), "seq", "3");
        }
        assertThatThrownBy(() -> log.load(ROOM)).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void aNodeWithoutTheKeyReadsNothing() {
        written(log, ROOM, 1);
        try (var stranger = new RedisStore(RedisUnderTest.address(redis.redis()), B, _ -> new byte[32])) {
            assertThatThrownBy(() -> stranger.log().load(ROOM)).isInstanceOf(BrokenSeal.class);
        }
    }

    private static final MediaWhisper WHISPER =
            new MediaWhisper.Said(
                    new MediaPage(new MemberId("m-writer"), new ClientId("tab")),
                    new MediaSignal.Offer(1, Optional.empty(), CANARY));

    @Test
    void aWhisperGivenOutForAnotherNodesOrAnotherRoomsDoesNotOpen() {
        var payloads = new RoomPayloads(new PayloadSeal(new TestKeys()));
        byte[] sealed = payloads.sealed(ROOM, A, WHISPER);

        assertThat(payloads.whisper(ROOM, A, ByteBuffer.wrap(sealed))).isEqualTo(WHISPER);
        assertThatThrownBy(() -> payloads.whisper(ROOM, B, ByteBuffer.wrap(sealed))).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> payloads.whisper(OTHER_ROOM, A, ByteBuffer.wrap(sealed)))
                .isInstanceOf(BrokenSeal.class);
        assertThat(new String(BusMessage.whispered(A, sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain(CANARY)
                .doesNotContain("m-writer");
    }

    /** A whisper of a later release, or somebody's nonsense on the channel, costs a line in the log and no reload. */
    @Test
    void aWhisperThatCannotBeOpenedIsDropped() {
        var heard = new CopyOnWriteArrayList<String>();
        var other = redis.open(B);
        store.bus()
                .subscribe(
                        ROOM,
                        new Deaf() {
                            @Override
                            public void whispered(NodeId from, MediaWhisper words) {
                                heard.add("whispered");
                            }

                            @Override
                            public void interrupted() {
                                heard.add("interrupted");
                            }
                        });
        try (var jedis = redis.redis().connect()) {
            var channel = Names.channel(ROOM).getBytes(StandardCharsets.UTF_8);
            jedis.publish(channel, BusMessage.whispered(B, new byte[0]));
            jedis.publish(channel, BusMessage.whispered(B, new byte[100]));
        }

        other.bus().whisper(ROOM, WHISPER);

        Await.until("the good one came", () -> !heard.isEmpty());
        assertThat(heard).containsExactly("whispered");
    }

    private static Map<byte[], byte[]> entry(Jedis jedis, String stream, long seq) {
        var id = (seq + "-0").getBytes(StandardCharsets.UTF_8);
        var found = (List<?>) jedis.xrange(stream.getBytes(StandardCharsets.UTF_8), id, id).getFirst();
        var fields = (List<?>) found.getLast();
        return Map.of((byte[]) fields.get(0), (byte[]) fields.get(1), (byte[]) fields.get(2), (byte[]) fields.get(3));
    }

    /** Makes the channel one that Redis really sends to. */
    private static class Deaf implements RoomBus.Listener {
        @Override
        public void written(Position before, List<LoggedEntry> entries) {}

        @Override
        public void announced(NodeId node, Position position) {}

        @Override
        public void interrupted() {}
    }
}
