import type { IceView, RelayView, TrackKind } from '../wire/types';
import type { Peer, PeerEvents, PeerFactory, PeerPurpose, PeerState, PeerStats } from './ports';

/** The fixed order of media sections. */
const KINDS: readonly TrackKind[] = ['microphone', 'camera', 'screen'];
const SPEECH_BITS = 32_000;
const CAMERA_BITS = 250_000;
const CAMERA_FRAMES = 24;
const SCREEN_BITS = 1_200_000;

const ENCODINGS: Readonly<Record<TrackKind, RTCRtpEncodingParameters>> = {
  microphone: { maxBitrate: SPEECH_BITS },
  camera: { maxBitrate: CAMERA_BITS, maxFramerate: CAMERA_FRAMES },
  screen: { maxBitrate: SCREEN_BITS },
};

const CODECS: Readonly<Record<'audio' | 'video', readonly string[]>> = {
  audio: ['audio/opus'],
  video: ['video/vp8', 'video/rtx'],
};

const mediaOf = (kind: TrackKind): 'audio' | 'video' => (kind === 'microphone' ? 'audio' : 'video');

/** Only what everybody speaks: a short description, and no surprises between browsers. */
function prefer(transceiver: RTCRtpTransceiver, media: 'audio' | 'video'): void {
  try {
    const known = RTCRtpReceiver.getCapabilities(media)?.codecs ?? [];
    const wanted = known.filter((codec) => CODECS[media].includes(codec.mimeType.toLowerCase()));
    if (wanted.length > 0) transceiver.setCodecPreferences(wanted);
  } catch {
    // An older browser offers all that it has.
  }
}

const iceServer = ({ urls, username, credential }: RelayView): RTCIceServer => ({
  urls: [...urls],
  ...(username === undefined ? {} : { username }),
  ...(credential === undefined ? {} : { credential }),
});

const FROM_ICE: Readonly<Record<RTCIceConnectionState, PeerState>> = {
  new: 'new',
  checking: 'connecting',
  connected: 'connected',
  completed: 'connected',
  disconnected: 'disconnected',
  failed: 'failed',
  closed: 'closed',
};

/** A peer connection of the browser. */
class BrowserPeer implements Peer {
  private readonly transceivers = new Map<TrackKind, RTCRtpTransceiver>();
  /** What is to be sent, also before there is a section for it. */
  private readonly sending = new Map<TrackKind, MediaStreamTrack | undefined>();
  private told: PeerState = 'new';

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly purpose: PeerPurpose,
    events: PeerEvents,
  ) {
    const changed = (): void => {
      if (this.told === this.state) return;
      this.told = this.state;
      events.state(this.told);
    };
    pc.onconnectionstatechange = changed;
    pc.oniceconnectionstatechange = changed;
    pc.onicecandidate = ({ candidate }) => events.candidate(candidate === null || candidate.candidate === '' ? undefined : iceView(candidate));
    if (purpose === 'send') this.addSections('sendonly');
  }

  get state(): PeerState {
    // Firefox knew only the state of ICE until version 113.
    return (this.pc.connectionState as PeerState | undefined) ?? FROM_ICE[this.pc.iceConnectionState];
  }

  get offering(): boolean {
    return this.pc.signalingState === 'have-local-offer';
  }

  async describe(restartIce: boolean): ReturnType<Peer['describe']> {
    const answering = this.pc.signalingState === 'have-remote-offer';
    if (!answering && this.purpose === 'both' && this.transceivers.size === 0) {
      this.addSections('sendrecv');
      await this.resend();
    }
    const made = answering ? await this.pc.createAnswer() : await this.pc.createOffer(restartIce ? { iceRestart: true } : {});
    await this.pc.setLocalDescription(made);
    return { type: answering ? 'answer' : 'offer', sdp: this.local() };
  }

  local(): string {
    return this.pc.localDescription?.sdp ?? '';
  }

  async take(description: { type: 'offer' | 'answer'; sdp: string }): Promise<void> {
    await this.pc.setRemoteDescription(description);
    if (description.type === 'offer' && this.purpose === 'both') await this.adopt();
  }

  async reach(ice: IceView | undefined): Promise<void> {
    if (ice) await this.pc.addIceCandidate({ candidate: ice.text, sdpMid: ice.mid, sdpMLineIndex: ice.line });
  }

  async send(kind: TrackKind, track: MediaStreamTrack | undefined): Promise<void> {
    this.sending.set(kind, track);
    await this.transceivers.get(kind)?.sender.replaceTrack(track ?? null);
  }

  received(mid: string): MediaStreamTrack | undefined {
    return this.pc.getTransceivers().find((each) => each.mid === mid)?.receiver.track;
  }

  receivedKind(kind: TrackKind): MediaStreamTrack | undefined {
    return this.transceivers.get(kind)?.receiver.track;
  }

  async stats(): Promise<PeerStats> {
    return statsOf(await this.pc.getStats());
  }

  close(): void {
    this.pc.onconnectionstatechange = null;
    this.pc.oniceconnectionstatechange = null;
    this.pc.onicecandidate = null;
    this.pc.close();
  }

  private addSections(direction: RTCRtpTransceiverDirection): void {
    for (const kind of KINDS) {
      const media = mediaOf(kind);
      const transceiver = this.pc.addTransceiver(media, { direction, sendEncodings: [ENCODINGS[kind]] });
      prefer(transceiver, media);
      this.transceivers.set(kind, transceiver);
    }
  }

  /** The other's sections, in their fixed order, carry what this side sends too. */
  private async adopt(): Promise<void> {
    this.pc.getTransceivers().forEach((transceiver, index) => {
      const kind = KINDS[index];
      if (!kind) return;
      transceiver.direction = 'sendrecv';
      this.transceivers.set(kind, transceiver);
    });
    await this.resend();
  }

  private async resend(): Promise<void> {
    for (const [kind, track] of this.sending) await this.transceivers.get(kind)?.sender.replaceTrack(track ?? null);
  }
}

const iceView = ({ candidate, sdpMid, sdpMLineIndex }: RTCIceCandidate): IceView => ({
  text: candidate,
  mid: sdpMid ?? '',
  line: sdpMLineIndex ?? 0,
});

interface Report {
  readonly type: string;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
  readonly fractionLost?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
}

export function statsOf(reports: Pick<RTCStatsReport, 'forEach'>): PeerStats {
  let roundTrip: number | undefined;
  let sentLost: number | undefined;
  let packetsReceived = 0;
  let packetsLost = 0;
  reports.forEach((report: Report) => {
    if (report.type === 'candidate-pair' && report.nominated === true && report.state === 'succeeded' && report.currentRoundTripTime !== undefined) {
      roundTrip = report.currentRoundTripTime * 1000;
    } else if (report.type === 'remote-inbound-rtp' && report.fractionLost !== undefined) {
      sentLost = Math.max(sentLost ?? 0, report.fractionLost);
    } else if (report.type === 'inbound-rtp') {
      packetsReceived += report.packetsReceived ?? 0;
      packetsLost += Math.max(0, report.packetsLost ?? 0);
    }
  });
  return { packetsReceived, packetsLost, ...(roundTrip === undefined ? {} : { roundTrip }), ...(sentLost === undefined ? {} : { sentLost }) };
}

export const browserPeers: PeerFactory = ({ purpose, relays, relayOnly }, events) =>
  new BrowserPeer(
    new RTCPeerConnection({
      iceServers: relays.map(iceServer),
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    }),
    purpose,
    events,
  );
