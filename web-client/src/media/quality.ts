import type { PeerState, PeerStats } from './ports';

/** One's own connection, in the words that a person needs: `away` is being mended, `weak` may sound broken. */
export type Quality = 'coming' | 'good' | 'weak' | 'away';

/** A connection that has not come up by this look is as good as away: something on the way may block it. */
const COMES_BY_LOOK = 3;
const WEAK_LOSS = 0.08;
const WEAK_ROUND_TRIP = 600;

interface Counted {
  readonly received: number;
  readonly lost: number;
}

/** Judges from one look to the next; two weak looks in a row are weak, so that a hiccup is not a message. */
export class Judge {
  private before: Counted = { received: 0, lost: 0 };
  private weakLooks = 0;
  private looks = 0;
  private everUp = false;
  private comingLost = 0;

  /** Share of packets that did not come between the last two looks, 0 to 1. */
  get lost(): number {
    return this.comingLost;
  }

  look(states: readonly (PeerState | undefined)[], stats: readonly PeerStats[]): Quality {
    this.looks++;
    const broken = this.seen(states);
    const weak = this.isWeak(stats);
    this.weakLooks = weak ? this.weakLooks + 1 : 0;
    return broken ?? (this.weakLooks >= 2 ? 'weak' : 'good');
  }

  /** What the states alone say; undefined: they are well. */
  seen(states: readonly (PeerState | undefined)[]): Quality | undefined {
    const there = states.filter((state) => state !== undefined);
    const up = there.length > 0 && there.every((state) => state === 'connected');
    this.everUp ||= up;
    if (up || there.length === 0) return undefined;
    return this.everUp || this.looks >= COMES_BY_LOOK ? 'away' : 'coming';
  }

  reset(): void {
    this.before = { received: 0, lost: 0 };
    this.weakLooks = 0;
    this.looks = 0;
    this.everUp = false;
    this.comingLost = 0;
  }

  private isWeak(stats: readonly PeerStats[]): boolean {
    const received = stats.reduce((sum, each) => sum + each.packetsReceived, 0);
    const lost = stats.reduce((sum, each) => sum + each.packetsLost, 0);
    const { before } = this;
    this.before = { received, lost };
    const [more, gone] = [received - before.received, lost - before.lost];
    // A new connection counts from nothing: nothing can be said from one look to the other.
    this.comingLost = more < 0 || gone < 0 || more + gone === 0 ? 0 : gone / (more + gone);
    return (
      this.comingLost > WEAK_LOSS ||
      stats.some(({ sentLost = 0, roundTrip = 0 }) => sentLost > WEAK_LOSS || roundTrip > WEAK_ROUND_TRIP)
    );
  }
}
