import { hasMediaDevices } from '../common/browser';
import type { Device, DeviceKind, DevicePort, OwnKind } from './ports';
import { problemOf } from './problems';

/** Which devices this browser's person chose; not who the person is. */
const KEPT_UNDER = 'evenkeel.devices';

const SOUND: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 24, max: 30 },
};
/** Sharp letters matter more than smooth movement; a window is offered before the whole screen, which shows more than is meant. */
const SCREEN = {
  video: { displaySurface: 'window', width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 10 } },
  audio: false,
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
} as const;
const KINDS: Readonly<Record<string, Device['kind']>> = { audioinput: 'microphone', videoinput: 'camera', audiooutput: 'speaker' };

function kept(): Partial<Record<Device['kind'], string>> {
  try {
    return JSON.parse(localStorage.getItem(KEPT_UNDER) ?? '{}') as Partial<Record<Device['kind'], string>>;
  } catch {
    return {};
  }
}

function keep(kind: Device['kind'], id: string): void {
  try {
    localStorage.setItem(KEPT_UNDER, JSON.stringify({ ...kept(), [kind]: id }));
  } catch {
    // A private window keeps nothing: the choice holds until the page goes.
  }
}

function constraints(kind: DeviceKind, id: string | undefined): MediaStreamConstraints {
  const which = id === undefined || id === '' ? {} : { deviceId: { exact: id } };
  if (kind === 'microphone') return { audio: { ...SOUND, ...which } };
  return { video: { ...PICTURE, ...('deviceId' in which ? which : { facingMode: 'user' }) } };
}

const ask = async (asked: MediaStreamConstraints): Promise<MediaStream> => {
  if (!hasMediaDevices()) throw new DOMException('no devices', 'NotSupportedError');
  return navigator.mediaDevices.getUserMedia(asked);
};

async function askScreen(): Promise<MediaStream> {
  if (!hasMediaDevices() || typeof navigator.mediaDevices.getDisplayMedia !== 'function') throw new DOMException('no screen', 'NotSupportedError');
  return navigator.mediaDevices.getDisplayMedia(SCREEN);
}

const isGone = (error: unknown): boolean => ['missing', 'unfit'].includes(problemOf(error));

/** The devices of the browser; chosen ones are remembered, and passed over when they are not there. */
export class BrowserDevices implements DevicePort {
  private readonly now = kept();

  get canShare(): boolean {
    return hasMediaDevices() && typeof navigator.mediaDevices.getDisplayMedia === 'function';
  }

  async open(kind: OwnKind): Promise<MediaStreamTrack> {
    const stream = kind === 'screen' ? await askScreen() : await this.orUsual((id) => ask(constraints(kind, id(kind))));
    const [track] = stream.getTracks();
    if (!track) throw new DOMException('no track', 'NotFoundError');
    if (kind === 'screen') track.contentHint = 'detail';
    return track;
  }

  /** Both with one question to the person; where there is no camera the microphone alone. */
  async openBoth(): Promise<MediaStream> {
    try {
      return await this.orUsual((id) => ask({ ...constraints('microphone', id('microphone')), ...constraints('camera', id('camera')) }));
    } catch (error) {
      if (!isGone(error)) throw error;
      return this.orUsual((id) => ask(constraints('microphone', id('microphone'))));
    }
  }

  /** With the chosen devices, and with the usual ones when those are not there. */
  private async orUsual(open: (id: (kind: DeviceKind) => string | undefined) => Promise<MediaStream>): Promise<MediaStream> {
    try {
      return await open((kind) => this.now[kind]);
    } catch (error) {
      if (!isGone(error)) throw error;
      return open(() => undefined);
    }
  }

  async list(): Promise<readonly Device[]> {
    if (!hasMediaDevices()) return [];
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.flatMap(({ deviceId, kind, label }) => {
      const known = KINDS[kind];
      return known === undefined || deviceId === '' ? [] : [{ id: deviceId, kind: known, label }];
    });
  }

  chosen(kind: Device['kind']): string | undefined {
    return this.now[kind];
  }

  choose(kind: Device['kind'], id: string): void {
    this.now[kind] = id;
    keep(kind, id);
  }

  onChange(act: () => void): () => void {
    if (!hasMediaDevices()) return () => undefined;
    navigator.mediaDevices.addEventListener?.('devicechange', act);
    return () => navigator.mediaDevices.removeEventListener?.('devicechange', act);
  }
}
