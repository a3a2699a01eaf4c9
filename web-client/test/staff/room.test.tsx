// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { roomOf } from '../../src/protocol';
import { SessionContext } from '../../src/staff/context';
import { news } from '../../src/staff/room/announce';
import { Desk, UNDO_MILLIS } from '../../src/staff/room/desk';
import { LiveRoomView } from '../../src/staff/room/RoomPage';
import { RoomScreen } from '../../src/staff/room/RoomScreen';
import { StaffSession } from '../../src/staff/session';
import type { MemberView, Role, RoomSnapshot, SessionView, WaitingView } from '../../src/wire/types';
import { choose, drawn, press, send, type } from '../hands';
import { FakeRoom, FakeServer } from '../participant/fakes';
import { aRoom } from '../protocol/world';

const member = (id: string, name: string, part: Partial<MemberView> = {}): MemberView => ({
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

const waiter = (id: string, name: string, part: Partial<WaitingView> = {}): WaitingView => ({
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

interface Parts {
  role?: Role;
  session?: Partial<SessionView>;
  members?: MemberView[];
  waiting?: WaitingView[];
  rest?: Partial<RoomSnapshot>;
}

function staffRoom({ role = 'facilitator', session = {}, members, waiting = [], rest = {} }: Parts = {}): RoomSnapshot {
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

const CSRF = { person: 'p', name: 'Ruth', fullName: 'Ruth Full', roles: ['counselor'], csrf: 'csrf-1' };
let server: FakeServer;
let live: FakeRoom;
let desk: Desk;

async function open(parts: Parts = {}): Promise<void> {
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

async function show(parts: Parts): Promise<void> {
  live.show(staffRoom(parts));
  await drawn();
}

const key = async (name: string): Promise<void> => {
  fireEvent.keyDown(document.body, { key: name });
  await drawn();
};

const item = async (name: string): Promise<void> => {
  fireEvent.click(screen.getByRole('menuitem', { name, hidden: true }));
  await drawn();
};

const more = async (name: string): Promise<void> => {
  const [first] = screen.getAllByRole('button', { name: `More for ${name}` });
  if (!first) throw new Error(`no menu for ${name}`);
  fireEvent.click(first);
  await drawn();
};

const dialog = (): HTMLElement => screen.getByRole('dialog', { hidden: true });

beforeEach(() => {
  sessionStorage.clear();
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the waiting queue', () => {
  it('shows what speaks for and against each person, and admits with one press', async () => {
    const gate = { alone: false, driving: false, safe: true, rulesAccepted: true };
    await open({ waiting: [waiter('c', 'Carmen', { gate, expected: 'unknown' })] });
    for (const flag of ['not on a roster', 'not alone']) expect(screen.getByText(flag)).toBeTruthy();
    await press('Admit');
    expect(live.commands).toEqual([{ kind: 'admit', member: 'c' }]);
  });

  it('offers no admission to somebody who drives or has not answered, but a line', async () => {
    const driving = { alone: true, driving: true, safe: true, rulesAccepted: true };
    await open({ waiting: [waiter('l', 'Lee', { gate: driving }), waiter('k', 'Kit', { gatePassed: false })] });
    expect(screen.queryByRole('button', { name: 'Admit' })).toBeNull();
    await press('Write: please park');
    expect(desk.panel.value).toBe('chat');
    expect(desk.writeTo.value).toBe('l');
  });

  it('warns of people who must not meet, whether they are in or wait, and asks once before admitting', async () => {
    await open({ waiting: [waiter('c', 'Carmen', { apart: ['theo', 'l', 'gone'] }), waiter('l', 'Lee')] });
    expect(screen.getByText('Do not admit together with Theo Full: in the room now.')).toBeTruthy();
    expect(screen.getByText('Do not admit together with Lee Full: waiting too.')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Admit' })[0] as HTMLElement);
    await drawn();
    expect(live.commands).toEqual([]);
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('Carmen Full');
    expect(dialog.textContent).toContain('Theo Full, Lee Full');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Admit' }));
    expect(live.commands).toEqual([{ kind: 'admit', member: 'c' }]);
  });

  it('leaves those who must not meet out of "admit all expected", and asks before the shortcut admits', async () => {
    await open({ waiting: [waiter('c', 'Carmen', { apart: ['theo'] })] });
    expect(screen.queryByRole('button', { name: 'Admit all expected' })).toBeNull();
    fireEvent.keyDown(document.body, { key: 'a' });
    await drawn();
    expect(live.commands).toEqual([]);
    expect(screen.getByRole('dialog').textContent).toContain('Theo Full');
  });

  it('names those whom "admit all expected" lets in before it does', async () => {
    const unsafe = { alone: true, driving: false, safe: false, rulesAccepted: true };
    await open({ waiting: [waiter('a', 'Ana'), waiter('b', 'Ben'), waiter('u', 'Uma', { gate: unsafe }), waiter('x', 'Xia', { expected: 'unknown' })] });
    await press('Admit all expected');
    expect(within(dialog()).getAllByRole('listitem', { hidden: true }).map((each) => each.textContent)).toEqual(['Ana Full', 'Ben Full']);
    expect(live.commands).toEqual([]);
    fireEvent.click(within(dialog()).getByText('Admit'));
    expect(live.commands).toEqual([{ kind: 'admit_all_expected' }]);
  });

  it('declines only after asking by name, and takes it back for ten seconds', async () => {
    await open({ waiting: [waiter('c', 'Carmen')] });
    await more('Carmen Full');
    await item('Decline');
    expect(dialog().textContent).toContain('Decline Carmen Full?');
    fireEvent.click(within(dialog()).getByText('Decline'));
    await drawn();
    expect(live.commands).toEqual([{ kind: 'decline', member: 'c' }]);
    await press('Undo');
    expect(live.commands.at(-1)).toEqual({ kind: 'undo_decline', member: 'c' });
    expect(desk.toasts.value.map(({ text, undo }) => [text, undo])).toEqual([[expect.stringMatching(/^Carmen Full may come to the waiting room again/), undefined]]);
  });

  it('takes the undo away after ten seconds', async () => {
    await open();
    await desk.decline({ member: 'c', name: 'Carmen' });
    vi.advanceTimersByTime(UNDO_MILLIS - 1);
    expect(desk.toasts.value).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(desk.toasts.value).toEqual([]);
  });

  it('offers no undo for what was refused, but says why', async () => {
    await open();
    live.outcome = { ok: false, code: 'not_waiting' };
    await desk.decline({ member: 'c', name: 'Carmen' });
    expect(desk.toasts.value).toEqual([{ id: 1, text: 'That person is no longer waiting.' }]);
  });

  it('lists who is out, with the way back that fits', async () => {
    const outside = [
      { member: 'd', name: 'Dee', standing: 'declined', at: 1 },
      { member: 'r', name: 'Rob', standing: 'barred', reason: 'safety', at: 2 },
    ] as const;
    await open({ rest: { outside } });
    await desk.decline({ member: 'd', name: 'Dee' });
    live.commands.length = 0;
    await press('Undo for Dee');
    expect(desk.toasts.value.filter(({ undo }) => undo)).toEqual([]);
    await press('Undo for Rob');
    expect(live.commands).toEqual([
      { kind: 'undo_decline', member: 'd' },
      { kind: 'undo_remove', member: 'r' },
    ]);
  });
});

describe('what speaks against an admission', () => {
  const unsafe = { alone: true, driving: false, safe: false, rulesAccepted: true };

  it('of somebody who is not safe: writing comes first, and admitting asks', async () => {
    await open({ waiting: [waiter('u', 'Uma', { gate: unsafe })] });
    const [write] = screen.getAllByRole('button', { name: /^(Write|Admit)$/ });
    expect(write?.textContent).toBe('Write');
    expect(write?.className).toContain('primary');
    await press('Admit');
    await key('a');
    expect(live.commands).toEqual([]);
    expect(dialog().textContent).toContain('Uma Full answered not to be sober or not to be safe');
    fireEvent.click(within(dialog()).getByText('Admit'));
    expect(live.commands).toEqual([{ kind: 'admit', member: 'u' }]);
  });

  it('before the session starts: nobody is admitted, and the words say what to do', async () => {
    await open({ session: { phase: 'prepared' }, members: [member('ruth', 'Ruth', { role: 'facilitator' })], waiting: [waiter('c', 'Carmen')] });
    expect((screen.getByRole('button', { name: 'Admit' }) as HTMLButtonElement).disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Admit all expected' })).toBeNull();
    expect(screen.getByText('Start the session, then admit.')).toBeTruthy();
    expect(screen.getByText(/You are the first. Start the session/)).toBeTruthy();
    await key('a');
    await key('e');
    expect(live.commands).toEqual([]);
    expect(desk.toasts.value.map(({ text }) => text)).toContain('Start the session, then admit.');
  });
});

/** A line written before the counselor came counted as read, and a reload counted everything as read. */
describe('a line from the waiting room', () => {
  const messages = [
    { id: '1', kind: 'to_staff', from: 'c', fromName: 'Carmen', text: 'I am early', at: 1 },
    { id: '2', kind: 'line', from: 'ruth', to: 'c', text: 'Good', at: 2 },
    { id: '3', kind: 'to_staff', from: 'c', fromName: 'Carmen', text: 'I have no headphones', at: 3 },
  ] as const;
  const tab = (): string | null => screen.getByRole('tab', { name: /Chat/ }).textContent;

  it('is unread until the chat was open, on the tab and on the card', async () => {
    await open({ waiting: [waiter('c', 'Carmen')], rest: { messages } });
    expect(tab()).toBe('Chat2');
    fireEvent.click(screen.getByText('“I have no headphones”'));
    await drawn();
    expect(desk.writeTo.value).toBe('c');
    expect(tab()).toBe('Chat');
    expect(screen.queryByText('“I have no headphones”')).toBeNull();
  });

  it('stays read over a reload, and what comes after it does not', async () => {
    await open({ waiting: [waiter('c', 'Carmen')], rest: { messages: messages.slice(0, 2) } });
    fireEvent.click(screen.getByRole('tab', { name: /Chat/ }));
    await drawn();
    cleanup();
    await open({ waiting: [waiter('c', 'Carmen')], rest: { messages } });
    expect(tab()).toBe('Chat1');
  });
});

describe('whom a line goes to', () => {
  it('falls back to staff, visibly, when the one it was for is not offered any more', async () => {
    await open({ waiting: [waiter('c', 'Carmen')] });
    desk.writeToPerson({ member: 'c', name: 'Carmen' });
    await drawn();
    expect((screen.getByRole('combobox') as HTMLSelectElement).value).toBe('c');
    await show({ waiting: [] });
    expect((screen.getByRole('combobox') as HTMLSelectElement).value).toBe('staff');
    await type(screen.getByLabelText('Write a line'), 'for whom?');
    await send(screen.getByLabelText('Write a line'));
    expect(live.commands).toEqual([{ kind: 'say_to_staff', text: 'for whom?' }]);
    await show({ waiting: [waiter('c', 'Carmen')] });
    expect((screen.getByRole('combobox') as HTMLSelectElement).value).toBe('staff');
  });
});

describe('acts on a member', () => {
  it('removes only with a kind and a reason, asked by name', async () => {
    await open();
    await more('Maya');
    await item('Remove…');
    const yes = within(dialog()).getByRole('button', { name: 'Remove Maya Full', hidden: true }) as HTMLButtonElement;
    expect(yes.disabled).toBe(true);
    fireEvent.click(within(dialog()).getByLabelText('Not again in this session'));
    await choose(within(dialog()).getByRole('combobox', { hidden: true }), 'safety');
    fireEvent.click(yes);
    await drawn();
    expect(live.commands).toEqual([{ kind: 'remove', member: 'maya', removal: 'barred', reason: 'safety' }]);
    await press('Undo');
    expect(live.commands.at(-1)).toEqual({ kind: 'undo_remove', member: 'maya' });
  });

  it('a peer mentor cannot bar, and sees no place', async () => {
    await open({ role: 'peer_mentor' });
    await more('Maya');
    expect(screen.queryByRole('menuitem', { name: 'Place and number', hidden: true })).toBeNull();
    await item('Remove…');
    expect(within(dialog()).queryByText('Not again in this session')).toBeNull();
  });

  it('an observer has no acts at all', async () => {
    await open({ role: 'observer', waiting: [waiter('c', 'Carmen')] });
    for (const name of ['Admit', 'Mute all', 'End session', 'Break', 'More for Maya']) expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('fetches place and number only on the press', async () => {
    await open();
    const path = 'GET /api/staff/sessions/s1/people/maya/gate';
    server.on(path, { place: 'At home', state: 'WA', callBack: '(555) 010-0142', alone: true, driving: false, safe: true, rulesAccepted: true, at: 1 });
    expect(server.sent(path)).toEqual([]);
    await more('Maya');
    await item('Place and number');
    await drawn();
    expect(within(dialog()).getByText('(555) 010-0142').closest('a')?.getAttribute('href')).toBe('tel:5550100142');
    expect(server.sent(path)).toHaveLength(1);
  });

  it('nobody unmutes anybody: an open microphone can be muted, a muted one cannot be opened', async () => {
    await open();
    await more('Maya');
    await item('Mute');
    expect(live.commands).toEqual([{ kind: 'mute', member: 'maya' }]);
    await more('Theo');
    expect(screen.queryByRole('menuitem', { name: /unmute/i, hidden: true })).toBeNull();
  });
});

describe('what was decided about sound', () => {
  const flowing = async (): Promise<void> => {
    await open();
    live.media.value?.heard({ t: 'media', mode: 'sfu', life: 'l', relayOnly: false, relays: [] });
    live.outcome = { ok: true, seq: 30 };
    await more('Maya');
    await item('Mute');
  };
  const held = async (seq: number, late: string[], failed: string[]): Promise<void> => {
    live.media.value?.heard({ t: 'held', seq, late, failed });
    await drawn();
  };

  it('says muting until the media server has confirmed it', async () => {
    await flowing();
    expect(screen.getAllByText('muting…')).toHaveLength(2);
    await held(30, ['maya'], []);
    expect(screen.getAllByText('muting…')).toHaveLength(2);
    await held(31, [], []);
    expect(screen.queryByText('muting…')).toBeNull();
  });

  it('warns on the tile and once in words when it could not', async () => {
    await flowing();
    await held(30, ['maya'], ['maya']);
    expect(screen.getAllByText('not confirmed')).toHaveLength(2);
    expect(desk.toasts.value.map(({ text }) => text)).toEqual(['Maya Full: not confirmed by the media server. It is tried again.']);
  });

  it('tells staff in one sentence when the server has no sound and picture', async () => {
    await open();
    live.media.value?.heard({ t: 'media', mode: 'none', life: 'none', relayOnly: false, relays: [] });
    await drawn();
    expect(screen.getByText(/This server has no sound and picture/)).toBeTruthy();
  });
});

describe('the room as a whole', () => {
  it('ends only after asking, and names the session and how many are in it', async () => {
    await open({ waiting: [waiter('c', 'Carmen')] });
    await press('End session');
    expect(dialog().textContent).toContain('End “Evening group” for everyone?');
    expect(dialog().textContent).toContain('2 other people');
    expect(dialog().textContent).toContain('1 person still waits');
    expect(live.commands).toEqual([]);
    fireEvent.click(within(dialog()).getByText('End session'));
    expect(live.commands).toEqual([{ kind: 'end' }]);
  });

  it('starts, breaks, goes on and locks', async () => {
    await open({ session: { phase: 'prepared' } });
    await press('Start session');
    await show({});
    await press('Break');
    await show({ session: { breakSince: 1 } });
    await press('End break');
    await press('Lock room');
    expect(live.commands.map((each) => each.kind)).toEqual(['start', 'start_break', 'end_break', 'lock_room']);
  });

  it('lowers all hands and can raise them again', async () => {
    await open();
    await press('Hands 1');
    await press('Undo');
    expect(live.commands).toEqual([{ kind: 'lower_all_hands' }, { kind: 'restore_hands' }]);
  });

  it('starts a timer in milliseconds and refuses nonsense', async () => {
    await open();
    desk.panel.value = 'timer';
    await drawn();
    await press('5 min');
    const start = screen.getByRole('button', { name: 'Start' }) as HTMLButtonElement;
    expect(start.disabled).toBe(true);
    await type(screen.getByLabelText('Minutes'), '2.5');
    await send(screen.getByLabelText('Minutes'));
    expect(live.commands).toEqual([
      { kind: 'start_timer', durationMillis: 300_000 },
      { kind: 'start_timer', durationMillis: 150_000 },
    ]);
  });

  it('writes to staff first, and to the one who is answered', async () => {
    const messages = [{ id: '1', kind: 'to_staff', from: 'theo', fromName: 'Theo', text: 'I must go early', at: 1 }] as const;
    await open({ rest: { messages } });
    desk.panel.value = 'chat';
    await drawn();
    await type(screen.getByLabelText('Write a line'), 'noted');
    await send(screen.getByLabelText('Write a line'));
    await press('Reply');
    await type(screen.getByLabelText('Write a line'), 'Thank you');
    await send(screen.getByLabelText('Write a line'));
    expect(live.commands).toEqual([
      { kind: 'say_to_staff', text: 'noted' },
      { kind: 'write_to_member', member: 'theo', text: 'Thank you' },
    ]);
  });

  it('looks after a call for support', async () => {
    await open({ rest: { alerts: [{ member: 'theo', name: 'Theo', at: 0 }] } });
    expect(screen.getByText('Theo asked for support')).toBeTruthy();
    await press('Seen');
    expect(live.commands).toEqual([{ kind: 'support_seen', member: 'theo' }]);
  });
});

describe('leaving', () => {
  const leave = async (): Promise<void> => {
    await press('More');
    await item('Leave the room');
  };

  it('asks the last qualified person, and says what comes then', async () => {
    await open();
    await leave();
    expect(live.commands).toEqual([]);
    expect(dialog().textContent).toContain('after a minute participants are muted');
    fireEvent.click(within(dialog()).getByText('Leave the room'));
    expect(live.commands).toEqual([{ kind: 'leave' }]);
  });

  it('asks nobody who leaves somebody behind that can lead, nor before the start', async () => {
    const both = [member('ruth', 'Ruth', { role: 'facilitator' }), member('dan', 'Dan', { role: 'co_facilitator', qualified: true })];
    await open({ members: both });
    await leave();
    await show({ session: { phase: 'prepared' } });
    await leave();
    expect(live.commands).toEqual([{ kind: 'leave' }, { kind: 'leave' }]);
  });
});

describe('on a tablet', () => {
  it('the room opens on those who wait, and shows them once when the window grows', async () => {
    let tell = (): void => undefined;
    const list = { matches: true, addEventListener: (_: string, act: () => void) => (tell = act), removeEventListener: () => undefined };
    vi.stubGlobal('matchMedia', () => list);
    await open({ waiting: [waiter('c', 'Carmen')] });
    vi.advanceTimersByTime(100);
    await drawn();
    expect(desk.panel.value).toBe('waiting');
    list.matches = false;
    tell();
    await drawn();
    expect(screen.getAllByText('Carmen Full')).toHaveLength(1);
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('People');
  });
});

describe('the keyboard', () => {
  it('does what the sheet says', async () => {
    await open({ waiting: [waiter('c', 'Carmen')] });
    for (const each of ['m', 'a', 'x', 'b', 'l']) await key(each);
    expect(live.commands).toEqual([
      { kind: 'set_microphone', on: true },
      { kind: 'admit', member: 'c' },
      { kind: 'mute_all' },
      { kind: 'start_break' },
      { kind: 'lock_room' },
    ]);
    await key('?');
    expect(dialog().textContent).toContain('Keyboard shortcuts');
  });

  it('is quiet while somebody types, in a dialog, and with modifier keys', async () => {
    await open();
    desk.panel.value = 'chat';
    await drawn();
    fireEvent.keyDown(screen.getByLabelText('Write a line'), { key: 'x' });
    fireEvent.keyDown(document.body, { key: 'x', ctrlKey: true });
    desk.ask({ what: 'end' });
    await key('x');
    expect(live.commands).toEqual([]);
  });

  it('does not let an observer act by keys', async () => {
    await open({ role: 'observer', waiting: [waiter('c', 'Carmen')] });
    for (const each of ['a', 'x', 'b', 'l', 'h', 'e']) await key(each);
    expect(live.commands).toEqual([]);
  });
});

describe('what is said aloud', () => {
  it('tells joins, hands and waiters politely and support urgently', () => {
    const before = roomOf(staffRoom());
    const after = roomOf(
      staffRoom({
        members: [member('ruth', 'Ruth', { role: 'facilitator' }), member('maya', 'Maya', { hand: 9 }), member('new', 'Nia')],
        waiting: [waiter('c', 'Carmen')],
        rest: { alerts: [{ member: 'maya', name: 'Maya', at: 0 }] },
      }),
    );
    const { polite, urgent } = news(before, after);
    expect(polite).toEqual(['Carmen Full is waiting', 'Maya Full raised a hand', 'Nia Full came in', 'Theo Full is gone']);
    expect(urgent).toEqual(['Maya asked for support']);
  });

  it('counts those who ring in the title of the tab, and never who they are', async () => {
    await open({ waiting: [waiter('c', 'Carmen'), waiter('n', 'Ned', { cause: 'not_now' })] });
    vi.advanceTimersByTime(100);
    await drawn();
    expect(document.title).toBe('(1) Appointment');
    await show({ waiting: [] });
    vi.advanceTimersByTime(100);
    await drawn();
    expect(document.title).toBe('Appointment');
  });
});

describe('the end of the connection', () => {
  it.each([
    ['ended', 'The session has ended', 'Review attendance'],
    ['connected_elsewhere', 'You are not in the room', 'Use here'],
    ['left', 'You are not in the room', 'Come back'],
  ] as const)('%s: says so and leads on', async (close, title, next) => {
    server = new FakeServer().on('GET /api/staff/me', CSRF);
    const staff = new StaffSession(server.http);
    await staff.open(undefined);
    live = new FakeRoom(staffRoom());
    live.end(close);
    render(
      <SessionContext.Provider value={staff}>
        <LiveRoomView live={live} session="s1" onAgain={() => undefined} />
      </SessionContext.Provider>,
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
    expect(screen.getByText(next)).toBeTruthy();
  });
});
