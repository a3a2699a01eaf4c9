package org.evenkeel.live;

import java.util.Random;

/**
 * What may go wrong in one story. Many seeds know only some troubles, so that what breaks is seen by itself.
 *
 * @param callRate share of calls to the store that fail or lose their answer
 * @param busRate share of messages that are dropped, delayed or doubled
 * @param cuts nodes stop hearing the bus for a while
 * @param kills nodes vanish without a word
 * @param outages the store is away for a while, and comes back as it was
 * @param losses the store comes back without its last writes, or is emptied
 * @param ledgerOutages SQL is away for a while
 * @param nodes how many nodes there are when all live
 */
record HarnessPlan(
        double callRate,
        double busRate,
        boolean cuts,
        boolean kills,
        boolean outages,
        boolean losses,
        boolean ledgerOutages,
        int nodes) {

    static HarnessPlan of(Random random) {
        return new HarnessPlan(
                random.nextInt(3) == 0 ? 0.15 * random.nextDouble() : 0,
                random.nextInt(3) == 0 ? 0.3 * random.nextDouble() : 0,
                random.nextInt(3) == 0,
                random.nextInt(2) == 0,
                random.nextInt(3) == 0,
                random.nextInt(2) == 0,
                random.nextInt(4) == 0,
                1 + random.nextInt(3));
    }
}
