package org.evenkeel.attendance;

/** How a payer turns whole countable minutes into units. */
public sealed interface ServiceUnits {

    /**
     * @param minutes whole countable minutes, not negative
     * @throws IllegalArgumentException when negative
     */
    static long units(ServiceUnits rule, long minutes) {
        if (minutes < 0) {
            throw new IllegalArgumentException("minutes are not negative");
        }
        return switch (rule) {
            case FullQuarterHours _ -> minutes / 15;
            case QuarterHoursByMidpoint _ -> (minutes + 7) / 15;
            case PerSession r -> minutes >= r.minimumMinutes() ? 1 : 0;
        };
    }

    /** One unit for each full quarter of an hour. */
    record FullQuarterHours() implements ServiceUnits {}

    /** One unit for each quarter of an hour that was passed by more than half: from 8 minutes on. */
    record QuarterHoursByMidpoint() implements ServiceUnits {}

    /**
     * One unit a session.
     *
     * @param minimumMinutes from how many minutes on
     */
    record PerSession(long minimumMinutes) implements ServiceUnits {

        /** 45 minutes. */
        public static final PerSession DEFAULT = new PerSession(45);

        /**
         * @throws IllegalArgumentException when below 1
         */
        public PerSession {
            if (minimumMinutes < 1) {
                throw new IllegalArgumentException("a session needs at least a minute");
            }
        }
    }
}
