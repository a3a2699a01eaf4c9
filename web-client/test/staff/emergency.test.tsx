// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpProblem } from '../../src/common/http';
import type { Me, StaffRole } from '../../src/staff/api';
import { Participants } from '../../src/staff/clinic/Participants';
import type { Participant } from '../../src/staff/clinicApi';
import { SessionContext } from '../../src/staff/context';
import { Emergencies } from '../../src/staff/emergency/Emergencies';
import { EmergencyDialog } from '../../src/staff/emergency/EmergencyDialog';
import type { EmergencyAccess, EmergencyFacts } from '../../src/staff/emergencyApi';
import { Shell } from '../../src/staff/pages/Shell';
import { StaffSession } from '../../src/staff/session';
import { drawn, press, type } from '../hands';
import { FakeServer } from '../participant/fakes';

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;
const PATH = '/api/clinic/participants/ann/emergency';

const me = (...roles: StaffRole[]): Me => ({ person: 'p', name: 'Ruth', fullName: 'Ruth Full', roles, csrf: 'csrf-1', notices: [], idleMillis: 900_000, idleLeftMillis: 900_000 });
const ANN: Participant = { id: 'ann', fullName: 'Ann Probe', name: 'Ann P.', language: 'en', active: true, groups: [], link: { state: 'none' }, version: 1 };
const FACTS: EmergencyFacts = {
  fullName: 'Ann Probe',
  language: 'es',
  place: { text: '1 Example Street', state: 'NY', at: NOW - MINUTE },
  callBack: { number: '(555) 010-0142', at: NOW - MINUTE },
  phone: '(555) 010-0177',
  contact: { name: 'Lou Probe', phone: '(555) 010-0188', relation: 'sister', mayBeCalled: false },
  clinicPhone: '(555) 010-0100',
  crisisLine: '988',
  until: NOW + 3 * MINUTE,
  leftMillis: 3 * MINUTE,
};

let server: FakeServer;
const closed = vi.fn();

async function show(roles: StaffRole[], what: preact.ComponentChild): Promise<void> {
  server.on('GET /api/staff/me', me(...roles));
  const staff = new StaffSession(server.http);
  await staff.open(undefined);
  render(<SessionContext.Provider value={staff}>{what}</SessionContext.Provider>);
  await drawn();
}

