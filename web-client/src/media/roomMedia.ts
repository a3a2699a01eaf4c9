import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { MediaNews, Outcome, Room, View } from '../protocol';
import type { ClientCommand, HeldMessage, MediaMode } from '../wire/types';
import { Listening } from './listening';
import { MediaMachine } from './machine';
import { OwnDevice } from './ownDevice';
import { OwnSwitch } from './ownSwitch';
import type { DeviceKind, DevicePort, Ground, MemberTracks, OwnKind, Rig, Tracks, Treatment } from './ports';
import { Judge, type Quality } from './quality';
import { Thrift } from './thrift';

export interface MediaPorts extends Omit<Ground, 'open'> {
  readonly view: ReadonlySignal<View>;
  readonly do: (command: ClientCommand) => Promise<Outcome>;
  readonly devices: DevicePort;
  readonly random: () => number;
  /** Calls when the device may have changed its network; returns what ends it. */
  readonly onMove: (act: () => void) => () => void;
  /** Whether this browser has peer connections at all; some are hardened and have none. */
  readonly able: boolean;
}

const LOOK_MILLIS = 4_000;
const NOBODY: Tracks = new Map();
const NONE: ReadonlySet<string> = new Set();

/** Sound and picture of one room, as screens hold them: what is there as signals, and what a person can do. */
export class RoomMedia implements Rig {
  /** undefined: not known yet. */
  readonly mode = signal<MediaMode | undefined>(undefined);
  /** What comes in, whoever it is; screens ask {@link of}. */
  private readonly incoming = signal<Tracks>(NOBODY);
  private readonly talkers = signal<ReadonlySet<string>>(NONE);
  private readonly weakOnes = signal<ReadonlySet<string>>(NONE);
  readonly held = signal<HeldMessage | undefined>(undefined);
  readonly quality = signal<Quality>('coming');
  /** Sound alone: no pictures come, none goes. */
  readonly saving = signal(false);
  /** Fewer pictures come than are shown: the way here is narrow, and the sound goes first. */
  readonly thrifty = signal(false);
  readonly listening = new Listening();
  /** The chosen speaker's device id, where the browser lets one choose. */
  readonly speaker: ReadonlySignal<string | undefined>;
  readonly microphone: OwnSwitch;
  readonly camera: OwnSwitch;
  readonly screen: OwnSwitch;
  /** Whether this browser can share a screen, and there is a way for it. */
  readonly canShare: ReadonlySignal<boolean>;
  private readonly room: ReadonlySignal<Room | undefined>;
  private readonly speakerChosen = signal<string | undefined>(undefined);
  private readonly machine: MediaMachine;
  private readonly judge = new Judge();
  private readonly thrift = new Thrift();
  private readonly endings: (() => void)[] = [];
  private shown: readonly string[] = [];
  private cancelLook: (() => void) | undefined;
  private open = false;

  constructor(private readonly ports: MediaPorts) {
    this.room = computed(() => ports.view.value.room);
    this.machine = new MediaMachine({ ...ports, open: () => this.open }, ports.random, {
      mode: (mode) => this.found(mode),
      changed: () => this.changed(),
    });
    this.microphone = this.switchOf('microphone');
    this.camera = this.switchOf('camera');
    this.screen = this.switchOf('screen');
    this.canShare = computed(() => ports.devices.canShare && (this.mode.value === 'sfu' || this.mode.value === 'mesh'));
    this.speakerChosen.value = ports.devices.chosen('speaker');
    this.speaker = this.speakerChosen;
    this.endings.push(
      effect(() => this.follow(ports.view.value)),
      effect(() => this.machine.send('microphone', this.microphone.sent.value)),
      effect(() => this.machine.send('camera', this.camera.sent.value)),
      effect(() => this.machine.send('screen', this.screen.sent.value)),
      ports.onMove(() => this.machine.moved()),
    );
  }

  heard(news: MediaNews): void {
    if (news.t === 'held') this.held.value = news;
    else if (news.t === 'talking') mark(this.talkers, news.member, news.on);
    else if (news.t === 'weak') mark(this.weakOnes, news.member, news.on);
    else if (news.t === 'media' && !this.ports.able) this.machine.heard({ ...news, mode: 'none' });
    else this.machine.heard(news);
  }

  /** What one member sends and the room says is on; one's own camera as others see it. */
  of(member: string): MemberTracks {
    const { room } = this.ports.view.value;
    const view = room?.members.get(member);
    if (!room || !view) return {};
    if (member === room.self.member) return this.own();
    const { microphone, camera, screen } = this.incoming.value.get(member) ?? {};
    return {
      ...(view.microphone && microphone ? { microphone } : {}),
      ...(view.camera && camera && !this.saving.value ? { camera } : {}),
      ...(view.screen && screen && !this.saving.value ? { screen } : {}),
    };
  }

