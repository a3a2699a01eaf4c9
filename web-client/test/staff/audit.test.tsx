// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Me, StaffRole } from '../../src/staff/api';
import type { AuditAnswer, AuditChoices, AuditReport, AuditRow } from '../../src/staff/auditApi';
import { AuditPage } from '../../src/staff/audit/AuditPage';
import { NOTHING, queryOf } from '../../src/staff/audit/query';
import { actionText, resultText } from '../../src/staff/audit/words';
import { SessionContext } from '../../src/staff/context';
import { Shell } from '../../src/staff/pages/Shell';
import { addressOf, routeOf } from '../../src/staff/router';
import { StaffSession } from '../../src/staff/session';
import { choose, drawn, press } from '../hands';
import { FakeServer } from '../participant/fakes';

const me = (...roles: StaffRole[]): Me => ({ person: 'p', name: 'Ruth', fullName: 'Ruth Full', roles, csrf: 'csrf-1', notices: [], idleMillis: 900_000, idleLeftMillis: 900_000 });

async function signedIn(server: FakeServer, ...roles: StaffRole[]): Promise<StaffSession> {
  server.on('GET /api/staff/me', me(...roles));
  const staff = new StaffSession(server.http);
  await staff.open(undefined);
  return staff;
}

const CHOICES: AuditChoices = {
  participants: [{ id: 'ann', name: 'Ann Probe', reference: 'A-1', active: true }],
  staff: [{ id: 'ruth', name: 'Ruth Alvarez', active: true }],
  actions: ['gate.read', 'word.of-tomorrow'],
};

const row = (number: number, part: Partial<AuditRow> = {}): AuditRow => ({
  number,
  at: 1_790_000_000_000,
  kind: 'staff',
  actor: 'ruth',
  name: 'Ruth Alvarez',
  roles: ['counselor'],
  action: 'gate.read',
  subjects: [{ kind: 'person', id: 'ann', name: 'Ann Probe' }],
  result: 'ok',
  ...part,
});

const ALL: AuditAnswer = { rows: [row(9), row(8, { result: 'not_allowed', subjects: [{ kind: 'everybody', id: '' }] })], more: true };
const REPORT: AuditReport = { lines: [{ kind: 'console', action: 'backup.make', result: 'ok', count: 12, first: 1_780_000_000_000, last: 1_790_000_000_000 }] };

afterEach(() => cleanup());

describe('who sees the audit log', () => {
  it('a privacy officer alone, who without another role begins there', async () => {
    for (const [roles, tabs] of [
      [['privacy_officer'], ['Audit log']],
      [['privacy_officer', 'supervisor'], ['Today', 'Audit log', 'Clinic', 'System']],
      [['supervisor'], ['Today', 'Clinic', 'System']],
    ] as const) {
      const staff = await signedIn(new FakeServer(), ...roles);
      render(
        <SessionContext.Provider value={staff}>
          <Shell>{undefined}</Shell>
        </SessionContext.Provider>,
      );
      expect([...screen.getByRole('navigation').querySelectorAll('a')].map((tab) => tab.textContent)).toEqual(tabs);
      expect(staff.home).toBe(tabs[0] === 'Today' ? 'today' : 'audit');
      cleanup();
    }
  });

  it('has an address of its own', () => {
    expect(routeOf('#/audit')).toEqual({ page: 'audit' });
    expect(addressOf({ page: 'audit' })).toBe('#/audit');
  });
});

