package org.evenkeel.wire;

/**
 * How often something may be done: {@code burst} at once, and as many again within each {@code windowMillis}.
 *
 * @param burst most at once
 * @param windowMillis milliseconds in which an empty allowance fills up again
 */
@Meaning("How often something may be done: burst at once, and as many again within each windowMillis.")
public record Rate(int burst, long windowMillis) {

    /**
     * @throws IllegalArgumentException when a number is not positive
     */
    public Rate {
        if (burst < 1 || windowMillis < 1) {
            throw new IllegalArgumentException("a rate's numbers are positive");
        }
    }
}
