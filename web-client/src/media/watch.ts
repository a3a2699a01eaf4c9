import type { Timers } from '../protocol';
import type { Peer, PeerState } from './ports';

/** A connection that was there and is away for this long is mended, milliseconds: shorter breaks mend themselves. */
export const AWAY_MILLIS = 1_500;
/** Mending has this long to help before more is done; doubled each time. */
export const HELPS_WITHIN_MILLIS = 6_000;
/** A new connection has this long to come up. */
export const COMES_UP_WITHIN_MILLIS = 10_000;
const MOST_DOUBLINGS = 3;

/**
 * Watches the way of one peer connection: says when to mend it, and says so again while that did not help. Whether the
 * server can be told is the owner's concern.
 */
export class Watch {
  private attempt = 0;
  private cancel: (() => void) | undefined;

  /** @param mend `attempt` is 1 for the first try since the way was good */
  constructor(
    private readonly timers: Timers,
    private readonly peer: () => Peer | undefined,
    private readonly mend: (attempt: number) => void,
  ) {}

  /** A new connection is being set up; one that is part of mending has the time that mending has. */
  began(): void {
    if (this.attempt === 0) this.wait(COMES_UP_WITHIN_MILLIS);
  }

  changed(state: PeerState): void {
    if (state === 'connected') this.stop();
    else if (state === 'failed' && this.attempt === 0) this.now();
    else if (state === 'disconnected' && this.attempt === 0) this.wait(AWAY_MILLIS);
  }

  /** The device changed its network: what still looks connected may not be. */
  moved(): void {
    if (this.peer()) this.now();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.attempt = 0;
  }

  private wait(millis: number): void {
    this.cancel?.();
    this.cancel = this.timers.after(millis, () => {
      if (this.peer()?.state === 'connected') this.stop();
      else this.now();
    });
  }

  private now(): void {
    this.attempt++;
    this.wait(HELPS_WITHIN_MILLIS * 2 ** Math.min(this.attempt - 1, MOST_DOUBLINGS));
    this.mend(this.attempt);
  }
}
