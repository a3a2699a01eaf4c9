// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpProblem } from '../../src/common/http';
import { StaffApp } from '../../src/staff/App';
import type { Me, StaffRole } from '../../src/staff/api';
import { SessionContext } from '../../src/staff/context';
import { addressOf, route, routeOf } from '../../src/staff/router';
import { StaffSession } from '../../src/staff/session';
import { SystemPage } from '../../src/staff/system/SystemPage';
import type { SystemAnswer, SystemPart } from '../../src/staff/systemApi';
import { drawn, press } from '../hands';
import { FakeServer } from '../participant/fakes';

const me = (...roles: StaffRole[]): Me => ({ person: 'p', name: 'Ada', fullName: 'Ada Full', roles, csrf: 'csrf-1', notices: [], idleMillis: 900_000, idleLeftMillis: 900_000 });
const part = (code: string, state: SystemPart['state'], more: Partial<SystemPart> = {}): SystemPart => ({ code, area: 'Area', looks: `looks ${code}`, state, found: `found ${code}`, why: `why ${code}`, ...more });
const answer = (more: Partial<SystemAnswer> = {}): SystemAnswer => ({
  version: '1.2.3',
  started: 0,
  looked: 60_000,
  numbers: { rooms: 4, people: 37, waiting: 3, connections: 62 },
  parts: [part('redis', 'fine')],
  events: [],
  log: { level: 'info', configured: 'info', mayChange: true },
  ...more,
});

async function open(server: FakeServer, ...roles: StaffRole[]): Promise<void> {
  server.on('GET /api/staff/me', me(...roles));
  const staff = new StaffSession(server.http);
  await staff.open(undefined);
  render(
    <SessionContext.Provider value={staff}>
      <SystemPage />
    </SessionContext.Provider>,
  );
  await drawn();
}

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('how the server stands', () => {
  it('says in one line whether all is well, and the numbers', async () => {
    await open(new FakeServer().on('GET /api/system', answer()), 'it_admin');
    expect(screen.getByText('All is as it should be')).toBeTruthy();
    expect(screen.getByText('Rooms open').parentElement?.textContent).toBe('Rooms open4');
    expect(screen.getByText('People in them').parentElement?.textContent).toBe('People in them37');
    expect(screen.queryByText('What to look at')).toBeNull();
  });

  it('names what is broken first, with why and what to do', async () => {
    const parts = [part('redis', 'fine'), part('backup', 'warning', { step: 'step of backup' }), part('sfu', 'broken', { step: 'step of sfu' }), part('relay', 'unseen', { step: 'look with check' })];
    await open(new FakeServer().on('GET /api/system', answer({ parts })), 'it_admin');
    expect(screen.getByText('One thing is broken')).toBeTruthy();
    const cards = [...document.querySelectorAll('li.card')].map((card) => card.textContent);
    expect(cards).toHaveLength(2);
    expect(cards[0]).toContain('found sfu');
    expect(cards[0]).toContain('why sfu');
    expect(cards[0]).toContain('step of sfu');
    expect(cards[1]).toContain('found backup');
    expect(screen.getByText('found relay look with check')).toBeTruthy();
  });

  it('says so when the server stops answering, and keeps what it showed', async () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const server = new FakeServer().on('GET /api/system', answer());
    await open(server, 'it_admin');
    await vi.advanceTimersByTimeAsync(0);
    server.on('GET /api/system', new HttpProblem(0, 'unreachable'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.queryByRole('alert')).toBeNull();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.getByRole('alert').textContent).toContain('has not answered since');
    expect(screen.getByText('found redis')).toBeTruthy();
    server.on('GET /api/system', answer());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('counts what the log warned of', async () => {
    const events = [
      { name: 'ledger-conflict', error: true, count: 1, last: 0 },
      { name: 'sfu-away', error: false, count: 14, last: 0 },
    ];
    await open(new FakeServer().on('GET /api/system', answer({ events })), 'it_admin');
    expect(screen.getByText('ledger-conflict').closest('tr')?.textContent).toContain('Erroronce');
    expect(screen.getByText('sfu-away').closest('tr')?.textContent).toContain('Warning14 times');
  });
});

describe('the log', () => {
  it('is raised for a while and shows what the server answered', async () => {
    const raised = answer({ log: { level: 'debug', configured: 'info', until: 900_000, mayChange: true } });
    const server = new FakeServer().on('GET /api/system', answer()).on('PUT /api/system/log-level', raised);
    await open(server, 'it_admin');
    expect(screen.queryByRole('button', { name: 'Return now' })).toBeNull();
    await press('Log so for a while');
    const [asked] = server.sent('PUT /api/system/log-level');
    expect(asked?.json).toEqual({ level: 'debug', minutes: 15 });
    expect(asked?.headers?.['x-evenkeel-csrf']).toBe('csrf-1');
    expect(screen.getByText(/from the level debug \(most\) on until/)).toBeTruthy();
    server.on('PUT /api/system/log-level', answer());
    await press('Return now');
    expect(server.sent('PUT /api/system/log-level').at(-1)?.json).toEqual({ level: 'info', minutes: 0 });
  });

  it('has no buttons for who may only read', async () => {
    await open(new FakeServer().on('GET /api/system', answer({ log: { level: 'info', configured: 'info', mayChange: false } })), 'supervisor');
    expect(screen.queryByRole('button', { name: 'Log so for a while' })).toBeNull();
  });
});

describe('the way to it', () => {
  it('has an address', () => {
    expect(routeOf('#/system')).toEqual({ page: 'system' });
    expect(addressOf({ page: 'system' })).toBe('#/system');
  });

  it.each([
    ['it_admin', ['Clinic', 'System']],
    ['supervisor', ['Today', 'Clinic', 'System']],
    ['counselor', ['Today', 'Clinic']],
    ['scheduler', ['Today', 'Clinic']],
    ['moderator', ['Today']],
    ['peer_mentor', ['Today']],
  ] as const)('%s sees %j', async (role, tabs) => {
    route.value = { page: 'today' };
    const server = new FakeServer().on('GET /api/staff/me', me(role)).on('GET /api/system', answer());
    const staff = new StaffSession(server.http);
    await staff.open(undefined);
    render(<StaffApp session={staff} />);
    await drawn();
    expect([...document.querySelectorAll('nav .tab')].map((tab) => tab.textContent)).toEqual(tabs);
    if (role === 'it_admin') expect(document.querySelector('[aria-current="page"]')?.textContent).toBe('System');
  });
});
