package org.evenkeel.room;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The last command numbers of one client session that were applied, with the position of each. A ring and not "the
 * highest seen": a refused 5 and an applied 6 would make a resent 5 look applied.
 *
 * @param client the tab
 * @param marks lowest number first, at most {@value #KEPT}; the lowest is forgotten first, so that every applied number
 *     from the lowest one kept upwards is known
 */
public record Applied(ClientId client, List<Mark> marks) {

    /** How many numbers are kept: twice what a client may have unacknowledged. */
    public static final int KEPT = 16;

    public Applied {
        marks = List.copyOf(marks);
    }

    /**
     * @param n the client's number
     * @param seq where it was applied
     */
    public record Mark(long n, long seq) {}

    /** Where the number was applied, if it was and is still known. */
    public Optional<Long> seqOf(long n) {
        for (var mark : marks) {
            if (mark.n() == n) {
                return Optional.of(mark.seq());
            }
        }
        return Optional.empty();
    }

    /** Whether the number lies below all that is still known, so that nobody can tell whether it was applied. */
    public boolean forgot(long n) {
        return marks.size() == KEPT && n < marks.getFirst().n();
    }

    Applied plus(long n, long seq) {
        var next = new ArrayList<>(marks);
        boolean last = marks.isEmpty() || marks.getLast().n() <= n;
        next.add(new Mark(n, seq));
        if (!last) {
            next.sort(Comparator.comparingLong(Mark::n));
        }
        return new Applied(client, next.size() > KEPT ? next.subList(1, next.size()) : next);
    }
}
