import { useEffect, useState } from 'preact/hooks';
import { language, type Language } from './words';

/** The zone that times are shown in; the browser's own until the program's is known. */
let zone: string | undefined;
/** What was set last and nobody has tried yet. */
let untried: string | undefined;

/** Uses the program's zone from here on; an unknown one is ignored. */
export function setZone(name: string | undefined): void {
  zone = undefined;
  untried = name;
}

/** A name is tried when the first time is shown: on a slow phone that alone takes longer than to draw a screen. */
function shownZone(): string | undefined {
  if (untried !== undefined) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: untried });
      zone = untried;
    } catch {
      // Times are shown in the browser's own zone.
    }
    untried = undefined;
  }
  return zone;
}

/** The people are in the United States: twelve hours with AM and PM, in Spanish too. */
const TAGS: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

const formatter = (options: Intl.DateTimeFormatOptions, inZone = shownZone(), tag: string = TAGS[language.value]): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(tag, { ...options, ...(inZone === undefined ? {} : { timeZone: inZone }) });

const format = (millis: number, options: Intl.DateTimeFormatOptions, inZone?: string): string => formatter(options, inZone).format(millis);

/** "6:00 PM" / "6:00 p. m.", in one piece. */
export const clockTime = (millis: number, inZone?: string): string =>
  format(millis, { hour: 'numeric', minute: '2-digit' }, inZone).replaceAll(' ', '\u00a0');

/** "Tuesday, November 17". */
export const longDay = (millis: number): string => format(millis, { weekday: 'long', month: 'long', day: 'numeric' });

/** "Tue, Nov 17". */
export const shortDay = (millis: number, inZone?: string): string =>
  format(millis, { weekday: 'short', month: 'short', day: 'numeric' }, inZone);

/** "Nov 17, 2026, 6:02 PM". */
export const dayAndTime = (millis: number, inZone?: string): string =>
  format(millis, { dateStyle: 'medium', timeStyle: 'short' }, inZone);

/** "6:00 – 7:30 PM", and "11:00 PM – 12:30 AM" over midnight: the day stands beside it, and a browser would write both. */
export function timeRange(from: number, to: number, inZone?: string): string {
  if (shortDay(from, inZone) !== shortDay(to, inZone)) return `${clockTime(from, inZone)} – ${clockTime(to, inZone)}`;
  return formatter({ hour: 'numeric', minute: '2-digit' }, inZone).formatRange(from, to);
}

/** ISO date "2026-11-17" in the shown zone. */
export function isoDay(millis: number): string {
  return formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, undefined, 'en-CA').format(millis);
}

/** Noon of the day of this moment in the shown zone, give or take a change of clocks: whole days from it stay days. */
export function noonOf(millis: number): number {
  const parts = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, undefined, 'en-GB').formatToParts(millis);
  const part = (type: 'hour' | 'minute'): number => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return Math.floor(millis / 60_000) * 60_000 + (12 * 60 - part('hour') * 60 - part('minute')) * 60_000;
}

export const sameDay = (a: number, b: number): boolean => isoDay(a) === isoDay(b);

/** "2:10", "1:02:10"; never negative. */
export function stopwatch(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

export const wholeMinutes = (millis: number): number => Math.max(0, Math.floor(millis / 60_000));

/** This machine's time, anew every `every` milliseconds, and at once when the page comes back to the front. */
export function useNow(every = 1000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tell = (): void => setNow(Date.now());
    const timer = setInterval(tell, every);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [every]);
  return now;
}
