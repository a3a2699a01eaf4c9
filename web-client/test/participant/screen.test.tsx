// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../../src/common/words';
import { JourneyContext } from '../../src/participant/context';
import { RoomScreen } from '../../src/participant/room/RoomScreen';
import type { MemberView, RoomSnapshot } from '../../src/wire/types';
import { drawn, press } from '../hands';
import { aTrack, member, settle } from '../media/fakes';
import { aRoom } from '../protocol/world';
import { FakeRoom, Trip } from './fakes';

class StreamOfAnything extends MediaStream {
  constructor() {
    super();
  }
}

let live: FakeRoom;
const NAMES = ['me', 'ann', 'ben', 'cleo', 'dan', 'eve', 'finn', 'gus', 'hal'];

const people = (sharing?: string): readonly MemberView[] => NAMES.map((id) => member(id, { name: `Name ${id}`, screen: id === sharing }));

function theRoom(self: Partial<RoomSnapshot['self']> = {}, sharing?: string): RoomSnapshot {
  const room = aRoom();
  return { ...room, session: { ...room.session, lead: 'ann' }, self: { ...room.self, ...self }, members: people(sharing) };
}

function Screen() {
  const { room } = live.view.value;
  return <JourneyContext.Provider value={new Trip().journey}>{room && <RoomScreen live={live} room={room} />}</JourneyContext.Provider>;
}

async function open(room = theRoom(), able = true): Promise<void> {
  live = new FakeRoom(room);
  live.devices.canShare = able;
  live.media.value?.heard({ t: 'media', mode: 'sfu', life: 'l', relayOnly: false, relays: [] });
  render(<Screen />);
  await drawn();
}

async function show(room: RoomSnapshot): Promise<void> {
  live.show(room);
  await settle();
  await drawn();
}

beforeEach(() => {
  speak('en');
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('MediaStream', StreamOfAnything);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('an invitation to share', () => {
  it('is a card that asks nothing of the browser before a press, and is over with the sharing', async () => {
    await open();
    expect(screen.queryByText('You may share your screen.')).toBeNull();
    await show(theRoom({ screenInvited: true }));
    expect(screen.getByText('You may share your screen.')).toBeTruthy();
    expect(live.devices.opened).toEqual([]);
    await press('Share my screen');
    expect(live.commands).toEqual([{ kind: 'set_screen', on: true }]);
    await show(theRoom({ screen: true }, 'me'));
    expect(screen.queryByText('You may share your screen.')).toBeNull();
    expect(screen.getByText('You are sharing your screen.')).toBeTruthy();
    await press('Stop sharing');
    expect(live.commands.at(-1)).toEqual({ kind: 'set_screen', on: false });
    expect(screen.queryByText('You are sharing your screen.')).toBeNull();
  });

  it('can be left with "not now"', async () => {
    await open(theRoom({ screenInvited: true }));
    await press('Not now');
    expect(live.commands).toEqual([{ kind: 'set_screen', on: false }]);
  });

  it('says on a phone that it cannot, and has no button that does nothing', async () => {
    await open(theRoom({ screenInvited: true }), false);
    expect(screen.getByText(/This device cannot do that/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Share my screen' })).toBeNull();
    await press('OK');
    expect(live.commands).toEqual([{ kind: 'set_screen', on: false }]);
  });

  it('waits while somebody else shares', async () => {
    await open(theRoom({ screenInvited: true }, 'ann'));
    await press('Share my screen');
    expect(live.devices.opened).toEqual([]);
    expect(live.commands).toEqual([]);
  });

  it('is in Spanish too', async () => {
    speak('es');
    await open(theRoom({ screenInvited: true }));
    await press('Compartir mi pantalla');
    expect(live.commands).toEqual([{ kind: 'set_screen', on: true }]);
  });
});

describe('a shared screen', () => {
  it('is large, with the faces beside it, and goes as it came', async () => {
    await open(theRoom({}, 'ann'));
    const media = live.media.value;
    expect(screen.getByText('Name ann shares a screen. It appears in a moment…')).toBeTruthy();
    media?.heard({ t: 'offered', pc: 1, sdp: 'o', tracks: [] });
    await settle();
    live.peers.at(-1)?.brings.set('9', aTrack('s', 'video'));
    media?.heard({ t: 'offered', pc: 1, sdp: 'o', tracks: [{ mid: '9', member: 'ann', track: 'screen' }] });
    await settle();
    await drawn();
    expect(document.querySelectorAll('.shared-screen video')).toHaveLength(1);
    expect(document.querySelectorAll('.beside .tile')).toHaveLength(NAMES.length);
    expect(screen.queryByRole('button', { name: 'Show everyone' })).toBeNull();
    await show(theRoom());
    expect(document.querySelector('.shared-screen')).toBeNull();
    expect(document.querySelector('.speaker')).toBeTruthy();
  });

  it('says with sound only why it is not seen', async () => {
    await open(theRoom({}, 'ann'));
    await press('Sound only');
    expect(screen.getByText('Name ann shares a screen. With sound only it is not shown.')).toBeTruthy();
  });

  it('is let go at once when somebody came in', async () => {
    await open(theRoom({ screenInvited: true }));
    await press('Share my screen');
    await show(theRoom({ screen: true }, 'me'));
    await press('Hide my screen');
    await settle();
    expect(live.devices.last.readyState).toBe('ended');
  });
});
