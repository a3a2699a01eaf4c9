import type { MediaNews, Room } from '../protocol';
import type { TrackKind } from '../wire/types';
import type { PeerState, PeerStats, Tracks } from './ports';

export type WayNews = Extract<MediaNews, { t: 'offered' | 'answered' | 'reachable' | 'renew' }>;

/** One life of the room's media, whatever way sound and picture take. */
export interface Way {
  start(room: Room): void;
  /** What the server says about peer connections. */
  heard(news: WayNews): void;
  /** Who is in the room now. */
  room(room: Room): void;
  /** Sends this track, or nothing of the kind. */
  set(kind: TrackKind, track: MediaStreamTrack | undefined): void;
  /** The server listens (again): what could not be told is told. */
  redo(): void;
  /** The device changed its network. */
  moved(): void;
  tracks(): Tracks;
  /** How the connections stand; undefined ones do not exist yet. */
  states(): readonly (PeerState | undefined)[];
  stats(): Promise<readonly PeerStats[]>;
  close(): void;
}
