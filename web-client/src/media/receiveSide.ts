import type { MediaNews } from '../protocol';
import type { IceView, TrackView } from '../wire/types';
import type { Ground, MemberTracks, Peer, PeerSetup, PeerState, PeerStats, Tracks } from './ports';
import { Watch } from './watch';

type Offered = Extract<MediaNews, { t: 'offered' }>;

/**
 * What this page receives, over one peer connection at a time, which the server offers and numbers. Of several offers
 * that wait here only the newest is taken and answered.
 */
export class ReceiveSide {
  private peer: Peer | undefined;
  private pc = 0;
  private next: Offered | undefined;
  private busy = false;
  private sections: readonly TrackView[] = [];
  /** Which offer was taken last: the answer says so, for one that is said twice may meet another offer. */
  private taken: number | undefined;
  /** An answer that could not be said. */
  private unsaidAnswer = false;
  /** A new way was asked for and is not here yet; the asking may be lost with its socket, or could not be said. */
  private mending = false;
  private unsaid: (IceView | undefined)[] = [];
  private readonly watch: Watch;

  constructor(
    private readonly ground: Ground,
    private readonly setup: () => Omit<PeerSetup, 'purpose'>,
    private readonly changed: () => void,
  ) {
    this.watch = new Watch(ground.timers, () => this.peer, () => this.mend());
  }

  get state(): PeerState | undefined {
    return this.peer?.state;
  }

  /** By member, what comes in now. */
  tracks(): Tracks {
    const all = new Map<string, MemberTracks>();
    for (const { mid, member, track } of this.sections) {
      const received = this.peer?.received(mid);
      if (received) all.set(member, { ...all.get(member), [track]: received });
    }
    return all;
  }

  offered(offer: Offered): void {
    if (offer.pc < this.pc) return;
    this.next = offer;
    if (!this.busy) void this.work();
  }

  /** The server has none any more: what comes in stops until it offers another one. */
  renew(): void {
    this.drop();
    this.watch.stop();
    this.changed();
  }

  redo(): void {
    if (this.mending) this.mend();
    if (this.unsaidAnswer) this.sayAnswer();
    for (const ice of this.unsaid.splice(0)) this.candidate(ice);
  }

  moved(): void {
    this.watch.moved();
  }

  stats(): Promise<PeerStats | undefined> {
    return this.peer?.stats() ?? Promise.resolve(undefined);
  }

  close(): void {
    this.next = undefined;
    this.renew();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.next) {
      const offer = this.next;
      this.next = undefined;
      await this.take(offer);
    }
    this.busy = false;
  }

  private async take({ pc, offer, sdp, tracks }: Offered): Promise<void> {
    if (pc > this.pc || !this.peer) this.replace(pc);
    const { peer } = this;
    if (!peer) return;
    this.mending = false;
    try {
      await peer.take({ type: 'offer', sdp });
      await peer.describe(false);
    } catch {
      // An offer that cannot be taken leaves what flows as it is; the server is asked for another one.
      if (peer === this.peer) this.mend();
      return;
    }
    if (peer !== this.peer) return;
    this.sections = tracks;
    this.taken = offer;
    if (!this.next) this.sayAnswer();
    this.changed();
  }

  private replace(pc: number): void {
    this.drop();
    this.pc = pc;
    this.peer = this.ground.peers({ purpose: 'receive', ...this.setup() }, {
      state: (state) => {
        if (state === 'connected') this.mending = false;
        this.watch.changed(state);
        this.changed();
      },
      candidate: (ice) => this.candidate(ice),
    });
    this.watch.began();
  }

  private sayAnswer(): void {
    const sdp = this.peer?.local();
    const { taken: offer } = this;
    if (sdp === undefined) return;
    this.unsaidAnswer = !this.ground.say({ t: 'answer', pc: this.pc, ...(offer === undefined ? {} : { offer }), sdp });
  }

  private candidate(ice: IceView | undefined): void {
    if (!this.ground.say({ t: 'candidate', side: 'receive', pc: this.pc, ...(ice ? { ice } : {}) })) this.unsaid.push(ice);
  }

  private mend(): void {
    this.mending = true;
    this.ground.say({ t: 'restart', pc: this.pc });
  }

  private drop(): void {
    this.peer?.close();
    this.peer = undefined;
    this.sections = [];
    this.taken = undefined;
    this.unsaidAnswer = false;
    this.mending = false;
    this.unsaid = [];
  }
}
