// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../../src/common/words';
import { RoomScreen } from '../../src/participant/room/RoomScreen';
import { JourneyContext } from '../../src/participant/context';
import type { RoomSnapshot } from '../../src/wire/types';
import { drawn, press } from '../hands';
import { aTrack, member, settle as settled } from '../media/fakes';
import { aRoom } from '../protocol/world';
import { FakeRoom, Trip } from './fakes';

/** The fake tracks are none that a real stream would take. */
class StreamOfAnything extends MediaStream {
  constructor() {
    super();
  }
}

let live: FakeRoom;

function theRoom(part: Partial<RoomSnapshot> = {}): RoomSnapshot {
  const room = aRoom();
  const members = ['me', 'ann', 'ben', 'cleo', 'dan', 'eve', 'finn', 'gus'].map((id) => member(id, { name: `Name ${id}` }));
  return { ...room, session: { ...room.session, lead: 'ann', startedAt: 0 }, members, ...part };
}

function Screen() {
  const { room } = live.view.value;
  return <JourneyContext.Provider value={new Trip().journey}>{room && <RoomScreen live={live} room={room} />}</JourneyContext.Provider>;
}

async function open(mode: 'sfu' | 'none' = 'sfu', part: Partial<RoomSnapshot> = {}): Promise<void> {
  live = new FakeRoom(theRoom(part));
  live.media.value?.heard({ t: 'media', mode, life: 'l', relayOnly: false, relays: [] });
  render(<Screen />);
  await drawn();
}

const hear = async (news: Parameters<NonNullable<typeof live.media.value>['heard']>[0]): Promise<void> => {
  live.media.value?.heard(news);
  await settled();
  await drawn();
};

const videos = (): number => document.querySelectorAll('.tile video').length;

beforeEach(() => {
  speak('en');
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('MediaStream', StreamOfAnything);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a device that is not to be had', () => {
  it.each([
    ['NotAllowedError', 'Unmute', 'The browser was told not to allow the microphone.', 'Tap the lock'],
    ['NotFoundError', 'Camera', 'No camera was found.', 'Plug in a headset'],
    ['NotReadableError', 'Camera', 'Another app is using the camera.', 'Close other calls'],
    ['OverconstrainedError', 'Unmute', 'The chosen microphone does not work here.', 'Choose another one'],
  ])('%s is said calmly, with what to do', async (name, button, title, text) => {
    await open();
    live.devices.refusal = name;
    await press(button);
    await settled();
    const notice = await screen.findByText(title);
    expect(notice.parentElement?.textContent).toContain(text);
    expect(live.commands).toEqual([]);
    await press('OK');
    expect(screen.queryByText(title)).toBeNull();
  });

  it('is said in Spanish too', async () => {
    speak('es');
    await open();
    live.devices.refusal = 'NotAllowedError';
    await press('Cámara');
    await screen.findByText('El navegador no tiene permiso para usar la cámara.');
  });
});

