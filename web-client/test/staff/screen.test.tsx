// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SessionContext } from '../../src/staff/context';
import { Desk } from '../../src/staff/room/desk';
import { RoomScreen } from '../../src/staff/room/RoomScreen';
import { StaffSession } from '../../src/staff/session';
import { apart, PEOPLE, self, staffSnapshot } from '../../src/stories/roomFixture';
import type { MediaMode, MemberView, RoomSnapshot } from '../../src/wire/types';
import { drawn, press } from '../hands';
import { settle } from '../media/fakes';
import { FakeRoom, FakeServer } from '../participant/fakes';

const RUTH = self({ member: 'ruth', role: 'facilitator', qualified: true, camera: false });

let live: FakeRoom;
let desk: Desk;

afterEach(() => cleanup());

function Page({ staff }: { staff: StaffSession }) {
  const { room } = live.view.value;
  return <SessionContext.Provider value={staff}>{room && <RoomScreen desk={desk} room={room} />}</SessionContext.Provider>;
}

interface Given {
  readonly mode?: MediaMode;
  readonly able?: boolean;
}

async function open(part: Partial<RoomSnapshot> = {}, { mode = 'sfu', able = true }: Given = {}): Promise<void> {
  const server = new FakeServer().on('GET /api/staff/me', { person: 'p', name: 'Ruth', fullName: 'Ruth Full', roles: ['counselor'], csrf: 'c' });
  const staff = new StaffSession(server.http);
  await staff.open(undefined);
  live = new FakeRoom(staffSnapshot({ self: RUTH, waiting: [], ...part }));
  live.devices.canShare = able;
  live.media.value?.heard({ t: 'media', mode, life: 'l', relayOnly: false, relays: [] });
  desk = new Desk(live, 's1');
  render(<Page staff={staff} />);
  await drawn();
}

const changed = (who: string, part: Partial<MemberView>): readonly MemberView[] =>
  PEOPLE.map((each) => (each.member === who ? { ...each, ...part } : each));

async function menuOf(name: string): Promise<readonly (string | null)[]> {
  const [menu] = screen.getAllByRole('button', { name: `More for ${name}` });
  if (!menu) throw new Error(`no menu for ${name}`);
  fireEvent.click(menu);
  await drawn();
  return screen.getAllByRole('menuitem', { hidden: true }).map((item) => item.textContent);
}

async function choose(name: string, act: string): Promise<void> {
  await menuOf(name);
  fireEvent.click(screen.getByRole('menuitem', { name: act, hidden: true }));
  await drawn();
}

const share = (): HTMLButtonElement | null => screen.queryByRole('button', { name: 'Share' });

describe('sharing the own screen', () => {
  it('is one press, stays in sight while it lasts, and is one press to stop', async () => {
    await open();
    await press('Share');
    await settle();
    expect(live.commands).toEqual([{ kind: 'set_screen', on: true }]);
    live.show(staffSnapshot({ self: { ...RUTH, screen: true }, members: changed('ruth', { screen: true }) }));
    await drawn();
    expect(screen.getByText('You are sharing your screen.')).toBeTruthy();
    expect(document.querySelector('.shared-screen')).toBeNull();
    expect(share()?.getAttribute('aria-pressed')).toBe('true');
    await press('Stop sharing');
    await settle();
    expect(live.commands.at(-1)).toEqual({ kind: 'set_screen', on: false });
    expect(live.devices.last.readyState).toBe('ended');
  });

  it('has a key', async () => {
    await open();
    fireEvent.keyDown(document.body, { key: 's' });
    await settle();
    expect(live.commands).toEqual([{ kind: 'set_screen', on: true }]);
  });

  it('is not offered where the browser cannot, there is no way for it, or the role may not', async () => {
    await open({}, { able: false });
    expect(share()).toBeNull();
    cleanup();
    await open({}, { mode: 'none' });
    expect(share()).toBeNull();
    fireEvent.keyDown(document.body, { key: 's' });
    expect(live.commands).toEqual([]);
    cleanup();
    await open({ self: { ...RUTH, role: 'observer' } });
    expect(share()).toBeNull();
  });

  it('waits while somebody else shares, or one talks apart', async () => {
    await open({ members: changed('sam', { screen: true }) });
    expect(share()?.disabled).toBe(true);
    cleanup();
    await open({ self: { ...RUTH, asideWith: 'jo' }, members: apart('ruth', 'jo') });
    expect(share()?.disabled).toBe(true);
  });

  it('says what the room answers when it refuses', async () => {
    await open();
    live.outcome = { ok: false, code: 'screen_taken' };
    await press('Share');
    await settle();
    await drawn();
    expect(screen.getByText('Somebody else is sharing a screen now.')).toBeTruthy();
  });
});

describe("a participant's screen", () => {
  it('is shared after an invitation, which can be taken back', async () => {
    await open();
    await choose('Sam K.', 'Invite to share the screen');
    expect(live.commands).toEqual([{ kind: 'invite_screen', member: 'sam' }]);
    live.show(staffSnapshot({ self: RUTH, members: changed('sam', { screenInvited: true }) }));
    await drawn();
    expect(screen.getByText('Sam Kelling may share the screen now.')).toBeTruthy();
    await press('Take back');
    expect(live.commands.at(-1)).toEqual({ kind: 'stop_screen', member: 'sam' });
    await choose('Sam K.', 'Take the invitation to share back');
    expect(live.commands.at(-1)).toEqual({ kind: 'stop_screen', member: 'sam' });
  });

  it('is large with the faces beside it, and staff can stop it', async () => {
    await open({ members: changed('sam', { screen: true }) });
    expect(document.querySelectorAll('.shared-screen')).toHaveLength(1);
    expect(document.querySelectorAll('.beside .tile')).toHaveLength(PEOPLE.length);
    await press('Stop it');
    expect(live.commands).toEqual([{ kind: 'stop_screen', member: 'sam' }]);
    await choose('Sam K.', 'Stop the shared screen');
    expect(live.commands.at(-1)).toEqual({ kind: 'stop_screen', member: 'sam' });
  });

  it('is asked of nobody who talks apart, hides or is staff, and not without media', async () => {
    await open({ members: apart('daniel', 'theo').map((each) => (each.member === 'maya' ? { ...each, shielded: true } : each)) });
    for (const name of ['Theo L.', 'Maya T.']) {
      expect(await menuOf(name)).not.toContain('Invite to share the screen');
      fireEvent.keyDown(screen.getByRole('menu', { hidden: true }), { key: 'Escape' });
      await drawn();
    }
    expect(await menuOf('Daniel O.')).not.toContain('Invite to share the screen');
    cleanup();
    await open({}, { mode: 'none' });
    expect(await menuOf('Sam K.')).not.toContain('Invite to share the screen');
  });

  it('is seen by an observer, who can do nothing about it', async () => {
    await open({ self: { ...RUTH, role: 'observer' }, members: changed('sam', { screen: true }) });
    expect(document.querySelectorAll('.shared-screen')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Stop it' })).toBeNull();
  });
});
