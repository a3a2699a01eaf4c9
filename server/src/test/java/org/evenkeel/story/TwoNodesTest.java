package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.evenkeel.live.Await;
import org.evenkeel.live.NodeKeeper;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.sql.TestPostgres;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Two real server processes on one Redis: people on both, and what becomes of them when one or both die. */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TwoNodesTest {

    private static final int DRAINING = 4000;
    private static final int ENDED = 4504;
    private static final int MESSAGES = 60;
    private static final int KILL_AT = 30;
    private static final int MOST_UNACKNOWLEDGED = 8;

    /** A dead node is noticed after its lease, by a judge that looks every few seconds. */
    private static final Duration JUDGED = Duration.ofSeconds(30);

    @Test
    void a_room_survives_its_nodes_on_postgresql() {
        try (var nodes = new TwoNodes(onPostgres(TestPostgres.shared()))) {
            killOneThenBoth(nodes);
        }
    }

    @Test
    void a_room_survives_its_nodes_on_one_sqlite_file() {
        try (var nodes = new TwoNodes(Map.of())) {
            killOneThenBoth(nodes);
        }
    }

    private static Map<String, String> onPostgres(TestPostgres postgres) {
        return Map.of("database.url", postgres.freshDatabase());
    }

    private static void killOneThenBoth(TwoNodes nodes) {
        var fay = nodes.enter("fay", nodes.a).does("start");
        var cole = nodes.enter("cole", nodes.b);
        var ann = nodes.enter("ann", nodes.a);
        var ben = nodes.enter("ben", nodes.b);
        var eve = nodes.enter("eve", nodes.a);
        var dan = nodes.enter("dan", nodes.a);
        Admission.by(cole, ann);
        Admission.by(fay, ben);
        Admission.by(cole, eve);
        cole.sees("waiting", dan, _ -> true);
        handAcrossNodes(cole, ann, ben);

        long killedAt = writeWhileItsNodeDies(nodes, ann);
        List.of(ann, fay, dan).forEach(page -> page.resume(nodes.b.port()));
        everyWordOnce(ann, cole);
        cole.sees("waiting", dan, person -> person.path("presence").asString().equals("connected"));

        cole.await(
                "that one of the dead node's people is gone",
                JUDGED,
                page -> page.seen(seen -> reconnecting(seen, eve)));
        eve.resume(nodes.b.port());
        cole.sees("members", eve, member -> member.path("presence").asString().equals("connected"));

        nodes.a.kill();
        nodes.b.kill();
        nodes.a.restart().awaitReady();
        List.of(ann, ben, fay, cole, eve).forEach(page -> page.resume(nodes.a.port()));
        ben.does("raise_hand");
        ann.sees("members", ben, member -> member.has("hand"));
        fay.start("end", Map.of());
        assertThat(ben.awaitClose()).isEqualTo(ENDED);

        Await.until("the end is in the ledger", () -> has(nodes, RoomEvent.SessionEnded.class));
        for (var key : List.of("ann", "ben", "fay", "cole")) {
            assertThat(nodes.longestHole(key)).as("hole of " + key).isLessThanOrEqualTo(NodeKeeper.LEASE_MILLIS);
        }
        assertThat(lost(nodes, eve, LeaveReason.NODE_LOST))
                .as("whoever stayed away was there until the dead node's last sign of life")
                .singleElement(InstanceOfAssertFactories.LONG)
                .isBetween(killedAt - NodeKeeper.RENEW_MILLIS - 1_000, killedAt);
    }

    private static List<Long> lost(TwoNodes nodes, RoomClient page, LeaveReason reason) {
        return nodes.facts().stream()
                .filter(fact -> fact.fact() instanceof RoomEvent.ConnectionLost)
                .map(fact -> (RoomEvent.ConnectionLost) fact.fact())
                .filter(lost -> lost.reason() == reason && lost.member().value().equals(page.me()))
                .map(RoomEvent.ConnectionLost::effectiveAt)
                .toList();
    }

    private static boolean reconnecting(RoomSeen seen, RoomClient who) {
        return seen.in("members", who.me())
                .filter(member -> member.path("presence").asString().equals("reconnecting"))
                .isPresent();
    }

    private static void handAcrossNodes(RoomClient staff, RoomClient raiser, RoomClient other) {
        raiser.does("raise_hand");
        other.sees("members", raiser, member -> member.has("hand"));
        staff.sees("members", raiser, member -> member.has("hand"));
        staff.does("lower_hand", raiser);
        raiser.sees("own hand down", seen -> !seen.self().has("hand"));
    }

    /** Keeps as many commands under way as the protocol allows while the node is killed; when that was. */
    private static long writeWhileItsNodeDies(TwoNodes nodes, RoomClient page) {
        var killing = new ArrayList<Thread>();
        long killedAt = 0;
        for (int i = 1; i <= MESSAGES; i++) {
            page.awaitFewerUnanswered(MOST_UNACKNOWLEDGED);
            if (page.unanswered().size() < MOST_UNACKNOWLEDGED) {
                page.start("say_in_room", Map.of("text", "word " + i));
            }
            if (i == KILL_AT) {
                killedAt = System.currentTimeMillis();
                killing.add(Thread.ofVirtual().start(nodes.a::kill));
            }
        }
        killing.forEach(TwoNodesTest::join);
        return killedAt;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What was acknowledged, before the kill or after the resend, is in the log once, in its order. */
    private static void everyWordOnce(RoomClient writer, RoomClient reader) {
        writer.await("all answers", page -> page.unanswered().isEmpty());
        long said = writer.asked("say_in_room");
        assertThat(said).isGreaterThanOrEqualTo(KILL_AT);
        var expected = IntStream.rangeClosed(1, (int) said).mapToObj(i -> "word " + i).toList();
        reader.sees("the last word", seen -> words(seen).contains(expected.getLast()));
        assertThat(reader.<List<String>>seen(TwoNodesTest::words)).isEqualTo(expected);
        assertThat(writer.<List<String>>seen(TwoNodesTest::words)).isEqualTo(expected);
    }

    private static List<String> words(RoomSeen seen) {
        return seen.messages().stream().map(each -> each.path("text").asString()).toList();
    }

    private static boolean has(TwoNodes nodes, Class<? extends RoomEvent> type) {
        return nodes.facts().stream().anyMatch(fact -> type.isInstance(fact.fact()));
    }

    @Test
    void a_planned_stop_tells_pages_to_come_back_and_nobody_is_seen_leaving() {
        try (var nodes = new TwoNodes(Map.of())) {
            var fay = nodes.enter("fay", nodes.a).does("start");
            var cole = nodes.enter("cole", nodes.b);
            var ann = nodes.enter("ann", nodes.a);
            var eve = nodes.enter("eve", nodes.a);
            Admission.by(cole, ann);
            Admission.by(cole, eve);
            long before = System.currentTimeMillis();
            var stopping = Thread.ofVirtual().start(nodes.a::stop);
            for (var page : List.of(fay, ann)) {
                assertThat(page.awaitClose()).isEqualTo(DRAINING);
                page.resume(nodes.b.port());
            }
            assertThat(eve.awaitClose()).isEqualTo(DRAINING);
            join(stopping);
            long after = System.currentTimeMillis();
            ann.does("raise_hand");
            cole.sees("members", ann, member -> member.has("hand"));
            assertThat(cole.frames()).noneMatch(frame -> frame.text().contains("member_gone"));
            Await.until("the loss of whoever did not come back is in the ledger", () -> drained(nodes) >= 1);
            assertThat(nodes.connected("eve").getLast().to()).isBetween(before - 1_000, after + 1_000);
            assertThat(nodes.longestHole("ann")).isLessThanOrEqualTo(NodeKeeper.LEASE_MILLIS);
        }
    }

    private static long drained(TwoNodes nodes) {
        return nodes.facts().stream()
                .filter(
                        fact ->
                                fact.fact() instanceof RoomEvent.ConnectionLost lost
                                        && lost.reason() == LeaveReason.DRAINED)
                .count();
    }

    /**
     * Forty seconds stand for any length: by then the recorder waits its longest pause between two tries, every pooled
     * connection was found dead and every remembered name grew old, and nothing further changes with time. No command
     * may wait for SQL meanwhile.
     */
    @Test
    void a_room_goes_on_while_sql_is_down_and_its_ledger_is_complete_afterwards() {
        try (var postgres = TestPostgres.start();
                var nodes = new TwoNodes(onPostgres(postgres))) {
            var fay = nodes.enter("fay", nodes.a).does("start");
            var ann = nodes.enter("ann", nodes.a);
            var ben = nodes.enter("ben", nodes.b);
            var dan = nodes.enter("dan", nodes.b);
            Admission.by(fay, ann);
            Admission.by(fay, ben);
            fay.sees("waiting", dan, person -> person.path("gatePassed").asBoolean());
            postgres.stop();
            long down = System.nanoTime();
            Await.until("the node says that it is not ready", () -> nodes.a.readiness() == 503);
            Admission.by(fay, dan);
            ann.drop();
            fay.await("the drop", page -> page.seen(seen -> reconnecting(seen, ann)));
            ann.resume(nodes.b.port());
            long backAt = System.currentTimeMillis();
            var ticket = nodes.ticket("cat", nodes.b);
            assertThat(ticket.statusCode()).isEqualTo(503);
            assertThat(ticket.body()).contains("unavailable");
            long slowest = 0;
            while (System.nanoTime() - down < TimeUnit.SECONDS.toNanos(40)) {
                long asked = System.nanoTime();
                ann.does("raise_hand").does("lower_hand", ann);
                ben.sees("the hand down", seen -> seen.in("members", ann.me()).filter(m -> !m.has("hand")).isPresent());
                slowest = Math.max(slowest, System.nanoTime() - asked);
            }
            assertThat(slowest).isLessThan(TimeUnit.SECONDS.toNanos(3));
            var shown = ben.<String>seen(seen -> seen.in("members", ann.me()).orElseThrow().path("name").asString());
            assertThat(shown).isEqualTo("ann D.");
            postgres.restart();
            Await.until("both are ready again", () -> nodes.a.readiness() == 200 && nodes.b.readiness() == 200);
            fay.start("end", Map.of());
            assertThat(ben.awaitClose()).isEqualTo(ENDED);
            Await.until("the end is in the ledger", () -> has(nodes, RoomEvent.SessionEnded.class));
            Await.until("the admission of that time is in it", () -> count(nodes, RoomEvent.Admitted.class) == 4);
            assertThat(lost(nodes, ann, LeaveReason.NETWORK)).as("the drop of that time").hasSize(1);
            Await.until("the return of that time is in it", () -> !nodes.connected("ann").isEmpty());
            assertThat(nodes.connected("ann").getLast().to()).isGreaterThan(backAt);
            assertThat(nodes.longestHole("ben")).isZero();
        }
    }

    private static long count(TwoNodes nodes, Class<? extends RoomEvent> type) {
        return nodes.facts().stream().filter(fact -> type.isInstance(fact.fact())).count();
    }
}
