// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { choose, drawn, press, send, type } from '../hands';
import { desk, dialog, eachFromTheStart, item, live, member, more, open, server, show, waiter } from './roomDesk';

eachFromTheStart();

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
