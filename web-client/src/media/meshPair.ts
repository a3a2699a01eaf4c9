import type { IceView, TrackKind } from '../wire/types';
import type { Ground, MemberTracks, Peer, PeerSetup, PeerState, PeerStats } from './ports';
import { offeringQuiet } from './sdp';
import { Watch } from './watch';

/** The polite one of two leaves the first offer to the other for this long, milliseconds. */
export const AFTER_YOU_MILLIS = 3_000;

/** Every section is always there; which of them carry something, the room says. */
const SHOWN: readonly TrackKind[] = ['microphone', 'camera', 'screen'];

/**
 * The connection with one other member of a mesh: both send and receive over it. Both may offer at any time; when
 * offers cross, the polite one gives way. Its number is agreed on: the higher one holds.
 */
export class MeshPair {
  private peer: Peer | undefined;
  /** 0 until one of the two has begun. */
  private pc = 0;
  private making = false;
  private unsaidOffer = false;
  private unsaidAnswer = false;
  private mendWhenOpen = false;
  /** Both have described themselves at least once. */
  private settled = false;
  private cancelTurn: (() => void) | undefined;
  private queue = Promise.resolve();
  private readonly tracks = new Map<TrackKind, MediaStreamTrack>();
  private readonly watch: Watch;

  /** @param first number of this side's first offer; random, so that a reloaded page does not go on with its old one */
  constructor(
    private readonly ground: Ground,
    private readonly setup: () => Omit<PeerSetup, 'purpose'>,
    private readonly with_: string,
    private readonly polite: boolean,
    private readonly first: number,
    private readonly changed: () => void,
  ) {
    this.watch = new Watch(ground.timers, () => this.peer, (attempt) => this.mend(attempt));
  }

  get state(): PeerState | undefined {
    return this.peer?.state;
  }

  start(): void {
    if (!this.polite) return this.anew(this.first);
    this.cancelTurn = this.ground.timers.after(AFTER_YOU_MILLIS, () => {
      if (!this.peer) this.anew(this.first);
    });
  }

  set(kind: TrackKind, track: MediaStreamTrack | undefined): void {
    if (this.tracks.get(kind) === track) return;
    if (track) this.tracks.set(kind, track);
    else this.tracks.delete(kind);
    void this.peer?.send(kind, track).catch(() => undefined);
  }

  incoming(): MemberTracks {
    const all = SHOWN.map((kind) => [kind, this.peer?.receivedKind(kind)] as const);
    return Object.fromEntries(all.filter(([, track]) => track !== undefined));
  }

  offered(pc: number, sdp: string): void {
    this.inOrder(async () => {
      if (pc < this.pc) {
        // It is a new page of the other's that cannot know our number; unless both only just began.
        if (this.settled) this.anew(this.pc + 1);
        return;
      }
      const crossed = pc === this.pc && this.peer !== undefined && (this.making || this.peer.offering);
      if (crossed && !this.polite) return;
      // A connection that never was cannot be rolled back to anything: it is made anew for the other's offer.
      if (pc > this.pc || !this.peer || (crossed && !this.settled)) this.replace(pc);
      await this.answer(sdp);
    });
  }

  answered(pc: number, sdp: string): void {
    this.inOrder(async () => {
      const { peer } = this;
      if (!peer || pc !== this.pc || !peer.offering) return;
      await peer.take({ type: 'answer', sdp });
      if (peer !== this.peer) return;
      this.settled = true;
      this.changed();
    });
  }

  reachable(pc: number, ice: IceView | undefined): void {
    // Addresses of an offer that was not taken fit nothing here.
    this.inOrder(async () => {
      if (pc === this.pc) await this.peer?.reach(ice);
    });
  }

  redo(): void {
    if (this.mendWhenOpen) {
      this.mendWhenOpen = false;
      this.mend(1);
    } else if (this.unsaidAnswer) this.say('answer');
    else if (this.peer?.offering) this.say('offer');
  }

  moved(): void {
    this.watch.moved();
  }

  stats(): Promise<PeerStats | undefined> {
    return this.peer?.stats() ?? Promise.resolve(undefined);
  }

  close(): void {
    this.cancelTurn?.();
    this.watch.stop();
    this.peer?.close();
    this.peer = undefined;
  }

  /** What the other says is taken one after the other; what cannot be taken is left, and the watch mends. */
  private inOrder(act: () => Promise<void>): void {
    this.queue = this.queue.then(act).catch(() => undefined);
  }

  private async answer(sdp: string): Promise<void> {
    const { peer } = this;
    if (!peer) return;
    await peer.take({ type: 'offer', sdp });
    await peer.describe(false);
    if (peer !== this.peer) return;
    this.settled = true;
    this.say('answer');
    this.changed();
  }

  private anew(pc: number): void {
    this.replace(pc);
    void this.offer(false);
  }

  private replace(pc: number): void {
    this.cancelTurn?.();
    this.peer?.close();
    this.settled = false;
    this.making = false;
    this.unsaidAnswer = false;
    this.unsaidOffer = false;
    this.pc = pc;
    this.peer = this.ground.peers({ purpose: 'both', ...this.setup() }, {
      state: (state) => {
        if (state === 'connected') this.mendWhenOpen = false;
        this.watch.changed(state);
        this.changed();
      },
      candidate: (ice) => this.candidate(ice),
    });
    for (const [kind, track] of this.tracks) void this.peer.send(kind, track).catch(() => undefined);
    this.watch.began();
  }

  private async offer(restartIce: boolean): Promise<void> {
    const { peer } = this;
    if (!peer) return;
    this.making = true;
    try {
      await peer.describe(restartIce);
      if (peer === this.peer && peer.offering) this.say('offer');
    } catch {
      // The other's offer came first.
    } finally {
      if (peer === this.peer) this.making = false;
    }
  }

  private say(what: 'offer' | 'answer'): void {
    const sdp = this.peer?.local();
    if (sdp === undefined) return;
    const said = this.ground.say({ t: what, pc: this.pc, peer: this.with_, sdp: offeringQuiet(sdp) });
    if (what === 'offer') this.unsaidOffer = !said;
    else this.unsaidAnswer = !said;
  }

  private candidate(ice: IceView | undefined): void {
    if (this.unsaidOffer || this.unsaidAnswer) return;
    this.ground.say({ t: 'candidate', side: 'send', pc: this.pc, peer: this.with_, ...(ice ? { ice } : {}) });
  }

  private mend(attempt: number): void {
    if (!this.ground.open()) this.mendWhenOpen = true;
    else if (attempt === 1 && this.settled) void this.offer(true);
    // One of two begins anew; when that does not help in time, the other one does.
    else if (!this.polite || attempt > 2) this.anew(this.pc + 1);
  }
}