describe('the search', () => {
  let server: FakeServer;

  beforeEach(async () => {
    server = new FakeServer().on('GET /api/audit/choices', CHOICES).on('GET /api/audit/holds', { holds: [{ person: 'bo', name: 'Bo Sample', placedAt: 1_780_000_000_000 }] });
    const staff = await signedIn(server, 'privacy_officer');
    render(
      <SessionContext.Provider value={staff}>
        <AuditPage />
      </SessionContext.Provider>,
    );
    await drawn();
  });

  const asked = (): string[] => server.calls.map((call) => call.path).filter((path) => path.startsWith('/api/audit/r'));

  it('asks nothing before it is sent: each search is a row of the log itself', async () => {
    await choose(screen.getByLabelText('Whose data'), 'ann');
    expect(asked()).toEqual([]);
  });

  it('about a person shows first who else dealt with the data, then each entry', async () => {
    server.on('GET /api/audit/rows?about=ann&others=true', ALL).on('GET /api/audit/report?about=ann&others=true', REPORT);
    await choose(screen.getByLabelText('Whose data'), 'ann');
    await press('Search');
    await drawn();
    expect(asked().sort()).toEqual(['/api/audit/report?about=ann&others=true', '/api/audit/rows?about=ann&others=true']);
    expect(screen.getByText('Who else dealt with this person’s data')).toBeTruthy();
    expect(screen.getByText('12 ×')).toBeTruthy();
    expect(screen.getByText('Command line')).toBeTruthy();
    expect(screen.getAllByText('Read the entry answers', { selector: 'td' })).toHaveLength(2);
    expect(screen.getByText('Not allowed')).toBeTruthy();
    expect(screen.getByText('All participants')).toBeTruthy();
  });

  it('goes on with older entries behind the last one', async () => {
    server.on('GET /api/audit/rows?', ALL).on('GET /api/audit/rows?&below=8', { rows: [row(3)], more: false });
    await press('Search');
    await drawn();
    await press('Show older entries');
    await drawn();
    expect(screen.getAllByText('Read the entry answers', { selector: 'td' })).toHaveLength(3);
    expect(screen.queryByText('Show older entries')).toBeNull();
    expect(screen.queryByText('Who else dealt with this person’s data')).toBeNull();
  });

  it('names a few of many people and counts the others', async () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ kind: 'person', id: `p${index}`, name: `N${index}` }) as const);
    server.on('GET /api/audit/rows?', { rows: [row(9, { subjects: many })], more: false });
    await press('Search');
    await drawn();
    expect(screen.getByText('N0, N1, N2, N3, N4, N5, and 3 more')).toBeTruthy();
  });

  it('holds are placed by name and released only after asking', async () => {
    server.on('POST /api/audit/participants/ann/hold', undefined).on('DELETE /api/audit/participants/bo/hold', undefined);
    await choose(await screen.findByLabelText('Place a hold for'), 'ann');
    await press('Place hold');
    expect(server.sent('POST /api/audit/participants/ann/hold')).toHaveLength(1);
    await press('Release');
    expect(server.sent('DELETE /api/audit/participants/bo/hold')).toHaveLength(0);
    const dialog = screen.getByRole('dialog', { hidden: true });
    expect(within(dialog).getByText('Release the hold for Bo Sample?')).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Release', hidden: true }));
    await drawn();
    expect(server.sent('DELETE /api/audit/participants/bo/hold')).toHaveLength(1);
  });

  it('can be narrowed in every way at once', async () => {
    server.on('GET /api/audit/rows?about=ann&by=ruth&action=gate.read&from=2026-11-01&to=2026-11-30', { rows: [], more: false });
    server.on('GET /api/audit/report?about=ann&by=ruth&action=gate.read&from=2026-11-01&to=2026-11-30', { lines: [] });
    await choose(screen.getByLabelText('Whose data'), 'ann');
    fireEvent.click(screen.getByLabelText('Without what they did themselves'));
    await choose(screen.getByLabelText('Done by'), 'ruth');
    await choose(screen.getByLabelText('What'), 'gate.read');
    fireEvent.input(screen.getByLabelText('From'), { target: { value: '2026-11-01' } });
    await drawn();
    fireEvent.input(screen.getByLabelText('To'), { target: { value: '2026-11-30' } });
    await drawn();
    await press('Search');
    await drawn();
    expect(screen.getByText('Nothing was found.')).toBeTruthy();
    expect(screen.getByText('Nobody, within these limits.')).toBeTruthy();
  });
});

describe('words', () => {
  it('what this page does not know yet is shown as the log has it', () => {
    expect(actionText('word.of-tomorrow')).toBe('word.of-tomorrow');
    expect(resultText('ended')).toBe('Refused (ended)');
    expect(queryOf(NOTHING)).toBe('');
    expect(queryOf({ ...NOTHING, by: 'a b&c' })).toBe('by=a+b%26c');
  });
});
