// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserHttp, HttpProblem } from '../../src/common/http';
import { clockTime, isoDay, noonOf, sameDay, setZone, stopwatch, timeRange, wholeMinutes } from '../../src/common/time';
import { errorText, fill, languageOf, speak, t, tn } from '../../src/common/words';
import { tabStorage } from '../../src/common/tabStorage';
import { initials, toneOf } from '../../src/design/Tile';

afterEach(() => {
  setZone(undefined);
  speak('en');
  vi.unstubAllGlobals();
});

describe('words', () => {
  it('are filled with values, and an unknown name stays visible', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });

  it('follow the plural rule of the language', () => {
    expect([tn('minutes', 0), tn('minutes', 1), tn('minutes', 2)]).toEqual(['0 minutes', '1 minute', '2 minutes']);
    speak('es');
    expect(tn('minutes', 1)).toBe('1 minuto');
    expect(t('room.leave')).toBe('Salir');
  });

  it('have a sentence for every code, known or not', () => {
    expect(errorText('too_fast')).toMatch(/Wait a moment/);
    expect(errorText('a_code_of_tomorrow')).toBe(errorText('internal'));
  });

  it('take Spanish from any Spanish tag, and English otherwise', () => {
    expect(['es', 'es-MX', 'ES', 'en-US', 'fr', undefined].map(languageOf)).toEqual(['es', 'es', 'es', 'en', 'en', 'en']);
  });
});

describe('times', () => {
  it('are shown in the zone of the program, whatever the browser has', () => {
    const noon = Date.UTC(2026, 10, 17, 2, 30);
    setZone('America/New_York');
    expect(clockTime(noon)).toMatch(/^9:30\sPM$/);
    expect(isoDay(noon)).toBe('2026-11-16');
    setZone('Asia/Tokyo');
    expect(isoDay(noon)).toBe('2026-11-17');
    expect(sameDay(noon, noon + 12 * 3_600_000)).toBe(true);
    expect(sameDay(noon, noon + 13 * 3_600_000)).toBe(false);
  });

  it('have twelve hours in Spanish too: the people are in the United States', () => {
    setZone('America/New_York');
    speak('es');
    expect(clockTime(Date.UTC(2026, 10, 17, 23, 0))).toMatch(/^6:00\sp\.\s?m\.$/);
  });

  it('give noon of a day, so that the day before and after a change of clocks are the days that they are', () => {
    setZone('America/New_York');
    const evening = Date.UTC(2026, 9, 31, 3, 30); // Friday 23:30; clocks change on Sunday
    expect([-1, 0, 1, 2, 3].map((days) => isoDay(noonOf(evening) + days * 86_400_000).slice(5))).toEqual(['10-29', '10-30', '10-31', '11-01', '11-02']);
    expect(noonOf(evening)).toBe(Date.UTC(2026, 9, 30, 16));
  });

  it('fall back to the browser for a zone that is none', () => {
    expect(() => setZone('Mars/Olympus')).not.toThrow();
    expect(isoDay(0)).toMatch(/^19(69|70)-/);
    setZone('Asia/Tokyo');
    expect(isoDay(Date.UTC(2026, 10, 16, 20))).toBe('2026-11-17');
  });

  /** A session that ended after midnight named two dates in a place for two times, and the page was too broad for a phone. */
  it('name no dates in a range of an evening, also over midnight', () => {
    const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 16, hour, minute);
    const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');
    expect(plain(timeRange(at(18, 0), at(19, 30), 'UTC'))).toBe('6:00 – 7:30 PM');
    expect(plain(timeRange(at(23, 0), at(24, 30), 'UTC'))).toBe('11:00 PM – 12:30 AM');
    expect(plain(timeRange(at(23, 0), at(24, 30), 'America/Chicago'))).toBe('5:00 – 6:30 PM');
  });

  it('count down without going below nothing', () => {
    expect([0, 999, 61_000, 3_599_999, 3_661_000, -5].map(stopwatch)).toEqual(['0:00', '0:00', '1:01', '59:59', '1:01:01', '0:00']);
    expect([wholeMinutes(119_999), wholeMinutes(-1)]).toEqual([1, 0]);
  });
});

describe('HTTP', () => {
  const answer = (status: number, body: string): void => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(status === 204 ? null : body, { status })));
  };

  it('reads JSON, and nothing where there is nothing', async () => {
    answer(200, '{"a":1}');
    await expect(browserHttp('/x')).resolves.toEqual({ a: 1 });
    answer(204, '');
    await expect(browserHttp('/x')).resolves.toBeUndefined();
  });

  it('turns every failure into a problem with a stable code', async () => {
    answer(422, '{"error":{"code":"bad_field","text":"no","field":"name"}}');
    await expect(browserHttp('/x')).rejects.toMatchObject({ status: 422, code: 'bad_field', field: 'name', text: 'no', passing: false });
    answer(502, '<html>proxy</html>');
    await expect(browserHttp('/x')).rejects.toMatchObject({ status: 502, code: 'internal', passing: true });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    await expect(browserHttp('/x')).rejects.toMatchObject({ status: 0, code: 'unreachable', passing: true });
    expect(new HttpProblem(429, 'too_fast').passing).toBe(true);
  });
});

describe('a tab', () => {
  it('keeps things in memory where the browser forbids its storage', () => {
    vi.stubGlobal('sessionStorage', {
      setItem: () => {
        throw new DOMException('', 'SecurityError');
      },
    });
    const storage = tabStorage();
    storage.setItem('a', '1');
    expect(storage.getItem('a')).toBe('1');
    storage.removeItem('a');
    expect(storage.getItem('a')).toBeNull();
  });
});

describe('tiles', () => {
  it('have initials of first and last word', () => {
    expect(['Maya T.', 'Theo', 'Ana María Prueba', 'Élan (he)', ''].map(initials)).toEqual(['MT', 'T', 'AP', 'É', '']);
  });

  it('have a colour that stays the same', () => {
    expect(toneOf('abc')).toBe(toneOf('abc'));
    for (const id of ['', 'a', 'zzzzzzzzzzzzzzzzzzzzzz']) expect(toneOf(id)).toBeGreaterThanOrEqual(0);
  });
});
