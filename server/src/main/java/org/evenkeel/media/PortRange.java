package org.evenkeel.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * UDP ports, both ends included. A participant takes two: one for what is sent, one for what is received.
 *
 * @param first the lowest
 * @param last the highest
 */
public record PortRange(int first, int last) {

    private static final int LOWEST = 1_024;
    private static final int HIGHEST = 65_535;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})\\s*-\\s*(\\d{1,5})");

    /**
     * @throws IllegalArgumentException when it is no range of ports that everybody may open
     */
    public PortRange {
        if (first < LOWEST || last > HIGHEST || first >= last) {
            throw new IllegalArgumentException("a range of ports lies between %d and %d".formatted(LOWEST, HIGHEST));
        }
    }

    /**
     * Reads {@code 20000-20999}.
     *
     * @throws IllegalArgumentException when the text is no such range
     */
    public static PortRange parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a range of ports is written like 20000-20999");
        }
        return new PortRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether a port is in both. */
    public boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
