package org.evenkeel.attendance;

import org.evenkeel.room.Role;

/**
 * A stretch in which somebody had the same role: the roster may change while a session runs.
 *
 * @param during when
 * @param role as entered
 * @param credentialed as entered
 */
public record RolePiece(Interval during, Role role, boolean credentialed) {}
