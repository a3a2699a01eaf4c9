// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpProblem } from '../../src/common/http';
import { Review } from '../../src/staff/attendance/AttendancePage';
import { at, axisOf, place } from '../../src/staff/attendance/axis';
import { momentNear, timeField } from '../../src/staff/attendance/zoned';
import type { AttendanceRecord } from '../../src/staff/api';
import { SessionContext } from '../../src/staff/context';
import { StaffSession } from '../../src/staff/session';
import { choose, drawn, press, type } from '../hands';
import { FakeServer } from '../participant/fakes';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 17, 18, 0);
const PATH = '/api/staff/sessions/s1/attendance';

const record = (part: Partial<AttendanceRecord> = {}): AttendanceRecord => ({
  session: 's1',
  clinic: 'Made-up Clinic',
  title: 'Evening group',
  kind: 'therapy',
  phase: 'ended',
  timeZone: 'UTC',
  scheduledStart: START,
  scheduledEnd: START + 90 * MINUTE,
  startedAt: START + 2 * MINUTE,
  endedAt: START + 91 * MINUTE,
  numberInGroup: 1,
  breaks: [{ from: START + 50 * MINUTE, to: START + 60 * MINUTE }],
  staffGaps: [],
  staffGapMillis: 0,
  people: [
    {
      person: 'p1',
      name: 'Sample Person',
      intervals: [{ kind: 'present', from: START + 5 * MINUTE, to: START + 90 * MINUTE }],
      countableMillis: 70 * MINUTE,
      minutes: 70,
      status: 'present',
      flags: [{ code: 'drops', count: 2, millis: 90_000 }],
      source: 'system',
    },
  ],
  corrections: [],
  amendments: [],
  notice: 'The notice.',
  version: 7,
  may: { correct: true, sign: true, amend: true, export: true },
  missing: [{ person: 'p2', name: 'Phone Person' }],
  ...part,
});

let server: FakeServer;

async function open(first: AttendanceRecord = record()): Promise<void> {
  server = new FakeServer().on('GET /api/staff/me', {
    person: 'p',
    name: 'Ruth',
    fullName: 'Ruth Full',
    credential: 'LCSW',
    roles: ['counselor'],
    csrf: 'csrf-1',
  });
  const staff = new StaffSession(server.http);
  await staff.open(undefined);
  function Page() {
    const [shown, setShown] = useState(first);
    return <Review path={PATH} record={shown} onChange={setShown} />;
  }
  render(
    <SessionContext.Provider value={staff}>
      <Page />
    </SessionContext.Provider>,
  );
}

afterEach(() => cleanup());
const dialog = (): HTMLElement => screen.getByRole('dialog', { hidden: true });

describe('the one axis', () => {
  it('runs from the earlier start to the later end, with marks that are round', () => {
    const axis = axisOf(record());
    expect(axis.from).toBe(START);
    expect(axis.to).toBe(START + 91 * MINUTE);
    expect(axis.marks.map((mark) => (mark - START) / MINUTE)).toEqual([0, 15, 30, 45, 60, 75, 90]);
  });

  it('has a handful of marks for any length', () => {
    for (const minutes of [5, 45, 90, 180, 600, 1440]) {
      const { marks } = axisOf({ scheduledStart: START, scheduledEnd: START + minutes * MINUTE });
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(10);
    }
  });

  it('cuts what lies outside and leaves out what is not there', () => {
    const axis = { from: 0, to: 100, marks: [] };
    expect(place(axis, { from: -50, to: 50 })).toEqual({ left: 0, width: 0.5 });
    expect(place(axis, { from: 75, to: 200 })).toEqual({ left: 0.75, width: 0.25 });
    expect(place(axis, { from: 100, to: 120 })).toBeUndefined();
    expect(place(axis, { from: 40, to: 40 })).toBeUndefined();
    expect(at(axis, 25)).toBe(0.25);
  });
});

