import type { Room } from '../protocol';
import type { TrackKind } from '../wire/types';
import type { Ground, MemberTracks, PeerSetup, PeerState, PeerStats, Tracks } from './ports';
import { MeshPair } from './meshPair';
import type { Way, WayNews } from './way';

const FIRST_NUMBERS = 1_000_000;

/** Sound and picture from browser to browser, for a few people: one connection with each other member. */
export class Mesh implements Way {
  private readonly pairs = new Map<string, MeshPair>();
  private readonly sent = new Map<TrackKind, MediaStreamTrack>();

  constructor(
    private readonly ground: Ground,
    private readonly setup: () => Omit<PeerSetup, 'purpose'>,
    private readonly self: string,
    private readonly random: () => number,
    private readonly changed: () => void,
  ) {}

  start(room: Room): void {
    this.room(room);
  }

  heard(news: WayNews): void {
    if (news.t === 'renew' || news.peer === undefined) return;
    const pair = this.pairs.get(news.peer);
    if (news.t === 'offered') (pair ?? this.meet(news.peer)).offered(news.pc, news.sdp);
    else if (news.t === 'answered') pair?.answered(news.pc, news.sdp);
    else pair?.reachable(news.pc, news.ice);
  }

  /** Those who reconnect keep their place: most come back to what still flows. */
  room(room: Room): void {
    for (const [member, pair] of this.pairs) {
      if (room.members.has(member)) continue;
      pair.close();
      this.pairs.delete(member);
      this.changed();
    }
    for (const { member, presence } of room.members.values()) {
      if (member !== this.self && presence === 'connected' && !this.pairs.has(member)) this.meet(member).start();
    }
  }

  set(kind: TrackKind, track: MediaStreamTrack | undefined): void {
    if (track) this.sent.set(kind, track);
    else this.sent.delete(kind);
    for (const pair of this.pairs.values()) pair.set(kind, track);
  }

  redo(): void {
    for (const pair of this.pairs.values()) pair.redo();
  }

  moved(): void {
    for (const pair of this.pairs.values()) pair.moved();
  }

  tracks(): Tracks {
    return new Map<string, MemberTracks>([...this.pairs].map(([member, pair]) => [member, pair.incoming()]));
  }

  states(): readonly (PeerState | undefined)[] {
    return [...this.pairs.values()].map((pair) => pair.state);
  }

  async stats(): Promise<readonly PeerStats[]> {
    const all = await Promise.all([...this.pairs.values()].map((pair) => pair.stats()));
    return all.filter((each) => each !== undefined);
  }

  close(): void {
    for (const pair of this.pairs.values()) pair.close();
    this.pairs.clear();
  }

  private meet(member: string): MeshPair {
    const first = 1 + Math.floor(this.random() * FIRST_NUMBERS);
    const pair = new MeshPair(this.ground, this.setup, member, this.self < member, first, this.changed);
    for (const [kind, track] of this.sent) pair.set(kind, track);
    this.pairs.set(member, pair);
    return pair;
  }
}
