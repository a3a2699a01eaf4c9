package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Stories in which stores, networks and nodes fail, each told by a seed. Rerun one with {@code -Dharness.seed=N}
 * (through Maven: {@code -DargLine=-Dharness.seed=N}).
 */
class FaultHarnessTest {

    private static final int STEPS = 120;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void two_hundred_stories_keep_their_promises() {
        var one = Long.getLong("harness.seed");
        var seeds = one == null ? LongStream.range(0, 200) : LongStream.of(one);
        seeds.forEach(FaultHarnessTest::tell);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void six_thousand_stories_keep_their_promises() {
        LongStream.range(1_000, 7_000).forEach(FaultHarnessTest::tell);
    }

    @Test
    @Tag("long")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void forty_thousand_stories_keep_their_promises() {
        LongStream.range(7_000, 47_000).forEach(FaultHarnessTest::tell);
    }

    /** A harness that is not the same for the same seed proves nothing about it. */
    @Test
    @Timeout(20)
    void the_same_seed_tells_the_same_story() {
        LongStream.range(0, 5)
                .forEach(
                        seed ->
                                assertThat(told(seed).history().lines())
                                        .isNotEmpty()
                                        .isEqualTo(told(seed).history().lines()));
    }

    private static FaultHarness told(long seed) {
        var world = new FaultHarness(seed);
        world.run(STEPS);
        return world;
    }

    private static void tell(long seed) {
        var world = new FaultHarness(seed);
        try {
            world.run(STEPS);
            world.claims().hold();
            world.end();
            world.claims().hold();
            world.claims().attendance();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(broken.getMessage() + "\n" + world, broken);
        }
    }
}
