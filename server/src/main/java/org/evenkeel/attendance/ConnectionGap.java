package org.evenkeel.attendance;

import org.evenkeel.room.LeaveReason;

/**
 * A hole between two connections of a member who kept his seat: the first was lost, the next came before he had "left".
 *
 * @param between from the loss to the next attach
 * @param reason why the first was lost; {@link LeaveReason#DRAINED} marks our own planned restart
 */
public record ConnectionGap(Interval between, LeaveReason reason) {}
