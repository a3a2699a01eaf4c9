package org.evenkeel.attendance;

import org.evenkeel.room.Standing;
import org.evenkeel.room.WaitingCause;

/**
 * A stretch in which somebody's standing was the same, whether or not he was connected.
 *
 * @param during when
 * @param standing admitted, waiting, or out
 * @param cause why he waited; {@link WaitingCause#ARRIVED} when the standing is not {@link Standing#WAITING}
 */
public record StandingPiece(Interval during, Standing standing, WaitingCause cause) {}
