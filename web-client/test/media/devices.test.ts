// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserDevices } from '../../src/media/browserDevices';

interface Asked {
  readonly audio?: Record<string, unknown>;
  readonly video?: Record<string, unknown>;
}

/** What the browser was asked for, and what it answers. */
class FakeMediaDevices {
  readonly asked: Asked[] = [];
  readonly screens: unknown[] = [];
  /** Device ids that are not plugged in. */
  gone: readonly string[] = [];
  /** Kinds that this machine has not. */
  missing: readonly (keyof Asked)[] = [];
  all: unknown[] = [];

  async getUserMedia(asked: Asked): Promise<unknown> {
    this.asked.push(asked);
    const named = (kind: keyof Asked): string | undefined => (asked[kind]?.['deviceId'] as { exact: string } | undefined)?.exact;
    for (const kind of ['audio', 'video'] as const) {
      if (asked[kind] && this.missing.includes(kind)) throw Object.assign(new Error(), { name: 'NotFoundError' });
      const id = named(kind);
      if (id !== undefined && this.gone.includes(id)) throw Object.assign(new Error(), { name: 'OverconstrainedError' });
    }
    const tracks = Object.keys(asked).map((kind) => ({ kind }));
    return { getTracks: () => tracks };
  }

  async getDisplayMedia(asked: unknown): Promise<unknown> {
    this.screens.push(asked);
    return { getTracks: () => [{ kind: 'video', contentHint: '' }] };
  }

  async enumerateDevices(): Promise<unknown> {
    return this.all;
  }
}

let browser: FakeMediaDevices;

beforeEach(() => {
  browser = new FakeMediaDevices();
  localStorage.clear();
  vi.stubGlobal('navigator', { mediaDevices: browser });
});
afterEach(() => vi.unstubAllGlobals());

const KEPT = 'evenkeel.devices';

describe('the chosen devices', () => {
  it('are remembered by the next page of this browser', async () => {
    const devices = new BrowserDevices();
    devices.choose('microphone', 'headset');
    devices.choose('camera', 'front');
    devices.choose('speaker', 'loud');
    const next = new BrowserDevices();
    expect([next.chosen('microphone'), next.chosen('camera'), next.chosen('speaker')]).toEqual(['headset', 'front', 'loud']);
    await next.openBoth();
    expect(browser.asked.at(-1)).toMatchObject({ audio: { deviceId: { exact: 'headset' } }, video: { deviceId: { exact: 'front' } } });
  });

  it('are passed over when they are not plugged in', async () => {
    const devices = new BrowserDevices();
    devices.choose('microphone', 'headset');
    browser.gone = ['headset'];
    await devices.open('microphone');
    expect(browser.asked).toHaveLength(2);
    expect(browser.asked.at(-1)?.audio).not.toHaveProperty('deviceId');
    expect(devices.chosen('microphone')).toBe('headset');
  });

  it('hold until the page goes where nothing can be kept', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('private');
      },
      setItem: () => {
        throw new Error('private');
      },
    });
    const devices = new BrowserDevices();
    devices.choose('camera', 'front');
    expect(devices.chosen('camera')).toBe('front');
  });

  it('are the usual ones when what was kept makes no sense', () => {
    for (const nonsense of ['{', 'null', '7', '[]']) {
      localStorage.setItem(KEPT, nonsense);
      const devices = new BrowserDevices();
      expect(devices.chosen('camera')).toBeUndefined();
      expect(devices.treatment).toEqual({ echo: true, noise: true, gain: true });
    }
  });
});

describe('what is done to the voice', () => {
  it('is all that a browser has, unless the person chose otherwise, and is remembered beside the devices', async () => {
    const devices = new BrowserDevices();
    await devices.open('microphone');
    expect(browser.asked.at(-1)?.audio).toEqual({ echoCancellation: true, noiseSuppression: true, autoGainControl: true });
    devices.treatment = { echo: true, noise: false, gain: false };
    devices.choose('microphone', 'headset');
    const next = new BrowserDevices();
    await next.open('microphone');
    expect(browser.asked.at(-1)?.audio).toEqual({ echoCancellation: true, noiseSuppression: false, autoGainControl: false, deviceId: { exact: 'headset' } });
  });
});

describe('asking', () => {
  it('goes on with the microphone alone where there is no camera', async () => {
    browser.missing = ['video'];
    await new BrowserDevices().openBoth();
    expect(Object.keys(browser.asked.at(-1) ?? {})).toEqual(['audio']);
  });

  it('fails as unsupported where a page has no devices at all', async () => {
    vi.stubGlobal('navigator', {});
    const devices = new BrowserDevices();
    await expect(devices.open('camera')).rejects.toMatchObject({ name: 'NotSupportedError' });
    await expect(devices.open('screen')).rejects.toMatchObject({ name: 'NotSupportedError' });
    expect(await devices.list()).toEqual([]);
    expect(devices.canShare).toBe(false);
  });

  it('lists what can be chosen, and not what has no name of its own', async () => {
    browser.all = [
      { deviceId: 'a', kind: 'audioinput', label: 'Headset' },
      { deviceId: '', kind: 'videoinput', label: '' },
      { deviceId: 'x', kind: 'strange', label: 'Strange' },
    ];
    expect(await new BrowserDevices().list()).toEqual([{ id: 'a', kind: 'microphone', label: 'Headset' }]);
  });
});

describe('a screen', () => {
  it('is asked for without sound, a window first, and is sent for sharp letters', async () => {
    const devices = new BrowserDevices();
    expect(devices.canShare).toBe(true);
    const track = await devices.open('screen');
    expect(browser.screens).toEqual([expect.objectContaining({ audio: false, video: expect.objectContaining({ displaySurface: 'window' }) })]);
    expect(track.contentHint).toBe('detail');
  });

  it('cannot be shared from a phone', () => {
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => undefined } });
    expect(new BrowserDevices().canShare).toBe(false);
  });
});
