import type { Room } from '../protocol';
import type { TrackKind } from '../wire/types';
import type { Ground, PeerSetup, PeerState, PeerStats, Tracks } from './ports';
import { ReceiveSide } from './receiveSide';
import { SendSide, type Numbers } from './sendSide';
import type { Way, WayNews } from './way';

/** A new connection that the server asks for waits this long after the one before, milliseconds. */
export const LEAST_BETWEEN_RENEWALS = 2_000;

/** Sound and picture through the clinic's own SFU: one connection that sends, one that receives. */
export class Sfu implements Way {
  private readonly sending: SendSide;
  private readonly receiving: ReceiveSide;
  private resting: (() => void) | undefined;
  private again = false;

  constructor(
    private readonly ground: Ground,
    setup: () => Omit<PeerSetup, 'purpose'>,
    numbers: Numbers,
    changed: () => void,
  ) {
    this.sending = new SendSide(ground, setup, numbers, changed);
    this.receiving = new ReceiveSide(ground, setup, changed);
  }

  start(_room: Room): void {
    this.renewSending();
  }

  heard(news: WayNews): void {
    switch (news.t) {
      case 'offered':
        return this.receiving.offered(news);
      case 'answered':
        return void this.sending.answered(news);
      case 'renew':
        return news.side === 'send' ? this.renewSending() : this.receiving.renew();
      case 'reachable':
        // Of a mesh only; the SFU's addresses stand in its descriptions.
        return;
    }
  }

  /** What the server refuses at once would be offered and refused without end: a rest lies between. */
  private renewSending(): void {
    if (this.resting) {
      this.again = true;
      return;
    }
    this.resting = this.ground.timers.after(LEAST_BETWEEN_RENEWALS, () => {
      this.resting = undefined;
      if (this.again) this.renewSending();
    });
    this.again = false;
    this.sending.renew();
  }

  room(_room: Room): void {
    // Who is there shows in what the server offers.
  }

  set(kind: TrackKind, track: MediaStreamTrack | undefined): void {
    this.sending.set(kind, track);
  }

  redo(): void {
    this.sending.redo();
    this.receiving.redo();
  }

  moved(): void {
    this.sending.moved();
    this.receiving.moved();
  }

  tracks(): Tracks {
    return this.receiving.tracks();
  }

  states(): readonly (PeerState | undefined)[] {
    return [this.sending.state, this.receiving.state];
  }

  async stats(): Promise<readonly PeerStats[]> {
    const both = await Promise.all([this.sending.stats(), this.receiving.stats()]);
    return both.filter((each) => each !== undefined);
  }

  close(): void {
    this.resting?.();
    this.sending.close();
    this.receiving.close();
  }
}
