import type { Random } from './ports';

/** Longest pause between two attempts, milliseconds. */
export const LONGEST_PAUSE = 15_000;
const FIRST_PAUSE = 500;

/**
 * Pause before reconnect attempt number `attempt` (1 is the first), milliseconds: doubling up to the longest, and
 * between half and all of that at random, so that a whole clinic does not come back in the same moment.
 */
export function pauseBefore(attempt: number, random: Random): number {
  const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempt - 1, 10));
  return Math.round(full * (0.5 + random() / 2));
}
