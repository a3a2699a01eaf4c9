import { language } from '../../common/words';

/** A Monday, noon UTC: the anchor for names of weekdays. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY_MILLIS = 86_400_000;

/** Name of a weekday, 1 = Monday .. 7 = Sunday. */
export const dayName = (day: number, style: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(language.value, { weekday: style, timeZone: 'UTC' }).format(MONDAY + (day - 1) * DAY_MILLIS);

/** "18:00" as people of this language write it: "6:00 PM". */
export function localTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Intl.DateTimeFormat(language.value, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1, hours, minutes),
  );
}

/** The zones that programs are in; the browser's own and the group's are added. */
const USUAL_ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
];

export const zones = (...more: (string | undefined)[]): readonly string[] => [
  ...new Set([...more.filter((zone) => zone !== undefined), ...USUAL_ZONES]),
];
