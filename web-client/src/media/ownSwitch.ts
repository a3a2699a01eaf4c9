import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Outcome, Room, Timers } from '../protocol';
import type { ClientCommand } from '../wire/types';
import type { OwnDevice } from './ownDevice';
import type { OwnKind } from './ports';

/** A command that was carried out shows in the room within this time, milliseconds, or was overtaken. */
const SHOWS_WITHIN_MILLIS = 3_000;

const COMMANDS = { microphone: 'set_microphone', camera: 'set_camera', screen: 'set_screen' } as const satisfies Record<OwnKind, ClientCommand['kind']>;

export interface SwitchPorts {
  readonly room: ReadonlySignal<Room | undefined>;
  readonly timers: Timers;
  readonly do: (command: ClientCommand) => Promise<Outcome>;
  /** Whether there is no sound and picture here at all: then the room's word alone is switched. */
  readonly silent: () => boolean;
}

/**
 * One's own microphone, camera or screen as a switch. What is on is what the room says; a device is only got after a press,
 * and whatever turns the room's word off turns the device off. Turning off never waits for the server.
 */
export class OwnSwitch {
  /** The own wish to be off, ahead of the room's word. */
  private readonly hushed = signal(false);
  /** The room says that it is on. */
  readonly on: ReadonlySignal<boolean>;
  /** On, and not just turned off by one's own press: what a button shows. */
  readonly lit: ReadonlySignal<boolean>;
  /** What is sent. */
  readonly sent: ReadonlySignal<MediaStreamTrack | undefined>;
  private readonly stopWatching: () => void;
  private before = false;
  /** Turned on, and it may not show in the room yet: an older "off" that shows first must not let the device go. */
  private turningOn = false;

  constructor(
    readonly device: OwnDevice,
    private readonly ports: SwitchPorts,
  ) {
    const { kind } = device;
    this.on = computed(() => {
      const self = ports.room.value?.self;
      return self?.standing === 'admitted' && self[kind];
    });
    this.lit = computed(() => this.on.value && !this.hushed.value);
    this.sent = computed(() => (this.lit.value ? device.track.value : undefined));
    this.stopWatching = effect(() => this.follow(this.on.value));
  }

  /**
   * On if it is off, off if it is on. Call from a press: getting a device may ask the person.
   *
   * @returns what the room answered; undefined when there is no device, and its state says why
   */
  async press(): Promise<Outcome | undefined> {
    if (this.lit.peek()) return this.off();
    if (this.device.state.peek() === 'asking') return undefined;
    if (!this.ports.silent() && !(await this.device.open())) return undefined;
    this.hushed.value = false;
    this.turningOn = true;
    const outcome = await this.ports.do(this.command(true));
    if (outcome.ok) this.ports.timers.after(SHOWS_WITHIN_MILLIS, () => this.turned());
    else this.turned();
    return outcome;
  }

  off(): Promise<Outcome> {
    this.hushed.value = true;
    this.rest();
    return this.ports.do(this.command(false));
  }

  /** The room says that it is on, but no device is there: others must not wait for what cannot come. */
  async correct(): Promise<void> {
    const { state } = this.device;
    if (this.on.peek() && !this.device.track.peek() && state.peek() !== 'asking' && !this.ports.silent()) await this.off();
  }

  close(): void {
    this.stopWatching();
    this.device.close();
  }

  private follow(on: boolean): void {
    if (this.before && !on) {
      this.hushed.value = false;
      if (!this.turningOn) this.rest();
    } else if (on && !this.before) {
      this.turningOn = false;
      const track = this.device.track.peek();
      if (track && !this.hushed.peek()) track.enabled = true;
    }
    this.before = on;
  }

  private turned(): void {
    this.turningOn = false;
    if (!this.on.peek()) this.rest();
  }

  /** A camera is let go, so that its light goes off, and a screen; a microphone stays at hand, switched off. */
  private rest(): void {
    if (this.device.kind === 'microphone') this.device.quiet();
    else this.device.close();
  }

  private command(on: boolean): ClientCommand {
    return { kind: COMMANDS[this.device.kind], on };
  }
}
