// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { UNDO_MILLIS } from '../../src/staff/room/desk';
import { drawn, press, send, type } from '../hands';
import { desk, dialog, eachFromTheStart, item, key, live, member, more, open, show, waiter } from './roomDesk';

eachFromTheStart();

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