  /** Whether this member talks now; nobody does with the microphone off. */
  talking(member: string): boolean {
    return this.talkers.value.has(member) && this.room.value?.members.get(member)?.microphone === true;
  }

  /** Whether what this member sends or gets is lost in part on its way. */
  weak(member: string): boolean {
    return this.weakOnes.value.has(member);
  }

  /** The page shows these faces now, the most important first. */
  show(members: readonly string[]): void {
    this.shown = members;
    this.thrifty.value = this.thrift.pictures < members.length;
    this.machine.show(this.saving.peek() ? [] : members.slice(0, this.thrift.pictures));
  }

  /** Sound alone, or pictures again; one's own camera stays off until one acts. */
  async save(on: boolean): Promise<void> {
    this.saving.value = on;
    this.show(this.shown);
    if (on && this.camera.on.peek()) await this.camera.off();
  }

  /** Another microphone, camera or speaker. */
  async choose(kind: DeviceKind | 'speaker', id: string): Promise<void> {
    this.ports.devices.choose(kind, id);
    if (kind === 'speaker') this.speakerChosen.value = id;
    else await this[kind].device.changed();
  }

  /** What is done to the own voice from now on. */
  async treat(treatment: Treatment): Promise<void> {
    this.ports.devices.treatment = treatment;
    await this.microphone.device.changed();
  }

  get ownVoice(): Rig['ownVoice'] {
    return this.microphone.sent;
  }

  get ownPicture(): Rig['ownPicture'] {
    return this.camera.sent;
  }

  get devices(): DevicePort {
    return this.ports.devices;
  }

  close(): void {
    for (const end of this.endings) end();
    this.cancelLook?.();
    this.machine.end();
    this.microphone.close();
    this.camera.close();
    this.screen.close();
  }

  private own(): MemberTracks {
    const camera = this.camera.sent.value;
    return camera ? { camera } : {};
  }

  private switchOf(kind: OwnKind): OwnSwitch {
    const device = new OwnDevice(kind, this.ports.devices, () => void this[kind].off());
    return new OwnSwitch(device, {
      room: this.room,
      timers: this.ports.timers,
      do: this.ports.do,
      silent: () => this.mode.peek() === 'none',
    });
  }

  private follow({ status, room }: View): void {
    const open = status.phase === 'open';
    const opened = open && !this.open;
    this.open = open;
    batch(() => {
      this.machine.inRoom(status.phase === 'final' ? undefined : room);
      if (opened) this.machine.opened();
      if (status.phase === 'final' || room?.self.standing !== 'admitted') this.rest();
    });
  }

  /** Outside the room nothing of one's own is taken up. */
  private rest(): void {
    this.microphone.device.close();
    this.camera.device.close();
    this.screen.device.close();
    this.talkers.value = NONE;
    this.weakOnes.value = NONE;
  }

  private found(mode: MediaMode | undefined): void {
    this.mode.value = mode;
    this.cancelLook?.();
    this.cancelLook = undefined;
    if (mode === undefined) {
      this.judge.reset();
      this.thrift.reset();
    }
    if (mode === 'none') this.rest();
    if (mode === undefined || mode === 'none') return;
    this.cancelLook = this.ports.timers.after(LOOK_MILLIS, () => void this.look());
    // A page that was loaded anew has no device yet, whatever the room still says of the one before.
    void this.microphone.correct();
    void this.camera.correct();
    void this.screen.correct();
  }

  private changed(): void {
    this.incoming.value = this.machine.tracks();
    const seen = this.judge.seen(this.machine.states());
    // Away is said by the next look, if it still is: most hiccups are over by then, and nothing should flicker.
    if (seen === 'coming') this.quality.value = seen;
    else if (seen === undefined && this.quality.peek() !== 'weak') this.quality.value = 'good';
  }

  private async look(): Promise<void> {
    const next = this.ports.timers.after(LOOK_MILLIS, () => void this.look());
    this.cancelLook = next;
    const stats = await this.machine.stats().catch(() => []);
    if (this.cancelLook !== next) return;
    this.quality.value = this.judge.look(this.machine.states(), stats);
    const before = this.thrift.pictures;
    this.thrift.look(this.judge.lost, this.shown.length);
    if (this.thrift.pictures !== before) this.show(this.shown);
  }
}

function mark(set: Signal<ReadonlySet<string>>, member: string, on: boolean): void {
  const next = new Set(set.peek());
  if (on) next.add(member);
  else next.delete(member);
  set.value = next;
}
