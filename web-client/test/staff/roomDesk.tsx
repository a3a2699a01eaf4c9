import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, vi } from 'vitest';
import { SessionContext } from '../../src/staff/context';
import { Desk } from '../../src/staff/room/desk';
import { RoomScreen } from '../../src/staff/room/RoomScreen';
import { StaffSession } from '../../src/staff/session';
import type { MemberView, Role, RoomSnapshot, SessionView, WaitingView } from '../../src/wire/types';
import { drawn } from '../hands';
import { FakeRoom, FakeServer } from '../participant/fakes';
import { aRoom } from '../protocol/world';

export const member = (id: string, name: string, part: Partial<MemberView> = {}): MemberView => ({
  member: id,
  name,
  fullName: `${name} Full`,
  role: 'participant',
  presence: 'connected',
  presenceSince: 0,
  microphone: false,
  camera: false,
  aside: false,
  screen: false,
  ...part,
});

export const waiter = (id: string, name: string, part: Partial<WaitingView> = {}): WaitingView => ({
  member: id,
  name,
  fullName: `${name} Full`,
  role: 'participant',
  expected: 'today',
  cause: 'arrived',
  since: 0,
  presence: 'connected',
  gatePassed: true,
  gate: { alone: true, driving: false, safe: true, rulesAccepted: true },
  ...part,
});

export interface Parts {
  role?: Role;
  session?: Partial<SessionView>;
  members?: MemberView[];
  waiting?: WaitingView[];
  rest?: Partial<RoomSnapshot>;
}

export function staffRoom({ role = 'facilitator', session = {}, members, waiting = [], rest = {} }: Parts = {}): RoomSnapshot {
  const room = aRoom();
  return {
    ...room,
    self: { ...room.self, member: 'ruth', role, qualified: true },
    session: { ...room.session, title: 'Evening group', lead: 'ruth', startedAt: 0, ...session },
    members: members ?? [member('ruth', 'Ruth', { role }), member('maya', 'Maya', { microphone: true }), member('theo', 'Theo', { hand: 4 })],
    waiting,
    ...rest,
  };
}

export const CSRF = { person: 'p', name: 'Ruth', fullName: 'Ruth Full', roles: ['counselor'], csrf: 'csrf-1' };
/** The room of the test that runs now, see {@link open}. */
export let server: FakeServer;
export let live: FakeRoom;
export let desk: Desk;

export async function open(parts: Parts = {}): Promise<void> {
  server = new FakeServer().on('GET /api/staff/me', CSRF);
  const staff = new StaffSession(server.http);
  await staff.open(undefined);
  live = new FakeRoom(staffRoom(parts));
  desk = new Desk(live, 's1');
  render(<Page staff={staff} />);
  await drawn();
}

function Page({ staff }: { staff: StaffSession }) {
  const { room } = live.view.value;
  return <SessionContext.Provider value={staff}>{room && <RoomScreen desk={desk} room={room} />}</SessionContext.Provider>;
}

export async function show(parts: Parts): Promise<void> {
  live.show(staffRoom(parts));
  await drawn();
}

export const key = async (name: string): Promise<void> => {
  fireEvent.keyDown(document.body, { key: name });
  await drawn();
};

export const item = async (name: string): Promise<void> => {
  fireEvent.click(screen.getByRole('menuitem', { name, hidden: true }));
  await drawn();
};

export const more = async (name: string): Promise<void> => {
  const [first] = screen.getAllByRole('button', { name: `More for ${name}` });
  if (!first) throw new Error(`no menu for ${name}`);
  fireEvent.click(first);
  await drawn();
};

export const dialog = (): HTMLElement => screen.getByRole('dialog', { hidden: true });

/** A wide screen, time under the test's hand, and nothing left of the test before. Call once in a file. */
export function eachFromTheStart(): void {
  beforeEach(() => {
    sessionStorage.clear();
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });
}
