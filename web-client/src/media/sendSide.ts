import type { MediaNews } from '../protocol';
import type { IceView, TrackKind } from '../wire/types';
import type { Ground, Peer, PeerSetup, PeerState, PeerStats } from './ports';
import { offeringQuiet } from './sdp';
import { Watch } from './watch';

/** What this page's connections have been numbered up to; outlives each life of the room's media. */
export interface Numbers {
  last: number;
}

/**
 * What this page sends, over one peer connection at a time. Tracks come and go without a new description; an offer is
 * made for a new connection and to mend the way. One offer at a time is open: an answer does not say which it answers.
 */
export class SendSide {
  private peer: Peer | undefined;
  private pc = 0;
  /** An offer is out, or will be as soon as the server can be told. */
  private unanswered = false;
  private said = false;
  /** The way was good once: then restarting ICE is worth a try. */
  private proven = false;
  private mendWhenOpen = false;
  private readonly tracks = new Map<TrackKind, MediaStreamTrack>();
  private unsaid: (IceView | undefined)[] = [];
  private readonly watch: Watch;

  constructor(
    private readonly ground: Ground,
    private readonly setup: () => Omit<PeerSetup, 'purpose'>,
    private readonly numbers: Numbers,
    private readonly changed: () => void,
  ) {
    this.watch = new Watch(ground.timers, () => this.peer, (attempt) => this.mend(attempt));
  }

  get state(): PeerState | undefined {
    return this.peer?.state;
  }

  /** Opens a new connection in the place of what there was. */
  renew(): void {
    this.drop();
    this.pc = ++this.numbers.last;
    const peer: Peer = this.ground.peers({ purpose: 'send', ...this.setup() }, {
      state: (state) => {
        if (state === 'connected') {
          this.proven = true;
          this.mendWhenOpen = false;
        }
        this.watch.changed(state);
        this.changed();
      },
      candidate: (ice) => this.candidate(ice),
    });
    this.peer = peer;
    for (const [kind, track] of this.tracks) void peer.send(kind, track).catch(() => undefined);
    this.watch.began();
    void this.offer(false);
    this.changed();
  }

  set(kind: TrackKind, track: MediaStreamTrack | undefined): void {
    if (this.tracks.get(kind) === track) return;
    if (track) this.tracks.set(kind, track);
    else this.tracks.delete(kind);
    void this.peer?.send(kind, track).catch(() => undefined);
  }

  async answered({ pc, sdp }: Extract<MediaNews, { t: 'answered' }>): Promise<void> {
    const { peer } = this;
    if (!peer || pc !== this.pc || !this.unanswered || !peer.offering) return;
    this.unanswered = false;
    try {
      await peer.take({ type: 'answer', sdp });
    } catch {
      // The watch opens another one, with growing patience, when this one does not come up.
    }
  }

  /** The server listens again: what could not be said or was not answered is done now. */
  redo(): void {
    if (this.mendWhenOpen) {
      this.mendWhenOpen = false;
      this.mend(1);
    } else if (this.unanswered) {
      this.sayOffer();
    } else {
      const unsaid = this.unsaid.splice(0);
      for (const ice of unsaid) this.candidate(ice);
    }
  }

  moved(): void {
    this.watch.moved();
  }

  stats(): Promise<PeerStats | undefined> {
    return this.peer?.stats() ?? Promise.resolve(undefined);
  }

  close(): void {
    this.drop();
    this.watch.stop();
  }

  private mend(attempt: number): void {
    if (!this.ground.open()) {
      this.mendWhenOpen = true;
      return;
    }
    if (attempt === 1 && this.proven && !this.unanswered) void this.offer(true);
    else this.renew();
  }

  private async offer(restartIce: boolean): Promise<void> {
    const { peer } = this;
    if (!peer) return;
    this.unanswered = true;
    this.said = false;
    this.unsaid = [];
    try {
      await peer.describe(restartIce);
    } catch {
      return;
    }
    if (peer === this.peer) this.sayOffer();
  }

  private sayOffer(): void {
    // Not while the browser is still making it: then it is said when it is made.
    if (!this.peer?.offering) return;
    this.said = this.ground.say({ t: 'offer', pc: this.pc, sdp: offeringQuiet(this.peer.local()) });
  }

  /** An address that is found before the offer is out goes with the offer. */
  private candidate(ice: IceView | undefined): void {
    if (this.unanswered && !this.said) return;
    if (!this.ground.say({ t: 'candidate', side: 'send', pc: this.pc, ...(ice ? { ice } : {}) })) this.unsaid.push(ice);
  }

  private drop(): void {
    this.peer?.close();
    this.peer = undefined;
    this.unanswered = false;
    this.proven = false;
    this.mendWhenOpen = false;
    this.unsaid = [];
  }
}
