import type { MediaNews, Room } from '../protocol';
import type { MediaMode, TrackKind } from '../wire/types';
import { Faces } from './faces';
import { Mesh } from './mesh';
import type { Ground, PeerSetup, PeerState, PeerStats, Tracks } from './ports';
import type { Numbers } from './sendSide';
import { Sfu } from './sfu';
import type { Way, WayNews } from './way';

type MediaMessage = Extract<MediaNews, { t: 'media' }>;

export interface MachineEvents {
  /** How sound and picture travel here; undefined: nobody said yet, or the person is not in the room. */
  mode(mode: MediaMode | undefined): void;
  /** What comes in, or how the connections stand, is new. */
  changed(): void;
}

/** The server listens a little later than the socket is open: what waits is told when it says so, or after this time. */
export const LISTENS_WITHIN_MILLIS = 2_000;

/**
 * One page's sound and picture in one room, as the server speaks of them: keeps, begins and ends the way they take.
 * Single-threaded. It promises that nothing is sent or received outside the room, and that an offer which could not
 * be said is said when the socket is back.
 */
export class MediaMachine {
  private way: Way | undefined;
  private told: MediaMessage | undefined;
  /** Came a moment before the room's own word of the admission. */
  private early: MediaMessage | undefined;
  private room: Room | undefined;
  private readonly sending = new Map<TrackKind, MediaStreamTrack>();
  private readonly numbers: Numbers = { last: 0 };
  private readonly faces: Faces;
  private cancelRedo: (() => void) | undefined;

  constructor(
    private readonly ground: Ground,
    private readonly random: () => number,
    private readonly events: MachineEvents,
  ) {
    this.faces = new Faces(ground.timers, (want) => this.told?.mode === 'sfu' && ground.say(want));
  }

  heard(news: MediaMessage | WayNews): void {
    if (news.t === 'media') this.stands(news);
    else this.way?.heard(news);
  }

  /** The room as it is now; whoever is not in it has no media. */
  inRoom(room: Room | undefined): void {
    this.room = room?.self.standing === 'admitted' ? room : undefined;
    const { early } = this;
    if (!this.room) return this.end();
    this.early = undefined;
    this.way?.room(this.room);
    if (early) this.stands(early);
  }

  /** The socket is open (again). */
  opened(): void {
    this.cancelRedo?.();
    this.cancelRedo = this.ground.timers.after(LISTENS_WITHIN_MILLIS, () => this.way?.redo());
  }

  /** Sends this track, or nothing of the kind. */
  send(kind: TrackKind, track: MediaStreamTrack | undefined): void {
    if (track) this.sending.set(kind, track);
    else this.sending.delete(kind);
    this.way?.set(kind, track);
  }

  show(faces: readonly string[]): void {
    this.faces.show(faces);
  }

  /** The device changed its network. */
  moved(): void {
    this.way?.moved();
  }

  tracks(): Tracks {
    return this.way?.tracks() ?? new Map();
  }

  states(): readonly (PeerState | undefined)[] {
    return this.way?.states() ?? [];
  }

  stats(): Promise<readonly PeerStats[]> {
    return this.way?.stats() ?? Promise.resolve([]);
  }

  end(): void {
    this.cancelRedo?.();
    this.faces.stop();
    this.way?.close();
    this.way = undefined;
    if (!this.told) return;
    this.told = undefined;
    this.events.mode(undefined);
    this.events.changed();
  }

  private stands(news: MediaMessage): void {
    if (!this.room) {
      this.early = news;
      return;
    }
    const same = this.told?.life === news.life && this.told.mode === news.mode;
    this.told = news;
    this.cancelRedo?.();
    this.events.mode(news.mode);
    if (same) this.way?.redo();
    else this.begin(news, this.room);
    this.faces.tell();
    this.events.changed();
  }

  private begin({ mode }: MediaMessage, room: Room): void {
    this.way?.close();
    this.way = this.wayOf(mode, room);
    for (const [kind, track] of this.sending) this.way?.set(kind, track);
    this.way?.start(room);
  }

  private wayOf(mode: MediaMode, room: Room): Way | undefined {
    const changed = (): void => this.events.changed();
    const setup = (): Omit<PeerSetup, 'purpose'> => ({ relays: this.told?.relays ?? [], relayOnly: this.told?.relayOnly ?? false });
    switch (mode) {
      case 'sfu':
        return new Sfu(this.ground, setup, this.numbers, changed);
      case 'mesh':
        return new Mesh(this.ground, setup, room.self.member, this.random, changed);
      case 'none':
        return undefined;
    }
  }
}
