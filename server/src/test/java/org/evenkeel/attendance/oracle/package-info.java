/**
 * Two other ways to compute attendance, which share no code with {@code org.evenkeel.attendance} and know nothing of
 * intervals: painting each second, and asking each elementary segment. Only the comparing test knows both sides.
 */
package org.evenkeel.attendance.oracle;
