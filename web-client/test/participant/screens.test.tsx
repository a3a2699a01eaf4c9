// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../../src/common/words';
import { App } from '../../src/participant/App';
import type { MemberView, MessageView, RoomSnapshot, SelfView, SessionView } from '../../src/wire/types';
import { aRoom } from '../protocol/world';
import { choose, drawn, press, send, type } from '../hands';
import { settle, Trip, waitingRoom } from './fakes';

afterEach(() => cleanup());
beforeEach(() => {
  speak('en');
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});


async function opened(): Promise<Trip> {
  const trip = new Trip();
  await trip.journey.open('token-of-the-link');
  render(<App journey={trip.journey} />);
  await settle();
  return trip;
}

describe('the way in', () => {
  it('leads from Ready over six questions into the waiting room, one question a screen', async () => {
    const trip = await opened();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ready?');
    await press('Continue without');
    const next = (): HTMLButtonElement => screen.getByRole('button', { name: /Next|waiting room/ });
    await screen.findByRole('heading', { name: 'Where are you now?' });
    expect(next().disabled).toBe(true);
    await type(screen.getByLabelText(/Street and number/), 'At home');
    await choose(screen.getByLabelText('State'), 'WA');
    fireEvent.click(next());
    await type(await screen.findByLabelText(/Phone number/), '(555) 010-0142');
    fireEvent.click(next());
    fireEvent.click(await screen.findByLabelText('Yes, nobody can hear us'));
    await drawn();
    fireEvent.click(next());
    fireEvent.click(await screen.findByLabelText('No, I am not'));
    await drawn();
    fireEvent.click(next());
    fireEvent.click(await screen.findByLabelText('Yes'));
    await drawn();
    fireEvent.click(next());
    fireEvent.click(await screen.findByLabelText('I agree to these rules'));
    await drawn();
    fireEvent.click(next());
    await screen.findByText(/^Your counselor (sees|will see) that you are here\.$/);
    expect(trip.server.sent('PUT /api/visit/sessions/s1/gate').at(-1)?.json).toEqual({
      place: 'At home',
      state: 'WA',
      callBack: '(555) 010-0142',
      alone: true,
      driving: false,
      safe: true,
      rulesAccepted: true,
      complete: true,
    });
  });

  it('stops whoever drives with a calm page, and lets him go on when he has parked', async () => {
    const trip = await opened();
    trip.journey.gate?.goTo(3);
    trip.journey.toGate();
    fireEvent.click(await screen.findByLabelText('Yes, I am driving'));
    await screen.findByRole('heading', { name: 'Please park first' });
    expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
    await press('I have parked');
    await screen.findByRole('heading', { name: 'Are you driving?' });
    expect((screen.getByRole('button', { name: 'Next' }) as HTMLButtonElement).disabled).toBe(false);
  });

  it('meets "not alone" and "not safe" with a kind word and goes on', async () => {
    const trip = await opened();
    trip.journey.gate?.goTo(4);
    trip.journey.toGate();
    fireEvent.click(await screen.findByLabelText('No, or I am not sure'));
    await screen.findByText(/Thank you for being honest/);
    expect((screen.getByRole('button', { name: 'Next' }) as HTMLButtonElement).disabled).toBe(false);
  });

  it('goes back from question to question, and from the first to Ready', async () => {
    const trip = await opened();
    trip.journey.gate?.goTo(1);
    trip.journey.toGate();
    await screen.findByRole('heading', { name: /which number/ });
    await press('Back');
    await screen.findByRole('heading', { name: 'Where are you now?' });
    await press('Back');
    await screen.findByRole('heading', { name: 'Ready?' });
  });

  it('speaks Spanish from the first screen on', async () => {
    await opened();
    await press('Español');
    await screen.findByRole('heading', { name: '¿Todo listo?' });
    expect(document.documentElement.lang).toBe('es');
  });
});

async function inside(): Promise<Trip> {
  const trip = await opened();
  trip.journey.enter();
  await settle();
  return trip;
}

describe('the waiting room', () => {
  it('says the truth: planned, later, open, paused', async () => {
    const trip = await inside();
    const show = (session: Partial<SessionView>, self: Partial<SelfView> = {}): void => {
      const room = waitingRoom();
      trip.room.show({ ...room, session: { ...room.session, ...session }, self: { ...room.self, ...self } });
    };
    const soon = Date.now() + 600_000;
    show({ phase: 'prepared', scheduledStart: soon });
    await screen.findByText(/Then your counselor lets you in/);
    show({ phase: 'prepared', scheduledStart: Date.now() - 600_000 });
    await screen.findByText(/has not begun yet/);
    expect(screen.queryByText('Your counselor sees that you are here.')).toBeNull();
    await screen.findByText('Your counselor will see that you are here.');
    show({ phase: 'started' });
    await screen.findByText(/The group is open/);
    await screen.findByText('Your counselor sees that you are here.');
    show({ phase: 'started', staffGoneSince: 1 });
    await screen.findByText('Your counselor will see that you are here.');
    show({ phase: 'started' }, { cause: 'parked' });
    await screen.findByText(/Your counselor lost the connection/);
    expect(screen.queryByText('Your counselor sees that you are here.')).toBeNull();
  });

  it('sends one line to staff and shows what staff write', async () => {
    const trip = await inside();
    const field = await screen.findByLabelText('One line to your counselor');
    await type(field, '  I am here  ');
    await send(field);
    expect(trip.room.commands).toEqual([{ kind: 'write_to_staff', text: 'I am here' }]);
    const line: MessageView = { id: '1', kind: 'waiting_line', from: 'lead', fromName: 'Ruth A.', text: 'One moment', at: 1 };
    trip.room.show({ ...waitingRoom(), messages: [line] });
    await screen.findByText('One moment');
  });
});