describe('times of a zone', () => {
  it('are found near the session, also over midnight and in zones with half hours', () => {
    expect(momentNear(START, '18:30', 'UTC')).toBe(START + 30 * MINUTE);
    expect(momentNear(START, '11:30', 'America/Denver')).toBe(START + 30 * MINUTE);
    expect(momentNear(START, '23:40', 'Asia/Kolkata')).toBe(START + 10 * MINUTE);
    expect(momentNear(START, '00:10', 'Asia/Kolkata')).toBe(START + 40 * MINUTE);
    expect(momentNear(START, 'soon', 'UTC')).toBeUndefined();
  });

  it('come back as they were shown', () => {
    expect(timeField(START, 'America/New_York')).toBe('13:00');
    expect(momentNear(START + 7 * MINUTE, timeField(START, 'America/New_York'), 'America/New_York')).toBe(START);
  });
});

describe('the review', () => {
  it('says each bar in words too', async () => {
    await open();
    expect(screen.getByRole('img', { name: /present 6:05/ })).toBeTruthy();
    expect(screen.getByText('2 drops, 1:30')).toBeTruthy();
    expect(screen.getByText('The notice.')).toBeTruthy();
  });

  /** A narrow page of paper took what was written for narrow screens: no day, no head, three sheets. */
  it('prints the clinic and the day, whatever is left out on narrow screens', async () => {
    await open();
    expect(screen.getByText('Made-up Clinic').className).toContain('print-only');
    expect(screen.getByText(/Tue, Nov 17/).className).toContain('day');
    const css = readFileSync(`${import.meta.dirname}/../../src/staff/attendance/attendance.css`, 'utf8');
    expect(css.match(/@media[^{]*/g)?.filter((each) => each.includes('width') && !each.includes('screen and'))).toEqual([]);
    expect(css).not.toMatch(/\.day[^{]*\{[^}]*display:none/);
  });

  it('corrects with a reason and the version that was read', async () => {
    await open();
    server.on(`POST ${PATH}/corrections`, record({ version: 8, people: [{ ...record().people[0]!, minutes: 65, status: 'technical_failure' }] }));
    await press('Correct the entry of Sample Person');
    const save = within(dialog()).getByRole('button', { name: 'Correct', hidden: true }) as HTMLButtonElement;
    await type(within(dialog()).getByLabelText('Countable minutes'), '65');
    expect(save.disabled).toBe(true);
    await choose(within(dialog()).getByRole('combobox', { hidden: true }), 'technical_failure');
    await type(within(dialog()).getByLabelText(/Why/), 'the line was bad');
    expect(save.disabled).toBe(false);
    fireEvent.submit(save.closest('form')!);
    await drawn();
    expect(server.sent(`POST ${PATH}/corrections`)).toEqual([
      {
        method: 'POST',
        json: { version: 7, person: 'p1', reason: 'the line was bad', minutes: 65, status: 'technical_failure' },
        headers: { 'x-evenkeel-csrf': 'csrf-1' },
      },
    ]);
    expect(screen.getByText('65')).toBeTruthy();
  });

  /** 300 minutes of a session of 90 went into the record without a word. */
  it('takes more minutes than the session had only when somebody says that the number is right', async () => {
    await open();
    await press('Correct the entry of Sample Person');
    const minutes = within(dialog()).getByLabelText('Countable minutes');
    await type(within(dialog()).getByLabelText(/Why/), 'stayed on the phone');
    const save = within(dialog()).getByRole('button', { name: 'Correct', hidden: true }) as HTMLButtonElement;
    await type(minutes, '90');
    expect(save.disabled).toBe(false);
    await type(minutes, '300');
    expect(save.disabled).toBe(true);
    expect(within(dialog()).getByRole('alert', { hidden: true }).textContent).toContain('300 minutes are more than the session had: 90.');
    fireEvent.click(within(dialog()).getByLabelText('300 minutes are right'));
    await drawn();
    expect(save.disabled).toBe(false);
    await type(minutes, '3000');
    await type(minutes, '301');
    expect(save.disabled).toBe(true);
  });

  it('refuses minutes that are none', async () => {
    await open();
    await press('Correct the entry of Sample Person');
    await type(within(dialog()).getByLabelText(/Why/), 'because');
    const save = within(dialog()).getByRole('button', { name: 'Correct', hidden: true }) as HTMLButtonElement;
    for (const wrong of ['', '-1', '7.5', 'many', '99999']) {
      await type(within(dialog()).getByLabelText('Countable minutes'), wrong);
      expect(save.disabled).toBe(true);
    }
    await type(within(dialog()).getByLabelText('Countable minutes'), '0');
    expect(save.disabled).toBe(false);
  });

  it('says that somebody changed it meanwhile and keeps what was typed', async () => {
    await open();
    server.on(`POST ${PATH}/corrections`, new HttpProblem(409, 'changed_meanwhile'));
    await press('Correct the entry of Sample Person');
    await type(within(dialog()).getByLabelText('Countable minutes'), '65');
    await type(within(dialog()).getByLabelText(/Why/), 'the line was bad');
    fireEvent.submit(within(dialog()).getByLabelText(/Why/).closest('form')!);
    await drawn();
    expect(within(dialog()).getByRole('alert', { hidden: true }).textContent).toContain('Somebody changed this meanwhile');
    expect((within(dialog()).getByLabelText('Countable minutes') as HTMLInputElement).value).toBe('65');
  });

  it('enters a phone participant in the times of the program', async () => {
    await open();
    server.on(`POST ${PATH}/manual`, record({ version: 8 }));
    await press('Enter a phone participant');
    await choose(within(dialog()).getByRole('combobox', { hidden: true }), 'p2');
    await type(within(dialog()).getByLabelText('From'), '18:10');
    await type(within(dialog()).getByLabelText('To'), '19:00');
    await type(within(dialog()).getByLabelText(/Why/), 'called in');
    fireEvent.submit(within(dialog()).getByLabelText('To').closest('form')!);
    await drawn();
    expect(server.sent(`POST ${PATH}/manual`)[0]?.json).toEqual({
      version: 7,
      person: 'p2',
      from: START + 10 * MINUTE,
      to: START + 60 * MINUTE,
      reason: 'called in',
    });
  });

  it('signs only after every line was reviewed', async () => {
    await open();
    const signature = { by: 'p', byName: 'Ruth Full', credential: 'LCSW', at: START + 120 * MINUTE, hash: 'abcdef0123456789' };
    server.on(`POST ${PATH}/sign`, record({ signature, version: 9 }));
    await press('Sign as Ruth Full, LCSW');
    const sign = within(dialog()).getByRole('button', { name: 'Sign', hidden: true }) as HTMLButtonElement;
    expect(sign.disabled).toBe(true);
    fireEvent.click(within(dialog()).getByRole('checkbox', { hidden: true }));
    await drawn();
    fireEvent.click(sign);
    await drawn();
    expect(server.sent(`POST ${PATH}/sign`)[0]?.json).toEqual({ version: 7 });
    expect(screen.getByText(/Signed by Ruth Full, LCSW/)).toBeTruthy();
    expect(screen.queryByText('Enter a phone participant')).toBeNull();
  });

  it('amends what is signed, and shows both ways of changing with who, when, why, old and new', async () => {
    const signature = { by: 'p', byName: 'Ruth Full', credential: 'LCSW', at: START, hash: 'abcdef' };
    const change = { id: '1', person: 'p1', personName: 'Sample Person', by: 'p', byName: 'Ruth Full', at: START, reason: 'told later', oldMinutes: 70, newMinutes: 71 };
    await open(record({ signature, amendments: [change] }));
    expect(screen.getByText('Amendments after the signature')).toBeTruthy();
    expect(screen.getByText('70 → 71 min')).toBeTruthy();
    expect(screen.getByText('“told later”')).toBeTruthy();
    server.on(`POST ${PATH}/amendments`, record({ signature, version: 12 }));
    await press('Amend the entry of Sample Person');
    await type(within(dialog()).getByLabelText('Countable minutes'), '72');
    await type(within(dialog()).getByLabelText(/Why/), 'counted again');
    fireEvent.submit(within(dialog()).getByLabelText(/Why/).closest('form')!);
    await drawn();
    expect(server.sent(`POST ${PATH}/amendments`)).toHaveLength(1);
  });

  it('offers nothing to change to whoever may only read', async () => {
    await open(record({ may: { correct: false, sign: false, amend: false, export: false } }));
    for (const name of [/Correct/, /Sign as/, /phone participant/, /Export/]) expect(screen.queryByRole('button', { name })).toBeNull();
  });
});
