/*
 * A member of a room without a browser: the protocol by hand and a peer connection in pure TypeScript, which costs
 * little enough that one process holds a whole clinic. It sends speech and a picture of plausible size, and counts
 * what comes; nothing is encoded or decoded.
 */
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import WebSocket from 'ws';

const CODECS = {
  audio: [new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 })],
  video: [new RTCRtpCodecParameters({ mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 })],
};
/** Opus at 32 kbit/s in packets of 20 ms. */
const SPEECH = { payloadType: 111, millis: 20, bytes: 80, packets: 1, ticks: 960 };
/** 180 kbit/s in 15 frames a second of two packets each. */
const PICTURE = { payloadType: 96, millis: 1000 / 15, bytes: 750, packets: 2, ticks: 6_000 };

const sleep = (millis) => new Promise((wake) => setTimeout(wake, millis));

export class CheapPeer {
  static async enter(address, room, member) {
    const peer = new CheapPeer(room, member);
    await peer.connect(address);
    return peer;
  }

  constructor(room, member) {
    this.member = member;
    this.faces = room.members.map((each) => each.member).filter((each) => each !== member.member);
    this.received = { audio: 0, video: 0 };
    this.counted = new Set();
    this.errors = [];
    this.waiting = new Map();
    this.n = 0;
    this.queue = Promise.resolve();
    this.timers = [];
  }

  connect(address) {
    const { resume: token, epoch, seq } = this.member;
    this.socket = new WebSocket(address, 'evenkeel.1');
    return new Promise((done, failed) => {
      this.ready = done;
      this.socket.on('open', () => this.say({ t: 'resume', versions: [1], token, epoch, seq }));
      this.socket.on('message', (data) => this.hear(JSON.parse(String(data))));
      this.socket.on('error', failed);
      this.socket.on('close', (code) => failed(new Error(`closed with ${code}`)));
    });
  }

  say(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  hear(message) {
    switch (message.t) {
      case 'media':
        this.say({ t: 'want', faces: this.faces });
        return this.ready();
      case 'answered':
        return this.after(() => this.sender.setRemoteDescription({ type: 'answer', sdp: message.sdp }));
      case 'offered':
        return this.after(() => this.take(message));
      case 'renew':
        return this.errors.push(`renew ${message.side}`);
      case 'error':
        return this.errors.push(message.code);
      case 'ack':
        return this.waiting.get(message.n)?.();
      case 'no':
        return this.errors.push(message.code);
      default:
        return undefined;
    }
  }

  after(act) {
    this.queue = this.queue.then(act).catch((error) => this.errors.push(String(error)));
  }

  connection(side, number) {
    const pc = new RTCPeerConnection({ codecs: CODECS, iceUseIpv6: false, bundlePolicy: 'max-bundle' });
    pc.onIceCandidate.subscribe((candidate) => {
      const ice = candidate?.candidate ? { text: candidate.candidate, mid: candidate.sdpMid, line: candidate.sdpMLineIndex } : undefined;
      this.say({ t: 'candidate', side, pc: number, ...(ice ? { ice } : {}) });
    });
    return pc;
  }

  async publish() {
    const tracks = { audio: new MediaStreamTrack({ kind: 'audio' }), video: new MediaStreamTrack({ kind: 'video' }) };
    this.sender = this.connection('send', 1);
    for (const track of Object.values(tracks)) this.sender.addTransceiver(track, { direction: 'sendonly' });
    await this.sender.setLocalDescription(await this.sender.createOffer());
    this.say({ t: 'offer', pc: 1, sdp: this.sender.localDescription.sdp });
    this.stream(tracks.audio, SPEECH);
    this.stream(tracks.video, PICTURE);
    await Promise.all([this.do('set_microphone', { on: true }), this.do('set_camera', { on: true })]);
  }

  do(kind, fields) {
    const n = ++this.n;
    return new Promise((done) => {
      this.waiting.set(n, done);
      this.say({ t: 'do', n, command: { kind, ...fields } });
    });
  }

  /** Packets at the pace of the clock: a timer that comes late sends what is due. */
  stream(track, { payloadType, millis, bytes, packets, ticks }) {
    const payload = Buffer.alloc(bytes, 7);
    const startedAt = performance.now();
    let frames = 0;
    let sequenceNumber = Math.floor(Math.random() * 30_000);
    const send = () => {
      const due = (performance.now() - startedAt) / millis;
      for (; frames < due; frames++) {
        for (let part = 1; part <= packets; part++) {
          const header = new RtpHeader({ payloadType, sequenceNumber: sequenceNumber++ & 0xffff, timestamp: frames * ticks, marker: part === packets });
          track.writeRtp(new RtpPacket(header, payload));
        }
      }
    };
    this.timers.push(setInterval(send, millis));
  }

  async take({ pc: number, sdp }) {
    if (this.number !== number) {
      await this.receiver?.close();
      this.number = number;
      this.receiver = this.connection('receive', number);
      this.receiver.onTrack.subscribe((track) => this.count(track));
    }
    await this.receiver.setRemoteDescription({ type: 'offer', sdp });
    await this.receiver.setLocalDescription(await this.receiver.createAnswer());
    this.say({ t: 'answer', pc: number, sdp: this.receiver.localDescription.sdp });
  }

  count(track) {
    if (this.counted.has(track)) return;
    this.counted.add(track);
    track.onReceiveRtp.subscribe(() => this.received[track.kind]++);
  }

  async leave() {
    for (const timer of this.timers) clearInterval(timer);
    this.socket.removeAllListeners('close');
    this.socket.close();
    await Promise.all([this.sender?.close(), this.receiver?.close()]);
    await sleep(0);
  }
}
