package org.evenkeel.node;

/** A number with its noun, as people say it. */
final class Counted {

    private Counted() {}

    /** "1 row", "2 rows". */
    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
