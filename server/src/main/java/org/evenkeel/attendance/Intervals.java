package org.evenkeel.attendance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A set of milliseconds, kept as half-open intervals in normal form: sorted, apart from each other, none empty. Two
 * sets with the same milliseconds are therefore equal.
 */
public record Intervals(List<Interval> list) {

    /** No time at all. */
    public static final Intervals NONE = new Intervals(List.of());

    /**
     * @throws IllegalArgumentException when the list is not in normal form; use {@link #of(List)} for any list
     */
    public Intervals {
        list = List.copyOf(list);
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i).from() <= list.get(i - 1).to()) {
                throw new IllegalArgumentException("intervals of a set are sorted and do not touch");
            }
        }
    }

    /** The set of all milliseconds in any of these. */
    public static Intervals of(List<Interval> any) {
        List<Interval> sorted = new ArrayList<>(any);
        sorted.sort(Comparator.comparingLong(Interval::from));
        List<Interval> merged = new ArrayList<>(sorted.size());
        for (Interval next : sorted) {
            Interval last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && next.from() <= last.to()) {
                merged.set(merged.size() - 1, new Interval(last.from(), Math.max(last.to(), next.to())));
            } else {
                merged.add(next);
            }
        }
        return new Intervals(merged);
    }

    /** One stretch; empty when {@code to} is not after {@code from}. */
    public static Intervals between(long from, long to) {
        return to > from ? new Intervals(List.of(new Interval(from, to))) : NONE;
    }

    /** What is in either. */
    public Intervals union(Intervals other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<Interval> all = new ArrayList<>(list);
        all.addAll(other.list);
        return of(all);
    }

    /** What is in both. */
    public Intervals intersect(Intervals other) {
        List<Interval> common = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < list.size() && theirs < other.list.size()) {
            Interval a = list.get(mine);
            Interval b = other.list.get(theirs);
            long from = Math.max(a.from(), b.from());
            long to = Math.min(a.to(), b.to());
            if (from < to) {
                common.add(new Interval(from, to));
            }
            if (a.to() < b.to()) {
                mine++;
            } else {
                theirs++;
            }
        }
        return new Intervals(common);
    }

    /** What is in this one and not in the other. */
    public Intervals subtract(Intervals other) {
        List<Interval> left = new ArrayList<>();
        int theirs = 0;
        for (Interval piece : list) {
            long from = piece.from();
            while (theirs < other.list.size() && other.list.get(theirs).to() <= from) {
                theirs++;
            }
            for (int i = theirs; i < other.list.size() && other.list.get(i).from() < piece.to(); i++) {
                Interval hole = other.list.get(i);
                if (hole.from() > from) {
                    left.add(new Interval(from, hole.from()));
                }
                from = Math.max(from, hole.to());
            }
            if (from < piece.to()) {
                left.add(new Interval(from, piece.to()));
            }
        }
        return new Intervals(left);
    }

    /** All of it together, milliseconds. */
    public long length() {
        return list.stream().mapToLong(Interval::length).sum();
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** Its first millisecond. */
    public OptionalLong start() {
        return isEmpty() ? OptionalLong.empty() : OptionalLong.of(list.getFirst().from());
    }

    /** The first millisecond after all of it. */
    public OptionalLong end() {
        return isEmpty() ? OptionalLong.empty() : OptionalLong.of(list.getLast().to());
    }

    /** From its first millisecond to its last, holes filled. */
    public Intervals hull() {
        return isEmpty() ? NONE : between(list.getFirst().from(), list.getLast().to());
    }

    /** The same with those holes filled that are at most this long; time before and after it stays as it is. */
    public Intervals fillHolesUpTo(long millis) {
        List<Interval> holes = hull().subtract(this).list().stream().filter(hole -> hole.length() <= millis).toList();
        return union(new Intervals(holes));
    }
}
