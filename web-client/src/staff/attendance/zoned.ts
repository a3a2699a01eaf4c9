/** Minutes of the day that a clock in this zone shows at this moment. */
function minutesOfDay(millis: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(millis);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return part('hour') * 60 + part('minute');
}

const MINUTE = 60_000;
const DAY = 1440;

/**
 * The moment nearest to `near` at which a clock in the zone shows `time` ("18:05"). Right for sessions, which are
 * short against the half day that it may be off.
 */
export function momentNear(near: number, time: string, timeZone: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(time);
  if (!match) return undefined;
  const wanted = Number(match[1]) * 60 + Number(match[2]);
  const whole = Math.floor(near / MINUTE) * MINUTE;
  const off = (wanted - minutesOfDay(whole, timeZone) + DAY) % DAY;
  return whole + (off > DAY / 2 ? off - DAY : off) * MINUTE;
}

/** "18:05", as a time field wants it. */
export function timeField(millis: number, timeZone: string): string {
  const minutes = minutesOfDay(millis, timeZone);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
