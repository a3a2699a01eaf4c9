package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.evenkeel.redis.FaultProxy;
import org.evenkeel.redis.FaultProxy.Fault;
import org.evenkeel.sql.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * PostgreSQL, or the way to it, breaks while a counselor signs. Every request that a signing sends is a place to break
 * at: one signing breaks at the first, another at the next, and so on until one comes through untouched. Afterwards the
 * record is signed as a whole or not at all, whoever signed was told what to do, and doing it works.
 */
@Tag("slow")
@Tag("steady")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SigningOutageTest {

    private static final int SIGNED = 200;
    private static final int ALREADY_SIGNED = 409;
    private static final int UNAVAILABLE = 503;
    private static final int ROUNDS = 6;
    private static final int AT_ONCE = 5;

    /** About as many requests as a signing sends; further ones than that only break less. */
    private static final int REQUESTS = 75;

    private static final Executor VIRTUAL = work -> Thread.ofVirtual().start(work);

    private final TestPostgres postgres = TestPostgres.start();
    private final FaultProxy network = new FaultProxy(postgres.port());
    private final SignedSessions signing = SignedSessions.onDatabase(postgres.freshDatabase(network.port()));
    private volatile CompletableFuture<Void> breaking = CompletableFuture.completedFuture(null);

    @AfterEach
    void close() {
        signing.close();
        network.close();
        postgres.close();
    }

    /** What breaks. */
    enum Break {
        REQUEST_LOST(1),
        ANSWER_LOST(2),
        CRASHED_BETWEEN_REQUESTS(3),
        KILLED_BETWEEN_REQUESTS(4),
        KILLED_DURING_A_REQUEST(5);

        private static final int STRIDE = 5;

        private final int first;

        /** Each takes every fifth request, beginning at another one: together they take all. */
        Break(int first) {
            this.first = first;
        }
    }

    private Fault at(Break how) {
        return switch (how) {
            case REQUEST_LOST -> Fault.CUT_BEFORE;
            case ANSWER_LOST -> Fault.CUT_AFTER;
            case CRASHED_BETWEEN_REQUESTS -> {
                breaking = CompletableFuture.runAsync(postgres::kill, VIRTUAL);
                breaking.join();
                yield Fault.NONE;
            }
            case KILLED_BETWEEN_REQUESTS -> {
                breaking = CompletableFuture.runAsync(postgres::killServing, VIRTUAL);
                breaking.join();
                yield Fault.NONE;
            }
            case KILLED_DURING_A_REQUEST -> {
                breaking = CompletableFuture.runAsync(postgres::killServing, VIRTUAL);
                yield Fault.NONE;
            }
        };
    }

    private Supplier<Fault> breakAt(int step, AtomicInteger count, Break how) {
        return () -> count.incrementAndGet() == step ? at(how) : Fault.NONE;
    }

    private void mend() {
        network.calm();
        breaking.join();
        postgres.awaitServing();
    }

    /**
     * How one signing ended.
     *
     * @param status what whoever signed was told
     * @param signed whether the record is
     */
    private record Ending(int status, boolean signed) {}

    @ParameterizedTest
    @EnumSource
    void a_signing_that_breaks_anywhere_is_whole_or_was_never(Break how) {
        Set<Ending> endings = new HashSet<>();
        boolean reached = true;
        for (int step = how.first; reached; step += Break.STRIDE) {
            var session = signing.ended();
            var count = new AtomicInteger();
            network.decide(breakAt(step, count, how));
            int status = signing.sign(session);
            reached = count.get() >= step;
            mend();
            endings.add(settled(session, status, how + " at request " + step));
        }
        assertThat(endings)
                .as("signings broke before they held, after they held, and at last nowhere")
                .contains(new Ending(UNAVAILABLE, false), new Ending(UNAVAILABLE, true), new Ending(SIGNED, true));
        signing.verifiedFromTheCommandLine();
    }

    private Ending settled(String session, int status, String how) {
        signing.awaitReady();
        boolean signed = signing.isSigned(session);
        assertThat(status).as(how).isIn(SIGNED, UNAVAILABLE);
        assertThat(signed || status == UNAVAILABLE).as("who was told that it is signed was told the truth").isTrue();
        assertThat(signing.findings(session)).as(how).isEmpty();
        assertThat(signing.sign(session)).as("again after " + how).isEqualTo(signed ? ALREADY_SIGNED : SIGNED);
        assertThat(signing.isSigned(session)).as(how).isTrue();
        assertThat(signing.findings(session)).as(how).isEmpty();
        return new Ending(status, signed);
    }

    @Test
    void of_many_signings_at_once_each_is_whole_or_was_never() {
        for (int seed = 1; seed <= ROUNDS; seed++) {
            var random = new Random(seed);
            List<String> sessions = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                sessions.add(signing.ended());
            }
            var how = Break.values()[random.nextInt(Break.values().length)];
            network.decide(breakAt(1 + random.nextInt(AT_ONCE * REQUESTS), new AtomicInteger(), how));
            var asked =
                    sessions.stream()
                            .map(each -> CompletableFuture.supplyAsync(() -> signing.sign(each), VIRTUAL))
                            .toList();
            var told = asked.stream().map(CompletableFuture::join).toList();
            mend();
            for (int i = 0; i < AT_ONCE; i++) {
                settled(sessions.get(i), told.get(i), how + " with seed " + seed);
            }
        }
        signing.verifiedFromTheCommandLine();
    }

    /**
     * The counselor's list is another way to the record: it may not show half a signing either, nor fail as a defect.
     */
    @Test
    void while_it_is_away_everybody_is_told_so_and_nothing_is_a_defect() {
        var session = signing.ended();
        postgres.kill();
        assertThat(signing.sign(session)).isEqualTo(UNAVAILABLE);
        assertThat(signing.read(session)).isEqualTo(UNAVAILABLE);
        postgres.awaitServing();
        Await.until("it is there again", () -> signing.read(session) == 200);
        assertThat(settled(session, UNAVAILABLE, "away")).isEqualTo(new Ending(UNAVAILABLE, false));
    }
}
