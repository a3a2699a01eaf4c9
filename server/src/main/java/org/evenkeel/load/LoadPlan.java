package org.evenkeel.load;

import java.net.URI;
import java.util.Optional;

/**
 * What a run shall do. Durations are seconds.
 *
 * @param tyrus the Jakarta client instead of Netty's
 * @param rate commands a second of each room; empty for the closed loop
 * @param joins rooms a second that are entered; 0: all at once
 * @param idle only sit there, to weigh memory
 * @param traced how long system calls are counted; 0: not at all
 * @param server process id, to be measured
 * @param redis process id, to be measured
 */
public record LoadPlan(
        URI address,
        boolean tyrus,
        int threads,
        Optional<Double> rate,
        int joins,
        boolean idle,
        long warmUp,
        long measured,
        long traced,
        Optional<ProcessMeter> server,
        Optional<ProcessMeter> redis) {}