const person = (member: string, name: string, part: Partial<MemberView> = {}): MemberView => ({
  member,
  name,
  role: 'participant',
  presence: 'connected',
  presenceSince: 0,
  microphone: false,
  camera: false,
  aside: false,
  screen: false,
  ...part,
});

function theRoom(part: { self?: Partial<SelfView>; session?: Partial<SessionView>; members?: MemberView[] } = {}): RoomSnapshot {
  const room = aRoom();
  return {
    ...room,
    self: { ...room.self, ...part.self },
    session: { ...room.session, lead: 'lead', startedAt: 0, ...part.session },
    members: part.members ?? [person('lead', 'Ruth A.', { role: 'facilitator' }), person('me', 'Sample P.'), person('x', 'Theo L.', { hand: 3 })],
  };
}

async function admitted(part: Parameters<typeof theRoom>[0] = {}): Promise<Trip> {
  const trip = await inside();
  trip.room.show(theRoom(part));
  await screen.findByRole('button', { name: 'I need support' }, { timeout: 3000 });
  return trip;
}

describe('the room', () => {
  it('has four big buttons that do what they say', async () => {
    const trip = await admitted();
    await press('Unmute');
    await press('Camera');
    await press('Hand');
    expect(trip.room.commands).toEqual([
      { kind: 'set_microphone', on: true },
      { kind: 'set_camera', on: true },
      { kind: 'raise_hand' },
    ]);
  });

  it('asks before leaving and stays when told so', async () => {
    const trip = await admitted();
    await press('Leave');
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(trip.room.commands).toEqual([]);
    fireEvent.click(within(dialog).getByText('Stay'));
    await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull());
    await press('Leave');
    fireEvent.click(within(await screen.findByRole('dialog', { hidden: true })).getByText('Leave'));
    expect(trip.room.commands).toEqual([{ kind: 'leave' }]);
  });

  it('tells a raised hand its place in line', async () => {
    const members = [person('me', 'Sample P.', { hand: 9 }), person('x', 'Theo L.', { hand: 3 })];
    const trip = await admitted({ self: { hand: 9 }, members });
    await screen.findByText('You are number 2 in line.');
    await press('Lower');
    expect(trip.room.commands).toEqual([{ kind: 'lower_hand', member: 'me' }]);
    trip.room.show(theRoom({ self: { hand: 9 }, members: [person('me', 'Sample P.', { hand: 9 })] }));
    await screen.findByText('You are next.');
  });

  it('explains a mute by staff, and that one may unmute', async () => {
    const trip = await admitted({ self: { microphone: true } });
    trip.room.show(theRoom({ self: { mutedByStaff: true } }));
    await screen.findByText('Muted by your counselor.');
  });

  it('does not send an unmute while speaking is locked, and says what one can do', async () => {
    const trip = await admitted({ self: { speakingLocked: true } });
    await press('Paused');
    expect(trip.room.commands).toEqual([]);
    await screen.findByText('Speaking is paused for you.');
  });

  it('says that the counselor reconnects, and that there is a break', async () => {
    const trip = await admitted({ session: { staffGoneSince: 1 } });
    await screen.findByText('Your counselor is away for a moment.');
    trip.room.show(theRoom({ session: { breakSince: 1 } }));
    await screen.findByText(/Break since/);
  });

  it('takes one quiet press for support and then offers the crisis line', async () => {
    const trip = await admitted();
    await press('I need support');
    expect(trip.room.commands).toEqual([{ kind: 'ask_for_support' }]);
    trip.room.show(theRoom({ self: { supportAsked: true } }));
    expect((await screen.findByText('Call 988')).getAttribute('href')).toBe('tel:988');
  });

  it('offers writing to everyone only where the group allows it', async () => {
    const trip = await admitted();
    await press('Messages');
    await screen.findByLabelText('Write to staff');
    expect(screen.queryByText('Everyone')).toBeNull();
    trip.room.show(theRoom({ session: { chat: true } }));
    await screen.findByText('Everyone');
  });

  it('says at once that one is still in the group while reconnecting, and after 30 s whom to call', async () => {
    const trip = await admitted();
    trip.room.show(theRoom(), { phase: 'reconnecting', since: Date.now(), unopened: 0 });
    await screen.findByText('You are still in the group.');
    expect(screen.queryByText('(555) 010-0100')).toBeNull();
    trip.room.show(theRoom(), { phase: 'reconnecting', since: Date.now() - 31_000, unopened: 0 });
    await screen.findByText('(555) 010-0100');
  });
});

describe('the end', () => {
  it('thanks, shows the own minutes and the next appointment, and no way back when it is over', async () => {
    const trip = await admitted();
    trip.server.on('GET /api/visit/sessions/s1/minutes', { minutes: 1, intervals: [] });
    trip.room.end('ended');
    await screen.findByRole('heading', { name: 'Thank you for being here' });
    await screen.findByText('1 minute');
    await screen.findByText(/Friday, January 2/);
    expect(screen.queryByText('Go back to the group')).toBeNull();
  });

  it('lets whoever left come back', async () => {
    const trip = await admitted();
    trip.server.on('GET /api/visit/sessions/s1/minutes', { minutes: 12, intervals: [] });
    trip.room.end('left');
    fireEvent.click(await screen.findByText('Go back to the group'));
    expect(trip.rooms).toHaveLength(2);
  });

  it('never shows a reason to whoever was removed, but whom to call', async () => {
    const trip = await admitted();
    trip.room.end('removed', 'removed');
    await screen.findByRole('heading', { name: 'You are not in the session now' });
    const words = document.body.textContent ?? '';
    expect(words).toContain('(555) 010-0100');
    expect(words).toContain('988');
    expect(words).not.toMatch(/remov|barred|declin/i);
  });
});
