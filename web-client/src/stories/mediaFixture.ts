import type { Signal } from '@preact/signals';
import type { Device, DevicePort, OwnKind, Peer, Treatment } from '../media/ports';
import { RoomMedia } from '../media/roomMedia';
import type { View } from '../protocol';
import type { MediaMode } from '../wire/types';

/** What a story shows of sound and picture. */
export interface Shown {
  readonly mode?: MediaMode;
  readonly cameras?: readonly string[];
  readonly talking?: readonly string[];
  /** Whose network is weak. */
  readonly faint?: readonly string[];
  readonly own?: boolean;
  /** The name of a refusal that the camera meets. */
  readonly refusal?: string;
  readonly late?: readonly string[];
  readonly failed?: readonly string[];
  /** How far the media server's report goes; what is given mutes all, and a report before it leaves that unconfirmed. */
  readonly reports?: number;
  /** The name of a refusal that the microphone meets. */
  readonly silence?: string;
  /** The camera was there and went away. */
  readonly lost?: boolean;
  readonly saving?: boolean;
  readonly blocked?: boolean;
  readonly weak?: boolean;
  /** Who shares a screen. */
  readonly screen?: string;
  /** One shares one's own. */
  readonly sharing?: boolean;
  /** Nothing can be shared from this browser. */
  readonly unable?: boolean;
}

/** A drawn face in the place of a person: nobody's picture, and always the same. */
function drawnFace(name: string): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const pen = canvas.getContext('2d');
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 37, 0) % 360;
  const draw = (): void => {
    if (!pen) return;
    pen.fillStyle = `hsl(${hue} 22% 62%)`;
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = `hsl(${(hue + 180) % 360} 30% 34%)`;
    pen.beginPath();
    pen.ellipse(320, 400, 170, 150, 0, 0, 7);
    pen.fill();
    pen.fillStyle = 'hsl(26 42% 62%)';
    pen.beginPath();
    pen.ellipse(320, 170, 70, 88, 0, 0, 7);
    pen.fill();
  };
  draw();
  setInterval(draw, 200);
  const [track] = canvas.captureStream(5).getTracks();
  if (!track) throw new Error('a canvas has a track');
  return track;
}

/** A microphone in a silent room. */
function silence(): MediaStreamTrack {
  const [track] = new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
  if (!track) throw new Error('a destination has a track');
  return track;
}

/** A drawn page of text in the place of somebody's screen. */
function drawnScreen(): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
  const pen = canvas.getContext('2d');
  const draw = (): void => {
    if (!pen) return;
    pen.fillStyle = '#fdfcf8';
    pen.fillRect(0, 0, 1280, 720);
    pen.fillStyle = '#0f5e5c';
    pen.fillRect(0, 0, 1280, 56);
    pen.fillStyle = '#1f2c2b';
    pen.font = '600 44px sans-serif';
    pen.fillText('Sample worksheet', 96, 150);
    pen.font = '28px sans-serif';
    for (let line = 0; line < 7; line++) pen.fillText(`${line + 1}.  A sample line that somebody reads out`, 96, 224 + line * 62);
  };
  draw();
  setInterval(draw, 200);
  const [track] = canvas.captureStream(5).getTracks();
  if (!track) throw new Error('a canvas has a track');
  return track;
}

export class DrawnDevices implements DevicePort {
  constructor(private readonly shown: Shown) {}

  get canShare(): boolean {
    return this.shown.unable !== true && !matchMedia('(max-width:719px)').matches;
  }

  open(kind: OwnKind): Promise<MediaStreamTrack> {
    if (kind === 'screen') return Promise.resolve(drawnScreen());
    const name = kind === 'microphone' ? this.shown.silence : this.shown.refusal;
    if (name !== undefined) return Promise.reject(Object.assign(new Error(), { name }));
    return Promise.resolve(kind === 'microphone' ? silence() : drawnFace(kind));
  }

  treatment: Treatment = { echo: true, noise: true, gain: true };

  async openBoth(): Promise<MediaStream> {
    return new MediaStream([await this.open('microphone'), await this.open('camera')]);
  }

  list(): Promise<readonly Device[]> {
    return Promise.resolve([
      { id: 'm1', kind: 'microphone', label: 'Built-in microphone' },
      { id: 'm2', kind: 'microphone', label: 'Headset' },
      { id: 'c1', kind: 'camera', label: 'Front camera' },
      { id: 's1', kind: 'speaker', label: 'Headset' },
    ]);
  }

  chosen(): string | undefined {
    return undefined;
  }

  choose(): void {
    // A story keeps nothing.
  }

  onChange(): () => void {
    return () => undefined;
  }
}

/** A connection that is always well and brings a drawn face in each section. */
function stillPeer(faces: ReadonlyMap<string, MediaStreamTrack>): Peer {
  const done = (): Promise<void> => Promise.resolve();
  return {
    state: 'connected',
    offering: false,
    describe: () => Promise.resolve({ type: 'answer', sdp: '' }),
    local: () => '',
    take: done,
    reach: done,
    send: done,
    received: (mid) => faces.get(mid),
    receivedKind: () => undefined,
    stats: () => Promise.resolve({ packetsLost: 0, packetsReceived: 0 }),
    close: () => undefined,
  };
}

/** Sound and picture that stand still. */
export function stillMedia(view: Signal<View>, shown: Shown): RoomMedia {
  const { mode = 'sfu', cameras = [], talking = [], faint = [], late = [], failed = [] } = shown;
  const faces = new Map(cameras.map((member) => [member, drawnFace(member)]));
  if (shown.screen !== undefined) faces.set('screen', drawnScreen());
  const media = new RoomMedia({
    view,
    devices: new DrawnDevices(shown),
    timers: { after: () => () => undefined },
    random: () => 0,
    able: true,
    say: () => true,
    do: () => Promise.resolve({ ok: true, seq: 1 }),
    peers: () => stillPeer(faces),
    onMove: () => () => undefined,
  });
  media.heard({ t: 'media', mode, life: 'story', relayOnly: false, relays: [] });
  media.heard({ t: 'offered', pc: 1, sdp: '', tracks: [...cameras.map((member) => ({ mid: member, member, track: 'camera' as const })), ...(shown.screen === undefined ? [] : [{ mid: 'screen', member: shown.screen, track: 'screen' as const }])] });
  media.heard({ t: 'held', seq: shown.reports ?? 1, late, failed });
  for (const member of faint) media.heard({ t: 'weak', member, on: true });
  for (const member of talking) media.heard({ t: 'talking', member, on: true });
  const { self } = view.peek().room ?? {};
  // A page that was just opened turns off what the room still has on: what the story says is on is pressed.
  if (self?.microphone === true || shown.silence !== undefined) void media.microphone.press();
  if (shown.own === true || shown.refusal !== undefined) void media.camera.press();
  if (shown.saving === true) void media.save(true);
  if (shown.sharing === true) void media.screen.press();
  if (shown.lost === true) media.camera.device.state.value = 'lost';
  media.listening.blocked.value = shown.blocked === true;
  if (shown.weak === true) setTimeout(() => (media.quality.value = 'weak'), 100);
  return media;
}
