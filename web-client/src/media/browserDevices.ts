import { hasMediaDevices } from '../common/browser';
import type { Device, DeviceKind, DevicePort, OwnKind, Treatment } from './ports';
import { problemOf } from './problems';

/** Which devices this browser's person chose; not who the person is. */
const KEPT_UNDER = 'evenkeel.devices';

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

type Kept = Partial<Record<Device['kind'], string>> & { readonly sound?: Partial<Treatment> };

function kept(): Kept {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? '{}');
    return typeof all === 'object' && all !== null ? all : {};
  } catch {
    return {};
  }
}

function keep(part: Kept): void {
  try {
    localStorage.setItem(KEPT_UNDER, JSON.stringify({ ...kept(), ...part }));
  } catch {
    // A private window keeps nothing: the choice holds until the page goes.
  }
}

const treated = ({ echo, noise, gain }: Treatment): MediaTrackConstraints => ({ echoCancellation: echo, noiseSuppression: noise, autoGainControl: gain });

function constraints(kind: DeviceKind, id: string | undefined, treatment: Treatment): MediaStreamConstraints {
  const which = id === undefined || id === '' ? {} : { deviceId: { exact: id } };
  if (kind === 'microphone') return { audio: { ...treated(treatment), ...which } };
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
  private now = kept();

  get treatment(): Treatment {
    const { echo = true, noise = true, gain = true } = this.now.sound ?? {};
    return { echo, noise, gain };
  }

  set treatment(sound: Treatment) {
    this.now = { ...this.now, sound };
    keep({ sound });
  }

  get canShare(): boolean {
    return hasMediaDevices() && typeof navigator.mediaDevices.getDisplayMedia === 'function';
  }

  async open(kind: OwnKind): Promise<MediaStreamTrack> {
    const stream = kind === 'screen' ? await askScreen() : await this.orUsual((id) => ask(this.asked(kind, id)));
    const [track] = stream.getTracks();
    if (!track) throw new DOMException('no track', 'NotFoundError');
    if (kind === 'screen') track.contentHint = 'detail';
    return track;
  }

  /** Both with one question to the person; where there is no camera the microphone alone. */
  async openBoth(): Promise<MediaStream> {
    try {
      return await this.orUsual((id) => ask({ ...this.asked('microphone', id), ...this.asked('camera', id) }));
    } catch (error) {
      if (!isGone(error)) throw error;
      return this.orUsual((id) => ask(this.asked('microphone', id)));
    }
  }

  private asked(kind: DeviceKind, id: (kind: DeviceKind) => string | undefined): MediaStreamConstraints {
    return constraints(kind, id(kind), this.treatment);
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
    this.now = { ...this.now, [kind]: id };
    keep({ [kind]: id });
  }

  onChange(act: () => void): () => void {
    if (!hasMediaDevices()) return () => undefined;
    navigator.mediaDevices.addEventListener?.('devicechange', act);
    return () => navigator.mediaDevices.removeEventListener?.('devicechange', act);
  }
}
