package org.evenkeel.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

class IntervalsTest {

    @Test
    void touchingAndOverlappingPiecesBecomeOne() {
        assertThat(
                        Intervals.of(
                                List.of(
                                        new Interval(5, 9),
                                        new Interval(1, 3),
                                        new Interval(3, 5),
                                        new Interval(2, 4))))
                .isEqualTo(Intervals.between(1, 9));
    }

    @Test
    void anEmptyStretchIsNoTime() {
        assertThat(Intervals.between(4, 4)).isEqualTo(Intervals.NONE);
        assertThat(Intervals.between(4, 3)).isEqualTo(Intervals.NONE);
        assertThatThrownBy(() -> new Interval(4, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListThatIsNotInNormalFormIsRefused() {
        assertThatThrownBy(() -> new Intervals(List.of(new Interval(1, 3), new Interval(3, 5))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyHolesUpToTheLengthAreFilled() {
        Intervals holed = Intervals.of(List.of(new Interval(0, 10), new Interval(15, 20), new Interval(26, 30)));
        assertThat(holed.fillHolesUpTo(5)).isEqualTo(Intervals.of(List.of(new Interval(0, 20), new Interval(26, 30))));
        assertThat(holed.fillHolesUpTo(0)).isEqualTo(holed);
    }

    @Test
    void unionIntersectAndSubtractDoToSetsWhatTheyDoToEachMillisecond() {
        Random random = new Random(7);
        for (int run = 0; run < 2_000; run++) {
            Intervals a = random(random);
            Intervals b = random(random);
            assertThat(bits(a.union(b))).isEqualTo(combine(a, b, BitSet::or));
            assertThat(bits(a.intersect(b))).isEqualTo(combine(a, b, BitSet::and));
            assertThat(bits(a.subtract(b))).isEqualTo(combine(a, b, BitSet::andNot));
            assertThat(a.length()).isEqualTo(bits(a).cardinality());
        }
    }

    private static Intervals random(Random random) {
        List<Interval> list = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(60);
            list.add(new Interval(from, from + 1 + random.nextInt(12)));
        }
        return Intervals.of(list);
    }

    private static BitSet bits(Intervals intervals) {
        BitSet bits = new BitSet();
        intervals.list().forEach(piece -> bits.set((int) piece.from(), (int) piece.to()));
        return bits;
    }

    private static BitSet combine(Intervals a, Intervals b, BiConsumer<BitSet, BitSet> how) {
        BitSet bits = bits(a);
        how.accept(bits, bits(b));
        return bits;
    }
}