beforeEach(() => {
  server = new FakeServer();
  closed.mockReset();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const dialog = (): HTMLElement => screen.getByRole('dialog', { hidden: true });
const button = (name: string): HTMLButtonElement => within(dialog()).getByRole('button', { name, hidden: true });
const openFor = (of: Participant): Promise<void> => show(['counselor'], <EmergencyDialog of={of} onClose={closed} />);

describe('opening', () => {
  it('wants a reason and the word that it is an emergency, then shows the facts at once', async () => {
    server.on(`POST ${PATH}`, { until: NOW, leftMillis: 60 * MINUTE }).on(`GET ${PATH}`, FACTS);
    await openFor(ANN);
    expect(button('Open now').disabled).toBe(true);
    await type(screen.getByLabelText(/What is happening/), '  Said goodbye ');
    expect(button('Open now').disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('This is an emergency'));
    await drawn();
    expect(server.calls.some((call) => call.path === PATH)).toBe(false);
    fireEvent.click(button('Open now'));
    await drawn();
    await drawn();
    expect(server.sent(`POST ${PATH}`).map((ask) => ask.json)).toEqual([{ emergency: true, reason: 'Said goodbye' }]);
    expect((await screen.findByText('(555) 010-0142')).closest('a')?.getAttribute('href')).toBe('tel:5550100142');
    expect(screen.getByText('1 Example Street, NY')).toBeTruthy();
    expect(screen.getByText('Lou Probe, sister')).toBeTruthy();
    expect(screen.getByText('has no consent to be called')).toBeTruthy();
    expect(screen.getByText(/3 minutes left/)).toBeTruthy();
    await vi.waitFor(() => expect(document.activeElement?.textContent).toContain('1 Example Street'));
  });

  it('a refusal is said, and nothing is shown', async () => {
    server.on(`POST ${PATH}`, new HttpProblem(429, 'too_fast'));
    await openFor(ANN);
    await type(screen.getByLabelText(/What is happening/), 'x');
    fireEvent.click(screen.getByLabelText('This is an emergency'));
    await drawn();
    fireEvent.click(button('Open now'));
    await drawn();
    expect(within(dialog()).getByText('Too many attempts. Wait a little, then try again.')).toBeTruthy();
  });

  it('what is open already is shown without asking for a reason again', async () => {
    server.on(`GET ${PATH}`, FACTS);
    await openFor({ ...ANN, emergencyUntil: Date.now() + MINUTE });
    expect(screen.queryByLabelText(/What is happening/)).toBeNull();
    expect(screen.getByText('(555) 010-0142')).toBeTruthy();
  });
});

describe('the card', () => {
  const open = { ...ANN, emergencyUntil: Date.now() + 60 * MINUTE };

  it('says plainly that nothing is known, and whom to call', async () => {
    const { place: _, callBack: __, phone: ___, contact: ____, ...rest } = FACTS;
    server.on(`GET ${PATH}`, rest);
    await openFor(open);
    expect(screen.getByText('The clinic knows no place, no number and no emergency contact of this person.')).toBeTruthy();
    expect(screen.getByText(/call 911/)).toBeTruthy();
    expect(screen.getByText('(555) 010-0100')).toBeTruthy();
  });

  it('names what is missing of it', async () => {
    const { place: _, contact: __, ...rest } = FACTS;
    server.on(`GET ${PATH}`, rest);
    await openFor(open);
    expect(screen.getByText('No place is known. No emergency contact is known.')).toBeTruthy();
  });

  it('goes when its time is over, and may be opened again', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    server.on(`GET ${PATH}`, FACTS);
    await openFor({ ...ANN, emergencyUntil: Date.now() + MINUTE });
    // The clock of the card runs once its effect has.
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    vi.advanceTimersByTime(2 * MINUTE);
    await drawn();
    expect(screen.getByText(/(1:00|0:59) left/)).toBeTruthy();
    vi.advanceTimersByTime(MINUTE);
    await vi.waitFor(() => expect(screen.getByText(/has ended/)).toBeTruthy());
    expect(screen.queryByText('1 Example Street, NY')).toBeNull();
    fireEvent.click(button('Open again'));
    await drawn();
    expect(screen.getByLabelText(/What is happening/)).toBeTruthy();
  });

  it('is ended by its person', async () => {
    server.on(`GET ${PATH}`, FACTS).on(`DELETE ${PATH}`, undefined);
    await openFor(open);
    fireEvent.click(button('End access now'));
    await drawn();
    expect(server.sent(`DELETE ${PATH}`)).toHaveLength(1);
    expect(closed).toHaveBeenCalled();
  });

  it('that the server no longer opens leads back to the reason', async () => {
    server.on(`GET ${PATH}`, new HttpProblem(409, 'emergency_over'));
    await openFor(open);
    expect(within(dialog()).getByText('This emergency access is not open. It may have ended.')).toBeTruthy();
    fireEvent.click(button('Open again'));
    await drawn();
    expect(screen.getByLabelText(/What is happening/)).toBeTruthy();
  });
});

describe('the list of participants', () => {
  const list = (roles: StaffRole[], part: Partial<Participant> = {}): Promise<void> => {
    server.on('GET /api/clinic/participants', { participants: [{ ...ANN, ...part }] });
    return show(roles, <Participants />);
  };
  const more = async (): Promise<string[]> => {
    await press('More for Ann Probe');
    return screen.getAllByRole('menuitem', { hidden: true }).map((item) => item.textContent ?? '');
  };

  it('has it in the menu of counselors and supervisors, and of nobody else', async () => {
    for (const [role, offered] of [['counselor', true], ['supervisor', true], ['scheduler', false]] as const) {
      await list([role]);
      expect((await more()).includes('Emergency access')).toBe(offered);
      cleanup();
    }
  });

  it('shows what is open, and leads back to it', async () => {
    server.on(`GET ${PATH}`, FACTS);
    await list(['counselor'], { emergencyUntil: Date.now() + MINUTE });
    fireEvent.click(screen.getByRole('button', { name: /^Emergency until/ }));
    expect(await screen.findByText('1 Example Street, NY')).toBeTruthy();
  });
});

const access = (id: string, part: Partial<EmergencyAccess> = {}): EmergencyAccess => ({
  id,
  person: 'ann',
  name: 'Ann Probe',
  by: 'ruth',
  byName: 'Ruth Alvarez',
  own: false,
  reason: 'Said goodbye',
  openedAt: NOW,
  endsAt: NOW + 12 * MINUTE,
  closed: true,
  open: false,
  reads: 2,
  shown: ['place', 'emergency_contact'],
  ...part,
});

describe('the review', () => {
  const page = (...accesses: EmergencyAccess[]): Promise<void> => {
    server.on('GET /api/audit/emergencies', { accesses, more: false }).on('GET /api/staff/emergencies', { waiting: 0, unattended: 0 });
    return show(['privacy_officer'], <Emergencies />);
  };

  it('shows who, whom, why, for how long and what was read', async () => {
    await page(access('e1'), access('e2', { closed: false, endsAt: NOW + 60 * MINUTE, reads: 0, shown: [] }));
    expect(screen.getByText('2 wait to be reviewed')).toBeTruthy();
    expect(screen.getAllByText('Ruth Alvarez opened Ann Probe’s contact facts')).toHaveLength(2);
    expect(screen.getAllByText('Said goodbye')).toHaveLength(2);
    expect(screen.getByText(/open for 12 minutes, then ended by them/)).toBeTruthy();
    expect(screen.getByText(/open for 60 minutes, until it ended by itself/)).toBeTruthy();
    expect(screen.getByText('Read 2 times: last known place, emergency contact')).toBeTruthy();
    expect(screen.getByText('Nothing was read.')).toBeTruthy();
  });

  it('says when there are more than are shown', async () => {
    server.on('GET /api/audit/emergencies', { accesses: [access('e1')], more: true });
    await show(['privacy_officer'], <Emergencies />);
    expect(screen.getByText(/These are the oldest/)).toBeTruthy();
  });

  it('is said with a note or without one, and the number is asked for anew', async () => {
    server.on('POST /api/audit/emergencies/e1/review', undefined);
    await page(access('e1'));
    await type(screen.getByLabelText(/Note/), ' Right so ');
    server.on('GET /api/audit/emergencies', { accesses: [], more: false });
    fireEvent.click(screen.getByRole('button', { name: 'Reviewed: Ruth Alvarez, Ann Probe' }));
    await drawn();
    await drawn();
    expect(server.sent('POST /api/audit/emergencies/e1/review').map((ask) => ask.json)).toEqual([{ note: 'Right so' }]);
    expect(await screen.findByText('None waits to be reviewed.')).toBeTruthy();
    expect(server.calls.map((call) => call.path)).toContain('/api/staff/emergencies');
  });

  it('is not offered for one’s own, nor while it is open', async () => {
    await page(access('e1', { own: true }), access('e2', { open: true }));
    expect(screen.queryByRole('button', { name: /^Reviewed/ })).toBeNull();
    expect(screen.getByText('You opened this one. Somebody else with this role has to review it.')).toBeTruthy();
    expect(screen.getByText('It is still open. It can be reviewed once it has ended.')).toBeTruthy();
  });

  it('of before is fetched when it is asked for, page by page', async () => {
    const review = { byName: 'Ada Itkin', at: NOW, note: 'Right so' };
    server.on('GET /api/audit/emergencies/reviewed', { accesses: [access('e0', { review })], more: true });
    server.on('GET /api/audit/emergencies/reviewed?below=e0', { accesses: [access('d9', { review })], more: false });
    await page();
    const asked = (): number => server.calls.filter((call) => call.path.includes('/reviewed')).length;
    expect(asked()).toBe(0);
    const box = screen.getByText('Reviewed before').closest('details');
    if (!box) throw new Error('no box');
    box.open = true;
    fireEvent(box, new Event('toggle'));
    fireEvent.click(await screen.findByRole('button', { name: 'Show older entries' }));
    await drawn();
    await drawn();
    expect(screen.getAllByText(/Reviewed by Ada Itkin/)).toHaveLength(2);
    expect(screen.queryByText('Show older entries')).toBeNull();
  });
});

describe('who is told', () => {
  const shell = (waiting: number, unattended: number, ...roles: StaffRole[]): Promise<void> => {
    server.on('GET /api/staff/emergencies', { waiting, unattended });
    return show(roles, <Shell>{undefined}</Shell>);
  };

  it('a privacy officer by the number in the menu', async () => {
    await shell(2, 0, 'privacy_officer');
    expect(screen.getByRole('img', { name: '2 wait to be reviewed' }).closest('a')?.textContent).toBe('Audit log2');
    expect(server.calls.find((call) => call.path === '/api/staff/emergencies')?.ask.headers).toMatchObject({ 'x-evenkeel-passive': '1' });
  });

  it('a supervisor only when nobody is there who looks', async () => {
    await shell(2, 0, 'supervisor');
    expect(screen.queryByRole('link', { name: 'Name a privacy officer' })).toBeNull();
    cleanup();
    await shell(2, 1, 'supervisor');
    expect(screen.getByText(/^1 emergency access waits to be reviewed/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Name a privacy officer' }).getAttribute('href')).toBe('#/clinic/staff');
  });

  it('nobody else is asked about', async () => {
    await shell(2, 2, 'counselor');
    expect(server.calls.map((call) => call.path)).not.toContain('/api/staff/emergencies');
    expect(screen.queryByText(/wait to be reviewed/)).toBeNull();
  });
});
