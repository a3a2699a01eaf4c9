// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../../src/common/words';
import { JourneyContext } from '../../src/participant/context';
import { Preview } from '../../src/participant/preview';
import { Ready } from '../../src/participant/screens/Ready';
import { choose, drawn, press } from '../hands';
import { FakeDevices, settle } from '../media/fakes';
import { Trip } from './fakes';

class StreamOfAnything extends MediaStream {
  constructor() {
    super();
  }
}

/** A machine with one question for both, and a microphone alone where there is no camera. */
class Machine extends FakeDevices {
  camera = true;

  async openBoth(): Promise<MediaStream> {
    const tracks = [await this.open('microphone'), ...(this.camera ? [await this.open('camera')] : [])];
    return { getTracks: () => tracks } as unknown as MediaStream;
  }

  of(kind: 'audio' | 'video') {
    return this.opened.filter((track) => track.kind === kind);
  }
}

let machine: Machine;
let look: Preview;

async function open(): Promise<void> {
  render(
    <JourneyContext.Provider value={new Trip().journey}>
      <Ready look={look} />
    </JourneyContext.Provider>,
  );
  await drawn();
}

async function turnOn(): Promise<void> {
  await press('Turn on camera and microphone');
  await settle();
  await drawn();
}

/** The sheet's code comes with the first press. */
async function chooseDevices(): Promise<void> {
  await press('Devices');
  await screen.findByRole('dialog', { hidden: true });
  await drawn();
}

beforeEach(() => {
  speak('en');
  vi.stubGlobal('MediaStream', StreamOfAnything);
  machine = new Machine();
  look = new Preview(machine);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the look before the session', () => {
  it('asks for nothing by itself', async () => {
    await open();
    expect(machine.opened).toEqual([]);
    expect(screen.getByText('Microphone is off')).toBeTruthy();
  });

  it('shows the own picture and a level, and lets both go with the screen', async () => {
    await open();
    await turnOn();
    expect(screen.getByLabelText<HTMLVideoElement>('Your own picture').hidden).toBe(false);
    expect(screen.getByText('Say a few words: the bar moves.')).toBeTruthy();
    cleanup();
    expect(machine.opened.map((track) => track.readyState)).toEqual(['ended', 'ended']);
  });

  it('is a look with the microphone alone where there is no camera', async () => {
    machine.camera = false;
    await open();
    await turnOn();
    expect(screen.getByLabelText<HTMLVideoElement>('Your own picture').hidden).toBe(true);
    expect(screen.getByText('Say a few words: the bar moves.')).toBeTruthy();
  });

  it.each([
    ['NotAllowedError', 'The browser was told not to allow it.', 'Tap the lock'],
    ['NotFoundError', 'No camera or microphone was found.', 'Plug in a headset'],
    ['NotReadableError', 'Another app is using it.', 'Close other calls'],
    ['NotSupportedError', 'This browser has no camera and microphone.', 'Open this page in Safari'],
    ['OverconstrainedError', 'The chosen device does not work here.', 'Choose another one'],
  ])('says in words what is wrong: %s', async (name, title, text) => {
    machine.refusal = name;
    await open();
    await turnOn();
    expect(screen.getByText(title).parentElement?.textContent).toContain(text);
    machine.refusal = undefined;
    await press('Try again');
    await settle();
    await drawn();
    expect(screen.queryByText(title)).toBeNull();
  });

  it('says so when a device is pulled out, and keeps the other one', async () => {
    await open();
    await turnOn();
    machine.of('audio')[0]?.end();
    await drawn();
    expect(screen.getByText('A device went away.')).toBeTruthy();
    expect(screen.getByText('Microphone is off')).toBeTruthy();
    expect(screen.getByLabelText<HTMLVideoElement>('Your own picture').hidden).toBe(false);
  });

  it('lets go what comes after the person went on', async () => {
    await open();
    const pending = look.start();
    look.stop();
    await pending;
    expect(machine.opened.every((track) => track.readyState === 'ended')).toBe(true);
    expect(look.state.value).toBe('off');
  });
});

describe('the sheet of devices before the session', () => {
  it('changes the camera that is looked at, the old one first, and keeps the choice', async () => {
    machine.all = [
      { id: 'c1', kind: 'camera', label: 'Front' },
      { id: 'c2', kind: 'camera', label: 'Back' },
    ];
    await open();
    await turnOn();
    const [before] = machine.of('video');
    await chooseDevices();
    await screen.findByText('Back');
    await choose(screen.getByLabelText('Camera'), 'c2');
    await settle();
    expect(machine.choices.get('camera')).toBe('c2');
    expect(before?.readyState).toBe('ended');
    expect(machine.of('video')).toHaveLength(2);
    expect(machine.of('audio')).toHaveLength(1);
    expect(look.ownPicture.value).toBe(machine.last.real);
  });

  it('opens nothing when none is in use', async () => {
    await open();
    await look.choose('camera', 'c2');
    await look.choose('speaker', 's2');
    expect(machine.opened).toEqual([]);
    expect(look.speaker.value).toBe('s2');
  });

  it('lets the person do without what the browser does to the voice', async () => {
    await open();
    await turnOn();
    await chooseDevices();
    const noise = screen.getByLabelText<HTMLInputElement>('Soften background noise');
    expect(noise.checked).toBe(true);
    noise.click();
    await settle();
    expect(machine.treatment).toEqual({ echo: true, noise: false, gain: true });
    expect(machine.of('audio').map((track) => track.readyState)).toEqual(['ended', 'live']);
    expect(machine.of('video')).toHaveLength(1);
  });

  it('has no "sound only": there are no pictures of others yet', async () => {
    await open();
    await chooseDevices();
    expect(screen.queryByText('Sound only: no pictures, less data')).toBeNull();
  });

  it('explains a device that is not to be had after another one was chosen', async () => {
    await open();
    await turnOn();
    machine.refusal = 'NotReadableError';
    await look.choose('camera', 'c2');
    await drawn();
    expect(screen.getByText('Another app is using it.')).toBeTruthy();
    expect(look.ownVoice.value).toBeDefined();
  });
});
