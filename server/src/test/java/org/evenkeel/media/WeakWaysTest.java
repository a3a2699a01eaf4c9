package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.room.MemberId;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A weak network is shown when it lasts, and until it was well for a while. */
class WeakWaysTest {

    private static final MemberId ANN = new MemberId("ann");
    private static final MemberId BEN = new MemberId("ben");

    private final List<String> told = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final WeakWays ways =
            new WeakWays((member, on) -> told.add(member + (on ? " weak" : " well")), (_, task) -> due.add(task));

    private void lost(MemberId member, int times) {
        for (int i = 0; i < times; i++) {
            ways.lost(member);
        }
    }

    private void rest() {
        var tasks = List.copyOf(due);
        due.clear();
        tasks.forEach(Runnable::run);
    }

    @Test
    void aHiccupIsNotTold() {
        lost(ANN, WeakWays.REPORTS - 1);
        rest();
        lost(ANN, WeakWays.REPORTS - 1);
        rest();

        assertThat(told).isEmpty();
    }

    @Test
    void whatLastsIsToldOnceAndItsEndAfterARest() {
        lost(ANN, WeakWays.REPORTS + 5);
        lost(BEN, 1);
        assertThat(told).containsExactly("ann weak");

        rest();

        assertThat(told).containsExactly("ann weak", "ann well");
    }

    @Test
    void aReportWithinTheRestKeepsItWeak() {
        lost(ANN, WeakWays.REPORTS);
        var before = List.copyOf(due);
        due.clear();
        lost(ANN, 1);
        before.forEach(Runnable::run);
        assertThat(told).containsExactly("ann weak");

        rest();

        assertThat(told).containsExactly("ann weak", "ann well");
    }
}
