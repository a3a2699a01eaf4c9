/*
 * What sound and picture need from their surroundings. A browser gives real ones (browserPeer, browserDevices), tests
 * give scripted ones.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { MediaSaying, Timers } from '../protocol';
import type { IceView, RelayView, TrackKind } from '../wire/types';

/** Where a peer connection stands; `new` until it was first set up. */
export type PeerState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

export interface Description {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

/** Counters since the connection began, as far as the browser has them. */
export interface PeerStats {
  /** Milliseconds there and back. */
  readonly roundTrip?: number;
  /** Part of what was sent that the other side lost, 0 to 1. */
  readonly sentLost?: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
}

/** One peer connection, as narrow as it is needed here. After `close` its events are silent. */
export interface Peer {
  readonly state: PeerState;
  /** Whether an own offer waits for its answer. */
  readonly offering: boolean;
  /** Makes and sets the description that is due: an answer to what was taken, else an offer. */
  describe(restartIce: boolean): Promise<Description>;
  /** The own description with the addresses that are known by now. */
  local(): string;
  /** Sets the other side's description; one's own open offer gives way to an offer. */
  take(description: Description): Promise<void>;
  /** An address of the other side; undefined: there are no more. */
  reach(ice: IceView | undefined): Promise<void>;
  /** Sends a track, or nothing of this kind. Needs no new description. */
  send(kind: TrackKind, track: MediaStreamTrack | undefined): Promise<void>;
  /** The track that a media section brings. */
  received(mid: string): MediaStreamTrack | undefined;
  /** The track of this kind that the other side of a mesh sends. */
  receivedKind(kind: TrackKind): MediaStreamTrack | undefined;
  stats(): Promise<PeerStats>;
  close(): void;
}

export interface PeerEvents {
  state(now: PeerState): void;
  /** undefined: there are no more. */
  candidate(ice: IceView | undefined): void;
}

/** `send` offers three sections that only send, `receive` waits for an offer, `both` is one side of a mesh. */
export type PeerPurpose = 'send' | 'receive' | 'both';

export interface PeerSetup {
  readonly purpose: PeerPurpose;
  readonly relays: readonly RelayView[];
  readonly relayOnly: boolean;
}

export type PeerFactory = (setup: PeerSetup, events: PeerEvents) => Peer;

/** Says something to the server; false when it cannot be sent now. */
export type Say = (saying: MediaSaying) => boolean;

export type DeviceKind = 'microphone' | 'camera';

/** What a person can send: a device, or what a screen shows. */
export type OwnKind = DeviceKind | 'screen';

export interface Device {
  readonly id: string;
  readonly kind: DeviceKind | 'speaker';
  /** Empty until the person has allowed a device. */
  readonly label: string;
}

/** What the browser does to the own voice before it is sent; all of it is usual. */
export interface Treatment {
  readonly echo: boolean;
  readonly noise: boolean;
  readonly gain: boolean;
}

/** The devices of this machine. */
export interface DevicePort {
  /** Whether a screen can be shared from here; phones cannot. */
  readonly canShare: boolean;
  /** Rejects as getUserMedia and getDisplayMedia do. Call from a press. */
  open(kind: OwnKind): Promise<MediaStreamTrack>;
  list(): Promise<readonly Device[]>;
  chosen(kind: Device['kind']): string | undefined;
  choose(kind: Device['kind'], id: string): void;
  /** Holds for microphones that are opened from now on. */
  treatment: Treatment;
  /** Devices came or went. */
  onChange(act: () => void): () => void;
}

/** What the sheet of devices works on: sound and picture of a room, or the look before it. */
export interface Rig {
  readonly devices: DevicePort;
  readonly speaker: ReadonlySignal<string | undefined>;
  /** What others hear and see of oneself now, or would. */
  readonly ownVoice: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly ownPicture: ReadonlySignal<MediaStreamTrack | undefined>;
  choose(kind: Device['kind'], id: string): Promise<void>;
  treat(treatment: Treatment): Promise<void>;
}

/** What a way of sound and picture stands on. */
export interface Ground {
  readonly peers: PeerFactory;
  readonly timers: Timers;
  readonly say: Say;
  /** Whether something said now has a chance to arrive. */
  readonly open: () => boolean;
}

/** What one member sends, as far as it is here. */
export interface MemberTracks {
  readonly microphone?: MediaStreamTrack;
  readonly camera?: MediaStreamTrack;
  readonly screen?: MediaStreamTrack;
}
export type Tracks = ReadonlyMap<string, MemberTracks>;