describe('sound and picture', () => {
  it('are missing with one calm sentence, and the room works', async () => {
    await open('none');
    await screen.findByText(/There is no sound and picture here today/);
    await press('Unmute');
    expect(live.commands).toEqual([{ kind: 'set_microphone', on: true }]);
  });

  it('show a camera where the room says that it is on, and a figure otherwise', async () => {
    await open();
    const tracks = [
      { mid: '1', member: 'ann', track: 'camera' },
      { mid: '2', member: 'ben', track: 'camera' },
    ] as const;
    const media = live.media.value;
    const peers = live.peers;
    await hear({ t: 'offered', pc: 1, sdp: 'o', tracks: [] });
    peers.at(-1)?.brings.set('1', aTrack('a', 'video')).set('2', aTrack('b', 'video'));
    await hear({ t: 'offered', pc: 1, sdp: 'o', tracks });
    expect(media?.of('ann').camera).toBeDefined();
    expect(videos()).toBe(2);
    live.show(theRoom({ members: [member('me'), member('ann'), member('ben', { camera: false })] }));
    await drawn();
    expect(videos()).toBe(1);
    await press('Sound only');
    expect(videos()).toBe(0);
    await screen.findByText(/Sound only: no pictures come in/);
    await press('Show pictures');
    expect(videos()).toBe(1);
  });

  it('put a ring around whoever talks', async () => {
    await open();
    await hear({ t: 'weak', member: 'ben', on: true });
    expect(screen.getAllByRole('img', { name: 'Weak connection' })).toHaveLength(1);
    await hear({ t: 'weak', member: 'ben', on: false });
    expect(screen.queryByRole('img', { name: 'Weak connection' })).toBeNull();
    await hear({ t: 'talking', member: 'ben', on: true });
    const ringed = (): (string | null | undefined)[] => [...document.querySelectorAll('.tile.talking figcaption')].map((each) => each.textContent);
    expect(ringed()).toEqual(['Name ben']);
    await hear({ t: 'talking', member: 'ben', on: false });
    expect(ringed()).toEqual([]);
  });

  it('bring whoever talks for a while to the front, unless somebody was chosen', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await open();
    const front = (): string | null | undefined => document.querySelector('.big figcaption')?.textContent;
    expect(front()).toBe('Name ann · leads');
    await hear({ t: 'talking', member: 'gus', on: true });
    vi.advanceTimersByTime(1_000);
    await drawn();
    expect(front()).toBe('Name ann · leads');
    vi.advanceTimersByTime(1_000);
    await drawn();
    expect(front()).toBe('Name gus');
    fireEvent.click(document.querySelectorAll('.pin')[1] as HTMLElement);
    await drawn();
    expect(front()).toBe('Name ben');
    vi.useRealTimers();
  });

  it('come for six others at most on a phone, and for whoever talks beside them', async () => {
    await open();
    await press('Show everyone');
    const wants = (...faces: readonly string[]): Promise<void> =>
      waitFor(async () => {
        await live.timers.pass(1_000);
        expect(live.sayings.filter((saying) => saying.t === 'want').at(-1)?.faces).toEqual(faces);
      });
    await wants('ann', 'ben', 'cleo', 'dan', 'eve', 'finn');
    await hear({ t: 'talking', member: 'gus', on: true });
    await wants('ann', 'ben', 'cleo', 'dan', 'eve', 'finn', 'gus');
  });

  it('ask for a tap when the browser holds the sound back', async () => {
    await open();
    if (live.media.value) live.media.value.listening.blocked.value = true;
    await drawn();
    expect(screen.getByText('Your browser plays no sound before that.')).toBeTruthy();
    await press(/Tap to hear the group/);
    expect(screen.queryByText(/Tap to hear the group/)).toBeNull();
  });

  it('are set up in a sheet that lists the devices and offers sound alone', async () => {
    await open();
    live.devices.all = [
      { id: 'm1', kind: 'microphone', label: 'Headset' },
      { id: 'c1', kind: 'camera', label: '' },
    ];
    await press('Sound and picture');
    await screen.findByText('Headset');
    const select = screen.getByLabelText('Microphone') as HTMLSelectElement;
    select.value = 'm1';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(live.devices.choices.get('microphone')).toBe('m1');
    expect(screen.getByText('Device 1')).toBeTruthy();
    await press('Done');
    await waitFor(() => expect(screen.queryByText('Headset')).toBeNull());
  });

  it('can be tried unheard, and the sheet says why when that does not work', async () => {
    await open();
    await press('Sound and picture');
    live.devices.refusal = 'NotAllowedError';
    await press('Try');
    await screen.findByText('The browser was told not to allow the microphone.');
    live.devices.refusal = undefined;
    await press('Try');
    await screen.findByText('Say a few words: the bar moves.');
    expect(screen.queryByText('The browser was told not to allow the microphone.')).toBeNull();
    expect(live.commands).toEqual([]);
    await press('Done');
    expect(live.devices.last.readyState).toBe('ended');
  });

  it('lets a try go that the person allows after the sheet was closed', async () => {
    await open();
    await press('Sound and picture');
    await screen.findByRole('button', { name: 'Try' });
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Try' }));
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(live.devices.last.readyState).toBe('ended'));
  });

  it('are sent with the voice as the browser makes it, unless the person says otherwise', async () => {
    await open();
    await press('Sound and picture');
    screen.getByLabelText<HTMLInputElement>('Remove echo').click();
    await settled();
    expect(live.devices.treatment).toEqual({ echo: false, noise: true, gain: true });
    expect(live.devices.opened).toEqual([]);
  });
});
