/**
 * Figures for monitoring, in Prometheus' form on a port of their own. The only room that knows Micrometer: the others
 * tell their ports ({@link org.evenkeel.live.CommandMeter}, {@link org.evenkeel.edge.EdgeMeter}) what happened, or are
 * wrapped ({@link org.evenkeel.metrics.MeteredRoomLog}, {@link org.evenkeel.metrics.MeteredLedger}, {@link
 * org.evenkeel.metrics.Census}).
 *
 * <p>No series carries a name, an id, a room, an address or a token, and their number does not depend on how many rooms
 * or people there are: every label is one of a list that stands in the code (decision 0025).
 */
package org.evenkeel.metrics;
