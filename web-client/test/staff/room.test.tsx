// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { roomOf } from '../../src/protocol';
import { SessionContext } from '../../src/staff/context';
import { news } from '../../src/staff/room/announce';
import { LiveRoomView } from '../../src/staff/room/RoomPage';
import { StaffSession } from '../../src/staff/session';
import { drawn } from '../hands';
import { FakeRoom, FakeServer } from '../participant/fakes';
import { CSRF, desk, dialog, eachFromTheStart, key, live, member, open, show, staffRoom, waiter } from './roomDesk';

eachFromTheStart();

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
    const server = new FakeServer().on('GET /api/staff/me', CSRF);
    const staff = new StaffSession(server.http);
    await staff.open(undefined);
    const live = new FakeRoom(staffRoom());
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
