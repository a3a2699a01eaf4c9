package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.children.FrozenProcess;
import org.evenkeel.live.Await;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.sql.TestPostgres;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * PostgreSQL stands still: its connections stay open and nothing comes back, as from a machine whose disk hangs. That
 * is worse than one that is down, for nothing fails unless somebody says how long he waits.
 */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FrozenDatabaseTest {

    private static final int ENDED = 4504;
    private static final Duration FROZEN = Duration.ofSeconds(45);
    private static final Duration COMMAND = Duration.ofSeconds(3);
    private static final Duration PROBE = Duration.ofSeconds(4);

    /** Waiting for a connection, seeing that it is dead, and one statement on another that just was not. */
    private static final Duration ANSWER = Duration.ofSeconds(18);

    /** More than there are connections. */
    private static final int ASKING_AT_ONCE = 20;

    /**
     * Forty-five seconds stand for any length: by then every connection was given up more than once, every remembered
     * name grew old, and the recorder waits its longest pause between two tries.
     */
    @Test
    void a_room_goes_on_while_sql_hangs_and_its_ledger_is_complete_afterwards() {
        try (var postgres = TestPostgres.start();
                var nodes = new TwoNodes(Map.of("database.url", postgres.freshDatabase()))) {
            var fay = nodes.enter("fay", nodes.a).does("start");
            var ann = nodes.enter("ann", nodes.a);
            var ben = nodes.enter("ben", nodes.b);
            var dan = nodes.enter("dan", nodes.b);
            Admission.by(fay, ann);
            Admission.by(fay, ben);
            fay.sees("waiting", dan, person -> person.path("gatePassed").asBoolean());
            long backAt;
            try (var _ = FrozenProcess.freeze(postgres.pid())) {
                long frozenAt = System.nanoTime();
                saysSoInTime(nodes);
                Admission.by(fay, dan);
                dropAndResume(nodes, fay, ann);
                backAt = System.currentTimeMillis();
                var answers = askAtOnce(nodes);
                goOn(nodes, ann, ben, frozenAt);
                answers.join();
                assertThat(nodes.a.readiness()).isEqualTo(503);
            }
            Await.until("both are ready again", () -> nodes.a.readiness() == 200 && nodes.b.readiness() == 200);
            assertThat(nodes.ticket("cat", nodes.b).statusCode()).isEqualTo(200);
            fay.start("end", Map.of());
            assertThat(ben.awaitClose()).isEqualTo(ENDED);
            complete(nodes, ann, backAt);
        }
    }

    /** A probe must learn soon that it hangs, and go on learning it, however often it asks. */
    private static void saysSoInTime(TwoNodes nodes) {
        for (int i = 0; i < 3; i++) {
            var status = new int[1];
            assertThat(taking(() -> status[0] = nodes.a.readiness())).isLessThan(PROBE);
            assertThat(status[0]).isEqualTo(503);
        }
    }

    private static void dropAndResume(TwoNodes nodes, RoomClient fay, RoomClient ann) {
        ann.drop();
        fay.sees("members", ann, member -> member.path("presence").asString().equals("reconnecting"));
        ann.resume(nodes.b.port());
        fay.sees("members", ann, member -> member.path("presence").asString().equals("connected"));
    }

    /** Everybody gets an answer, also those for whom no connection is left. */
    private static CompletableFuture<Void> askAtOnce(TwoNodes nodes) {
        return CompletableFuture.allOf(
                IntStream.range(0, ASKING_AT_ONCE)
                        .mapToObj(
                                i ->
                                        CompletableFuture.runAsync(
                                                () -> refusedInTime(nodes, i % 2 == 0 ? nodes.a : nodes.b),
                                                ask -> Thread.ofVirtual().start(ask)))
                        .toArray(CompletableFuture[]::new));
    }

    private static void refusedInTime(TwoNodes nodes, ServerProcess node) {
        long asked = System.nanoTime();
        var answer = nodes.ticket("cat", node);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Frame.of(answer.body()).json().path("error").path("code").asString()).isEqualTo("unavailable");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(ANSWER);
    }

    /** No command waits for SQL, and what needs none is served. */
    private static void goOn(TwoNodes nodes, RoomClient ann, RoomClient ben, long frozenAt) {
        var slowest = Duration.ZERO;
        while (System.nanoTime() - frozenAt < FROZEN.toNanos()) {
            var round = taking(() -> handUpAndDown(ann, ben));
            slowest = slowest.compareTo(round) < 0 ? round : slowest;
        }
        assertThat(slowest).isLessThan(COMMAND);
        var shown = ben.<String>seen(seen -> seen.in("members", ann.me()).orElseThrow().path("name").asString());
        assertThat(shown).isEqualTo("ann D.");
        var alive = Door.send(nodes.http(), nodes.a.port(), "GET", "/healthz", Map.of(), "");
        assertThat(alive.statusCode()).isEqualTo(200);
    }

    private static long handUpAndDown(RoomClient ann, RoomClient ben) {
        ann.does("raise_hand").does("lower_hand", ann);
        ben.sees("the hand down", seen -> seen.in("members", ann.me()).filter(m -> !m.has("hand")).isPresent());
        return ann.seq();
    }

    private static Duration taking(LongSupplier act) {
        long begin = System.nanoTime();
        act.getAsLong();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void complete(TwoNodes nodes, RoomClient ann, long backAt) {
        Await.until("the end is in the ledger", () -> count(nodes, RoomEvent.SessionEnded.class) == 1);
        assertThat(count(nodes, RoomEvent.Admitted.class)).as("fay, who needs nobody, and three more").isEqualTo(4);
        assertThat(drops(nodes, ann)).as("the drop of that time").isEqualTo(1);
        assertThat(nodes.connected("ann").getLast().to()).as("the return of that time").isGreaterThan(backAt);
        assertThat(nodes.longestHole("ben")).isZero();
        assertThat(nodes.a.output() + nodes.b.output()).doesNotContain("ledger-conflict").doesNotContain("defect");
    }

    private static long count(TwoNodes nodes, Class<? extends RoomEvent> type) {
        return nodes.facts().stream().filter(fact -> type.isInstance(fact.fact())).count();
    }

    private static long drops(TwoNodes nodes, RoomClient page) {
        return nodes.facts().stream()
                .filter(
                        fact ->
                                fact.fact() instanceof RoomEvent.ConnectionLost lost
                                        && lost.reason() == LeaveReason.NETWORK
                                        && lost.member().value().equals(page.me()))
                .count();
    }
}
