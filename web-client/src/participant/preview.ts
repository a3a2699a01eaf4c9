import { computed, signal } from '@preact/signals';
import { BrowserDevices } from '../media/browserDevices';
import { LevelMeter } from '../media/level';
import type { Device, DeviceKind, Rig, Treatment } from '../media/ports';
import { problemOf, type DeviceState } from '../media/problems';

const kindOf = (track: MediaStreamTrack): DeviceKind => (track.kind === 'audio' ? 'microphone' : 'camera');

/** Camera and microphone before the session: a look and a level, nothing leaves this device. */
export class Preview implements Rig {
  readonly state = signal<DeviceState>('off');
  readonly tracks = signal<readonly MediaStreamTrack[]>([]);
  readonly ownVoice = computed(() => this.tracks.value.find((track) => track.kind === 'audio'));
  readonly ownPicture = computed(() => this.tracks.value.find((track) => track.kind === 'video'));
  readonly speaker = signal<string | undefined>(undefined);
  readonly meter = new LevelMeter();
  /** Raised by each request and by the end, so that a late answer is let go at once. */
  private round = 0;

  constructor(readonly devices: Rig['devices'] & Pick<BrowserDevices, 'openBoth'> = new BrowserDevices()) {
    this.speaker.value = devices.chosen('speaker');
  }

  /** Asks for camera and microphone, and where there is no camera for the microphone alone. */
  async start(): Promise<void> {
    if (this.state.peek() === 'asking') return;
    this.stop();
    this.state.value = 'asking';
    await this.fill([], async () => (await this.devices.openBoth()).getTracks());
  }

  /** Another microphone, camera or speaker; is looked at at once if one is in use. */
  async choose(kind: Device['kind'], id: string): Promise<void> {
    this.devices.choose(kind, id);
    if (kind === 'speaker') this.speaker.value = id;
    else await this.renew(kind);
  }

  async treat(treatment: Treatment): Promise<void> {
    this.devices.treatment = treatment;
    await this.renew('microphone');
  }

  stop(): void {
    this.round++;
    for (const track of this.tracks.peek()) this.letGo(track);
    this.tracks.value = [];
    this.meter.close();
    this.state.value = 'off';
  }

  /** One of the two anew; the old one goes first, because phones give one camera at a time. */
  private async renew(kind: DeviceKind): Promise<void> {
    const before = this.tracks.peek();
    if (before.length === 0) return;
    for (const track of before) if (kindOf(track) === kind) this.letGo(track);
    const rest = before.filter((track) => kindOf(track) !== kind);
    this.tracks.value = rest;
    await this.fill(rest, async () => [await this.devices.open(kind)]);
  }

  private async fill(rest: readonly MediaStreamTrack[], open: () => Promise<readonly MediaStreamTrack[]>): Promise<void> {
    const round = ++this.round;
    try {
      const fresh = await open();
      // The person may have gone on meanwhile.
      if (round !== this.round) return fresh.forEach((track) => track.stop());
      for (const track of fresh) track.onended = () => this.lost(track);
      this.tracks.value = [...rest, ...fresh];
      this.state.value = 'on';
    } catch (error) {
      if (round === this.round) this.state.value = problemOf(error);
    }
  }

  private lost(track: MediaStreamTrack): void {
    this.tracks.value = this.tracks.peek().filter((each) => each !== track);
    this.state.value = 'lost';
  }

  private letGo(track: MediaStreamTrack): void {
    track.onended = null;
    track.stop();
  }
}
