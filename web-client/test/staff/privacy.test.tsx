// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SessionContext } from '../../src/staff/context';
import { Desk } from '../../src/staff/room/desk';
import { isGroupAlone, mayStepAside } from '../../src/staff/room/privacy';
import { RoomScreen } from '../../src/staff/room/RoomScreen';
import { StaffSession } from '../../src/staff/session';
import { roomOf } from '../../src/protocol';
import { apart, member, PEOPLE, self, staffSnapshot } from '../../src/stories/roomFixture';
import type { MemberView, RoomSnapshot } from '../../src/wire/types';
import { drawn, press } from '../hands';
import { FakeRoom, FakeServer } from '../participant/fakes';

const RUTH = self({ member: 'ruth', role: 'facilitator', qualified: true });
const withoutDaniel = PEOPLE.filter((each) => each.member !== 'daniel');

let live: FakeRoom;
let desk: Desk;

afterEach(() => cleanup());

function Page({ staff }: { staff: StaffSession }) {
  const { room } = live.view.value;
  return <SessionContext.Provider value={staff}>{room && <RoomScreen desk={desk} room={room} />}</SessionContext.Provider>;
}

async function open(part: Partial<RoomSnapshot> = {}): Promise<void> {
  const server = new FakeServer().on('GET /api/staff/me', { person: 'p', name: 'Ruth', fullName: 'Ruth Full', roles: ['counselor'], csrf: 'c' });
  const staff = new StaffSession(server.http);
  await staff.open(undefined);
  live = new FakeRoom(staffSnapshot({ self: RUTH, ...part }));
  desk = new Desk(live, 's1');
  render(<Page staff={staff} />);
  await drawn();
}

async function choose(name: string, act: string): Promise<void> {
  const [menu] = screen.getAllByRole('button', { name: `More for ${name}` });
  if (!menu) throw new Error(`no menu for ${name}`);
  fireEvent.click(menu);
  await drawn();
  fireEvent.click(screen.getByRole('menuitem', { name: act, hidden: true }));
  await drawn();
}

const dialog = (): HTMLElement => screen.getByRole('dialog', { hidden: true });
const changed = (who: string, part: Partial<MemberView>): readonly MemberView[] =>
  PEOPLE.map((each) => (each.member === who ? { ...each, ...part } : each));

describe('stepping aside', () => {
  it('asks by name, says who stays with the group, and then does it', async () => {
    await open();
    await choose('Theo L.', 'Step aside…');
    expect(within(dialog()).getByText('Step aside with Theo Largo?')).toBeTruthy();
    expect(within(dialog()).getByText('With the group: Daniel Okafor.')).toBeTruthy();
    expect(live.commands).toEqual([]);
    fireEvent.click(within(dialog()).getByText('Step aside'));
    expect(live.commands).toEqual([{ kind: 'step_aside', member: 'theo' }]);
  });

  it('warns first when nobody qualified stays with the group, and lets the counselor decide', async () => {
    await open({ members: [...withoutDaniel, member('pia', 'Pia', { role: 'peer_mentor', qualified: false })] });
    await choose('Theo L.', 'Step aside…');
    expect(within(dialog()).getByRole('alert', { hidden: true }).textContent).toContain('Nobody qualified stays with the group.');
    fireEvent.click(within(dialog()).getByText('Step aside'));
    expect(live.commands).toEqual([{ kind: 'step_aside', member: 'theo' }]);
  });

  it('is the first answer to a call for support', async () => {
    await open();
    await press('Step aside…');
    expect(within(dialog()).getByText('Step aside with Jo Placeholder?')).toBeTruthy();
  });

  it('shows a banner with the way back, and veils the group', async () => {
    await open({ self: { ...RUTH, asideWith: 'jo' }, members: apart('ruth', 'jo'), alerts: [] });
    expect(screen.getByText('You and Jo Placeholder are talking apart.')).toBeTruthy();
    expect(screen.getAllByText('With the group').length).toBeGreaterThan(0);
    expect(screen.queryByText('Stepped aside')).toBeNull();
    await press('Return to the group');
    expect(live.commands).toEqual([{ kind: 'end_aside', member: 'jo' }]);
  });

  it('tells other staff who talks with whom, and lets them bring the two back', async () => {
    await open({ members: apart('daniel', 'theo') });
    expect(screen.getByText('Daniel Okafor and Theo Largo are talking apart.')).toBeTruthy();
    await choose('Theo L.', 'Bring back to the group');
    expect(live.commands).toEqual([{ kind: 'end_aside', member: 'theo' }]);
  });

  it('says that time does not count while nobody qualified is with the group', async () => {
    await open({ self: { ...RUTH, asideWith: 'jo' }, members: apart('ruth', 'jo', withoutDaniel), alerts: [] });
    expect(screen.getByText(/Nobody qualified is with the group/)).toBeTruthy();
    expect(screen.getByText(/not counting/)).toBeTruthy();
  });

  it('is offered only for participants and guests who are there and hear', () => {
    const room = roomOf(staffSnapshot({ self: RUTH }));
    const may = (id: string, people: readonly MemberView[] = PEOPLE): boolean =>
      mayStepAside(roomOf(staffSnapshot({ self: RUTH, members: people })), people.find((each) => each.member === id));
    expect(may('theo')).toBe(true);
    expect(may('daniel')).toBe(false);
    expect(may('walt')).toBe(false);
    expect(may('theo', changed('theo', { shielded: true }))).toBe(false);
    expect(may('theo', changed('theo', { aside: true }))).toBe(false);
    expect(mayStepAside(room, undefined)).toBe(false);
  });

  it('leaves the group alone only while whoever may be alone with it talks apart', () => {
    const alone = (people: readonly MemberView[]): boolean => isGroupAlone(roomOf(staffSnapshot({ members: people })));
    expect(alone(PEOPLE)).toBe(false);
    expect(alone(apart('ruth', 'jo'))).toBe(false);
    expect(alone(apart('ruth', 'jo', withoutDaniel))).toBe(true);
    expect(alone(apart('ruth', 'jo', changed('daniel', { presence: 'reconnecting' })))).toBe(true);
  });
});

describe('hiding and the camera', () => {
  it('tells staff who has hidden the screen', async () => {
    await open({ members: changed('maya', { shielded: true, microphone: false }) });
    expect(screen.getByText('Maya Testova has hidden the screen.')).toBeTruthy();
    expect(screen.getByText('Screen hidden')).toBeTruthy();
    desk.panel.value = 'people';
    await drawn();
    expect(screen.getByLabelText('Screen hidden')).toBeTruthy();
  });

  it('stops a camera that is on, and offers it for no other', async () => {
    await open({ members: changed('maya', { camera: true }) });
    await choose('Maya T.', 'Stop camera');
    expect(live.commands).toEqual([{ kind: 'stop_camera', member: 'maya' }]);
    const [menu] = screen.getAllByRole('button', { name: 'More for Theo L.' });
    if (menu) fireEvent.click(menu);
    await drawn();
    expect(screen.queryByRole('menuitem', { name: 'Stop camera', hidden: true })).toBeNull();
  });
});
