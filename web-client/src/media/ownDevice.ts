import { signal } from '@preact/signals';
import type { DevicePort, OwnKind } from './ports';
import { isProblem, problemOf, screenStateOf, type DeviceState } from './problems';

/** One's own microphone, camera or screen: asked for by a press, and let go. */
export class OwnDevice {
  readonly state = signal<DeviceState>('off');
  readonly track = signal<MediaStreamTrack | undefined>(undefined);
  /** Raised by each request and each letting go, so that a late answer is let go at once. */
  private round = 0;

  /** @param lost is called when the device went away while it was used, or the browser's own button ended a screen */
  constructor(
    readonly kind: OwnKind,
    private readonly port: DevicePort,
    private readonly lost: () => void,
  ) {}

  /** Gets the device if it is not there yet; false: it is not to be had, and {@link state} says why. */
  async open(): Promise<boolean> {
    const there = this.track.peek();
    if (there?.readyState === 'live') {
      there.enabled = true;
      return true;
    }
    const round = ++this.round;
    this.state.value = 'asking';
    try {
      const track = await this.port.open(this.kind);
      if (round !== this.round) {
        track.stop();
        return false;
      }
      this.hold(track);
      return true;
    } catch (error) {
      if (round === this.round) this.state.value = this.kind === 'screen' ? screenStateOf(error) : problemOf(error);
      return false;
    }
  }

  /** Quiet, but at hand: nothing is taken up until it is opened again. */
  quiet(): void {
    const track = this.track.peek();
    if (track) track.enabled = false;
  }

  /** Lets the device go: its light goes off. Why it was not to be had stays to be read. */
  close(): void {
    this.round++;
    this.letGo();
    if (!isProblem(this.state.peek())) this.state.value = 'off';
  }

  /** Another one was chosen: takes its place at once if one is in use. */
  async changed(): Promise<void> {
    const before = this.track.peek();
    if (!before) return;
    const round = ++this.round;
    const { enabled } = before;
    // Phones give one camera at a time.
    if (this.kind === 'camera') this.letGo();
    try {
      const track = await this.port.open(this.kind);
      if (round !== this.round) return track.stop();
      track.enabled = enabled;
      this.letGo();
      this.hold(track);
    } catch (error) {
      if (round !== this.round) return;
      this.letGo();
      this.state.value = problemOf(error);
      this.lost();
    }
  }

  /** The problem was read; it need not stand there any longer. */
  dismiss(): void {
    if (isProblem(this.state.peek())) this.state.value = 'off';
  }

  private hold(track: MediaStreamTrack): void {
    track.onended = () => {
      if (this.track.peek() !== track) return;
      this.letGo();
      this.state.value = this.kind === 'screen' ? 'off' : 'lost';
      this.lost();
    };
    this.track.value = track;
    this.state.value = 'on';
  }

  private letGo(): void {
    const track = this.track.peek();
    if (!track) return;
    track.onended = null;
    track.stop();
    this.track.value = undefined;
  }
}
