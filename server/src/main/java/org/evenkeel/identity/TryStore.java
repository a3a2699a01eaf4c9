package org.evenkeel.identity;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Keeps counts of tries by key; what has no count was never tried. All nodes share it. */
public interface TryStore {

    /** The counts of those keys that have one. */
    Map<String, TryCount> find(Set<String> keys);

    /**
     * Replaces the counts of these keys by what is made of them, as one step: of two changes of one key at once, on any
     * nodes, the second sees what the first made.
     *
     * @param change gets the counts that there are, and returns all that are to be; must not throw
     */
    void change(Set<String> keys, UnaryOperator<Map<String, TryCount>> change);

    /** Forgets what was last tried before that moment, milliseconds UTC; returns how many keys. */
    int removeOld(long lastBefore);

    /** Keeps at most so many keys, those that were tried most often; returns how many it forgot. */
    int removeBeyond(int most);
}
