import type { AttendanceRecord, Span } from '../api';

const MINUTE = 60_000;
/** Distances between marks that people read without thinking. */
const STEPS = [5, 10, 15, 30, 60, 120].map((minutes) => minutes * MINUTE);
const MOST_MARKS = 9;

/** The one axis that all bars of a record share. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly marks: readonly number[];
}

/** From the earlier of the scheduled and the actual start to the later of both ends; waiting before it is cut. */
export function axisOf(record: Pick<AttendanceRecord, 'scheduledStart' | 'scheduledEnd' | 'startedAt' | 'endedAt'>): Axis {
  const from = Math.min(record.scheduledStart, record.startedAt ?? record.scheduledStart);
  const to = Math.max(record.scheduledEnd, record.endedAt ?? record.scheduledEnd);
  const step = STEPS.find((each) => (to - from) / each < MOST_MARKS) ?? 240 * MINUTE;
  const marks: number[] = [];
  // Counted from the scheduled start, so that the marks are round in every time zone with whole or half hours.
  const first = record.scheduledStart - Math.floor((record.scheduledStart - from) / step) * step;
  for (let at = first; at <= to; at += step) marks.push(at);
  return { from, to, marks };
}

/** Where a span lies on the axis, as fractions; undefined when nothing of it is there. */
export function place(axis: Axis, span: Span): { left: number; width: number } | undefined {
  const from = Math.max(axis.from, span.from);
  const to = Math.min(axis.to, span.to);
  if (to <= from) return undefined;
  const whole = axis.to - axis.from;
  return { left: (from - axis.from) / whole, width: (to - from) / whole };
}

export const at = (axis: Axis, millis: number): number => (millis - axis.from) / (axis.to - axis.from);
