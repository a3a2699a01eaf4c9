import { signal, type Signal } from '@preact/signals';
import type { Device, DevicePort, OwnKind, Peer, PeerEvents, PeerSetup, PeerState, PeerStats, Treatment } from '../../src/media/ports';
import { RoomMedia } from '../../src/media/roomMedia';
import { roomOf, type MediaSaying, type Outcome, type View } from '../../src/protocol';
import type { ClientCommand, IceView, MediaMode, MemberView, RoomSnapshot, TrackKind } from '../../src/wire/types';
import { aRoom } from '../protocol/world';

/** A track that only knows whether it lives. */
export class FakeTrack extends EventTarget {
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';
  onended: (() => void) | null = null;

  constructor(
    readonly kind: 'audio' | 'video' = 'audio',
    readonly id = '',
  ) {
    super();
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device is pulled out. */
  end(): void {
    this.stop();
    this.onended?.();
  }

  get real(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

export const aTrack = (id: string, kind: 'audio' | 'video' = 'audio'): MediaStreamTrack => new FakeTrack(kind, id).real;

export const member = (id: string, part: Partial<MemberView> = {}): MemberView => ({
  member: id,
  name: id,
  role: 'participant',
  presence: 'connected',
  presenceSince: 0,
  microphone: true,
  camera: true,
  aside: false,
  screen: false,
  ...part,
});

/** A peer connection whose other end and network the test plays. */
export class FakePeer implements Peer {
  state: PeerState = 'new';
  closed = false;
  signaling: 'stable' | 'local' | 'remote' = 'stable';
  readonly taken: string[] = [];
  readonly reached: (string | undefined)[] = [];
  readonly sending = new Map<TrackKind, MediaStreamTrack | undefined>();
  /** By mid in `receive`, by kind in `both`. */
  readonly brings = new Map<string, MediaStreamTrack>();
  counts: PeerStats = { packetsLost: 0, packetsReceived: 0 };
  restarts = 0;
  /** What taking a description meets, instead of success. */
  refuses: Error | undefined;
  /** Held back until {@link go}. */
  private hold: (() => void) | undefined;
  private held = false;
  private described = '';
  private versions = 0;

  constructor(
    readonly setup: PeerSetup,
    readonly events: PeerEvents,
    readonly name: string,
  ) {}

  get offering(): boolean {
    return this.signaling === 'local';
  }

  /** The next description waits for {@link go}. */
  wait(): void {
    this.held = true;
  }

  go(): void {
    this.held = false;
    this.hold?.();
  }

  async describe(restartIce: boolean): Promise<{ type: 'offer' | 'answer'; sdp: string }> {
    if (this.held) await new Promise<void>((resolve) => (this.hold = resolve));
    if (restartIce) this.restarts++;
    const type = this.signaling === 'remote' ? 'answer' : 'offer';
    this.signaling = type === 'offer' ? 'local' : 'stable';
    this.described = `${type} ${this.name}.${++this.versions}`;
    return { type, sdp: this.described };
  }

  local(): string {
    return this.described;
  }

  take({ type, sdp }: { type: 'offer' | 'answer'; sdp: string }): Promise<void> {
    if (this.refuses) return Promise.reject(this.refuses);
    if (type === 'answer' && this.signaling !== 'local') return Promise.reject(new Error('no offer is open'));
    this.signaling = type === 'offer' ? 'remote' : 'stable';
    this.taken.push(sdp);
    return Promise.resolve();
  }

  reach(ice: IceView | undefined): Promise<void> {
    this.reached.push(ice?.text);
    return Promise.resolve();
  }

  send(kind: TrackKind, track: MediaStreamTrack | undefined): Promise<void> {
    this.sending.set(kind, track);
    return Promise.resolve();
  }

  received(mid: string): MediaStreamTrack | undefined {
    return this.brings.get(mid);
  }

  receivedKind(kind: TrackKind): MediaStreamTrack | undefined {
    return this.brings.get(kind);
  }

  stats(): Promise<PeerStats> {
    return Promise.resolve(this.counts);
  }

  close(): void {
    this.closed = true;
    this.state = 'closed';
  }

  /** The network has its say. */
  becomes(state: PeerState): void {
    if (this.closed) return;
    this.state = state;
    this.events.state(state);
  }

  finds(text: string): void {
    if (!this.closed) this.events.candidate({ text, mid: '0', line: 0 });
  }
}

/** Devices that are there, or not, as the test says. */
export class FakeDevices implements DevicePort {
  readonly opened: FakeTrack[] = [];
  readonly choices = new Map<Device['kind'], string>();
  all: readonly Device[] = [];
  /** The name of the refusal that the next requests meet. */
  refusal: string | undefined;
  canShare = true;
  treatment: Treatment = { echo: true, noise: true, gain: true };

  open(kind: OwnKind): Promise<MediaStreamTrack> {
    if (this.refusal !== undefined) return Promise.reject(Object.assign(new Error(), { name: this.refusal }));
    const track = new FakeTrack(kind === 'microphone' ? 'audio' : 'video', `${kind} ${this.opened.length + 1}`);
    this.opened.push(track);
    return Promise.resolve(track.real);
  }

  list(): Promise<readonly Device[]> {
    return Promise.resolve(this.all);
  }

  chosen(kind: Device['kind']): string | undefined {
    return this.choices.get(kind);
  }

  choose(kind: Device['kind'], id: string): void {
    this.choices.set(kind, id);
  }

  onChange(): () => void {
    return () => undefined;
  }

  /** The newest one that was opened. */
  get last(): FakeTrack {
    const last = this.opened.at(-1);
    if (!last) throw new Error('no device was opened');
    return last;
  }
}

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Time under the test's hand. */
export class FakeTimers {
  now = 0;
  private readonly timers = new Set<Timer>();

  after(millis: number, act: () => void): () => void {
    const timer = { at: this.now + millis, act };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  get pending(): number {
    return this.timers.size;
  }

  /** Lets time pass; what each timer begins has taken effect before the next one. */
  async pass(millis: number): Promise<void> {
    const end = this.now + millis;
    for (;;) {
      const [next] = [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.now = next.at;
      this.timers.delete(next);
      next.act();
      await settle();
    }
    this.now = end;
    await settle();
  }
}

/** Lets settled promises take effect. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** One page's sound and picture, with server, network, devices and time in the test's hand. */
export class Page {
  readonly timers = new FakeTimers();
  readonly devices = new FakeDevices();
  readonly peers: FakePeer[] = [];
  readonly said: MediaSaying[] = [];
  readonly commands: ClientCommand[] = [];
  readonly view: Signal<View>;
  /** What commands meet. */
  outcome: Outcome = { ok: true, seq: 1 };
  readonly media: RoomMedia;
  private movers: (() => void)[] = [];

  constructor(
    private snapshot: RoomSnapshot = aRoom(),
    readonly random = (): number => 0,
    readonly able = true,
  ) {
    this.view = signal<View>({ status: { phase: 'open' }, room: roomOf(snapshot), serverOffset: 0 });
    this.media = new RoomMedia({
      view: this.view,
      timers: this.timers,
      devices: this.devices,
      random: () => this.random(),
      able: this.able,
      say: (saying) => {
        if (this.view.peek().status.phase !== 'open') return false;
        this.said.push(saying);
        return true;
      },
      do: (command) => {
        this.commands.push(command);
        return Promise.resolve(this.outcome);
      },
      peers: (setup, events) => {
        const peer = new FakePeer(setup, events, `${setup.purpose}${this.of(setup.purpose).length + 1}`);
        this.peers.push(peer);
        return peer;
      },
      onMove: (act) => {
        this.movers.push(act);
        return () => undefined;
      },
    });
  }

  of(purpose: PeerSetup['purpose']): FakePeer[] {
    return this.peers.filter((peer) => peer.setup.purpose === purpose);
  }

  get send(): FakePeer {
    return last(this.of('send'));
  }

  get receive(): FakePeer {
    return last(this.of('receive'));
  }

  get both(): FakePeer {
    return last(this.of('both'));
  }

  /** What was said of one kind. */
  sayings<T extends MediaSaying['t']>(t: T): Extract<MediaSaying, { t: T }>[] {
    return this.said.filter((saying): saying is Extract<MediaSaying, { t: T }> => saying.t === t);
  }

  async begins(mode: MediaMode = 'sfu', life = 'life-1'): Promise<void> {
    this.media.heard({ t: 'media', mode, life, relayOnly: false, relays: [] });
    await settle();
  }

  async offered(pc: number, sdp = `offer ${pc}`, tracks: { mid: string; member: string; track: TrackKind }[] = []): Promise<void> {
    this.media.heard({ t: 'offered', pc, sdp, tracks });
    await settle();
  }

  async answered(pc: number): Promise<void> {
    this.media.heard({ t: 'answered', pc, sdp: `answer ${pc}` });
    await settle();
  }

  /** The sending connection is up. */
  async up(pc = 1): Promise<void> {
    await this.answered(pc);
    this.send.becomes('connected');
  }

  self(part: Partial<RoomSnapshot['self']>): void {
    this.room({ self: { ...this.snapshot.self, ...part } });
  }

  room(part: Partial<RoomSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...part };
    this.view.value = { ...this.view.value, room: roomOf(this.snapshot) };
  }

  drop(): void {
    this.view.value = { ...this.view.value, status: { phase: 'reconnecting', since: 0, unopened: 0 } };
  }

  back(): void {
    this.view.value = { ...this.view.value, status: { phase: 'open' } };
  }

  moved(): void {
    for (const act of this.movers) act();
  }
}

function last<T>(all: readonly T[]): T {
  const one = all.at(-1);
  if (one === undefined) throw new Error('there is none');
  return one;
}
