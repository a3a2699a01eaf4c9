package org.evenkeel.node;

/** A number with what was counted, in English. */
final class Counted {

    private Counted() {}

    /**
     * @param one what was counted, in the singular; its plural ends in s
     */
    static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    static String of(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
