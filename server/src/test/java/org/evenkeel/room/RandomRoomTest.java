package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Rooms in which anything happens at any time: after each step the log folds to the state and what must always be true
 * of a room is. Run one room again with {@code -Droom.seed=N}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomRoomTest {

    private static final int STEPS = 200;

    @Test
    void a_few_hundred_rooms_stay_true() {
        var one = Long.getLong("room.seed");
        var seeds = one == null ? LongStream.range(0, 300) : LongStream.of(one);
        seeds.forEach(RandomRoomTest::walk);
    }

    @Test
    @Tag("slow")
    @Tag("steady")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void ten_thousand_rooms_stay_true() {
        LongStream.range(1_000, 11_000).forEach(RandomRoomTest::walk);
    }

    @Test
    @Tag("long")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void thirty_thousand_more_stay_true() {
        LongStream.range(11_000, 41_000).forEach(RandomRoomTest::walk);
    }

    /** A generator that reaches only refusals would prove nothing. */
    @Test
    void the_rooms_reach_every_event_and_every_answer() {
        var events = new HashSet<Class<?>>();
        var answers = new HashSet<Class<?>>();
        var codes = EnumSet.noneOf(RejectionCode.class);
        LongStream.range(0, 1_000)
                .forEach(
                        seed -> {
                            var walk = new RandomRoom(seed);
                            for (int step = 0; step < STEPS; step++) {
                                var decision = walk.step().decision();
                                answers.add(decision.getClass());
                                switch (decision) {
                                    case Decision.Accepted(var list) ->
                                            list.forEach(event -> events.add(event.getClass()));
                                    case Decision.Rejected(var code) -> codes.add(code);
                                    case Decision.AlreadySo _, Decision.Repeated _ -> {}
                                }
                            }
                        });
        assertThat(events).containsExactlyInAnyOrderElementsOf(eventTypes());
        assertThat(answers).hasSize(4);
        assertThat(EnumSet.complementOf(codes)).as("codes that no room met").isEmpty();
    }

    private static Set<Class<?>> eventTypes() {
        var types = new HashSet<Class<?>>();
        for (var type : RoomEvent.class.getPermittedSubclasses()) {
            types.addAll(type.isInterface() ? List.of(type.getPermittedSubclasses()) : List.of(type));
        }
        return types;
    }

    private static void walk(long seed) {
        var room = new RandomRoom(seed);
        for (int step = 0; step < STEPS; step++) {
            var before = room.state();
            var taken = room.step();
            try {
                RoomInvariants.hold(before, taken, room.state(), room.log());
            } catch (AssertionError broken) {
                throw new AssertionError(
                        "seed " + seed + ", step " + step + ": " + taken.submission() + " -> " + taken.decision(),
                        broken);
            }
        }
    }
}
