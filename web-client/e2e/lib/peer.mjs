/*
 * A member of a room without our screens and without our client: the protocol by hand, a real peer connection, and the
 * packet counts of its receivers. It does what it is told, also what no honest page would do.
 */

/** Runs in the page: makes `window.peer`. */
function inPage({ address, subprotocol, token, epoch, seq, relay, faces }) {
  const peer = {
    told: [],
    errors: [],
    held: undefined,
    room: undefined,
    sendPc: 0,
    token,
    epoch,
    seq,
    tracks: new Map(),
    gone: [],
    n: 0,
    waiting: new Map(),
    talking: new Map(),
    closed: undefined,
  };
  const say = (message) => peer.socket.readyState === WebSocket.OPEN && peer.socket.send(JSON.stringify(message));

  const newConnection = () => {
    const { relays, relayOnly } = peer.media;
    const through = (urls) => urls.filter((url) => relay === undefined || url.includes(relay));
    return new RTCPeerConnection({
      iceServers: relays.map(({ urls, username, credential }) => ({ urls: through(urls), username, credential })),
      iceTransportPolicy: relayOnly || relay !== undefined ? 'relay' : 'all',
    });
  };
  const trickle = (pc, side, number) => {
    pc.onicecandidate = ({ candidate }) => {
      const ice = candidate && candidate.candidate ? { text: candidate.candidate, mid: candidate.sdpMid, line: candidate.sdpMLineIndex } : undefined;
      say({ t: 'candidate', side, pc: number, ...(ice ? { ice } : {}) });
    };
  };

  async function offered({ pc: number, sdp, tracks }) {
    if (!peer.receiver || peer.receiver.number !== number) {
      peer.receiver?.pc.close();
      const pc = newConnection();
      trickle(pc, 'receive', number);
      peer.receiver = { pc, number };
    }
    const { pc } = peer.receiver;
    peer.tracks = new Map(tracks.map((each) => [each.mid, each]));
    if (peer.deaf) return;
    await pc.setRemoteDescription({ type: 'offer', sdp });
    await pc.setLocalDescription(await pc.createAnswer());
    play(pc);
    say({ t: 'answer', pc: number, sdp: pc.localDescription.sdp });
  }

  // Chromium decodes nothing that nobody plays.
  function play(pc) {
    pc.getReceivers().forEach(({ track }) => {
      if (peer.playing?.has(track.id)) return;
      peer.playing = (peer.playing ?? new Map()).set(track.id, true);
      const element = document.createElement(track.kind);
      element.autoplay = true;
      element.muted = true;
      element.srcObject = new MediaStream([track]);
      document.body?.append(element);
    });
  }

  const changed = (changes) => {
    for (const change of changes) {
      if (change.t === 'self') peer.self = change.self;
      if (change.t === 'member_gone') peer.gone.push(change.member);
    }
  };

  let receiving = Promise.resolve();
  const hear = {
    welcome: (m) => Object.assign(peer, { room: m.room, token: m.token, epoch: m.epoch, seq: m.seq, you: m.you }),
    resumed: (m) => {
      Object.assign(peer, { token: m.token, epoch: m.epoch, seq: m.seq, you: m.you });
      changed(m.changes);
    },
    sync: (m) => Object.assign(peer, { room: m.room, epoch: m.epoch, seq: m.seq }),
    ev: (m) => {
      peer.seq = m.seq;
      changed(m.changes);
    },
    ack: (m) => peer.waiting.get(m.n)?.({ ok: true, seq: m.seq }),
    no: (m) => peer.waiting.get(m.n)?.({ ok: false, code: m.code }),
    error: (m) => peer.errors.push(m.code),
    bye: (m) => (peer.bye = m),
    media: (m) => {
      const fresh = peer.media?.life !== m.life;
      peer.media = m;
      say({ t: 'want', faces });
      if (fresh) {
        peer.lives = (peer.lives ?? 0) + 1;
        peer.sender?.pc.close();
        peer.receiver?.pc.close();
        peer.sender = peer.receiver = undefined;
        if (peer.lives > 1 && !peer.passive) void peer.publish();
      }
    },
    offered: (m) => (receiving = receiving.then(() => offered(m)).catch((error) => peer.errors.push(String(error)))),
    answered: (m) => {
      if (peer.sender?.number === m.pc) return peer.sender.pc.setRemoteDescription({ type: 'answer', sdp: m.sdp }).then(() => (peer.sender.answered = true));
      return undefined;
    },
    renew: (m) => {
      peer.renewed = (peer.renewed ?? 0) + 1;
      if (m.side === 'send' && !peer.passive) void peer.publish();
    },
    held: (m) => (peer.held = m),
    talking: (m) => peer.talking.set(m.member, m.on),
  };

  peer.connect = () =>
    new Promise((done, failed) => {
      const socket = new WebSocket(address, subprotocol);
      peer.socket = socket;
      socket.onopen = () => socket.send(JSON.stringify({ t: 'resume', versions: [1], token: peer.token, epoch: peer.epoch, seq: peer.seq }));
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(data);
        peer.told.push(message.t);
        hear[message.t]?.(message);
        if (message.t === 'resumed' || message.t === 'welcome') {
          peer.isIn = true;
          done(peer.you);
        }
      };
      socket.onclose = ({ code }) => {
        if (peer.socket === socket) Object.assign(peer, { closed: code, isIn: false });
        failed(new Error(`closed with ${code}`));
      };
    });

  /** Comes back as a page does, until it is in. */
  peer.comeBack = async (everyMillis = 200) => {
    for (;;) {
      try {
        peer.closed = undefined;
        return await peer.connect();
      } catch {
        await new Promise((wake) => setTimeout(wake, everyMillis));
      }
    }
  };

  peer.do = (command) => {
    const n = ++peer.n;
    return new Promise((done) => {
      peer.waiting.set(n, done);
      say({ t: 'do', n, command });
    });
  };

  peer.say = say;

  /** A new sending connection with a microphone and a camera that are live, whatever the room says. */
  peer.publish = async ({ camera = true, microphone = true } = {}) => {
    peer.stream ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 180, frameRate: 15 } });
    peer.sender?.pc.close();
    const number = ++peer.sendPc;
    const pc = newConnection();
    trickle(pc, 'send', number);
    peer.sender = { pc, number, answered: false };
    const [audio] = peer.stream.getAudioTracks();
    const [video] = peer.stream.getVideoTracks();
    pc.addTransceiver(microphone ? audio : 'audio', { direction: 'sendonly', streams: [peer.stream] });
    pc.addTransceiver(camera ? video : 'video', { direction: 'sendonly', streams: [peer.stream] });
    pc.addTransceiver('video', { direction: 'sendonly' });
    await peer.negotiate();
  };

  peer.negotiate = async (options = {}) => {
    const { pc, number } = peer.sender;
    peer.sender.answered = false;
    await pc.setLocalDescription(await pc.createOffer(options));
    say({ t: 'offer', pc: number, sdp: pc.localDescription.sdp });
  };

  /** Tries to send a second microphone on the same connection. */
  peer.secondMicrophone = async () => {
    const extra = peer.stream.getAudioTracks()[0].clone();
    peer.sender.pc.addTransceiver(extra, { direction: 'sendonly', streams: [peer.stream] });
    await peer.negotiate();
  };

  /** What came so far, by member: packets of sound and picture, decoded frames. */
  peer.counts = async () => {
    const counts = {};
    const pc = peer.receiver?.pc;
    if (!pc || pc.connectionState === 'closed') return counts;
    for (const transceiver of pc.getTransceivers()) {
      const track = peer.tracks.get(transceiver.mid);
      if (!track) continue;
      const of = (counts[track.member] ??= { microphone: 0, camera: 0, frames: 0 });
      (await transceiver.receiver.getStats()).forEach((stat) => {
        if (stat.type !== 'inbound-rtp') return;
        of[track.track] = (of[track.track] ?? 0) + stat.packetsReceived;
        of.frames += stat.framesDecoded ?? 0;
      });
    }
    return counts;
  };

  /** How packets travel now: what kind of candidate is in use, and the relay's protocol. */
  peer.way = async () => {
    const stats = await peer.receiver.pc.getStats();
    let pair;
    stats.forEach((stat) => {
      if (stat.type === 'transport') pair = stats.get(stat.selectedCandidatePairId);
    });
    const local = pair && stats.get(pair.localCandidateId);
    return { type: local?.candidateType, protocol: local?.relayProtocol };
  };

  /** Everything that came over the receiving connection, also what belongs to nobody any more. */
  peer.allPackets = async () => {
    let packets = 0;
    const pc = peer.receiver?.pc;
    if (!pc) return 0;
    (await pc.getStats()).forEach((stat) => {
      if (stat.type === 'inbound-rtp') packets += stat.packetsReceived;
    });
    return packets;
  };

  window.peer = peer;
}

export class Peer {
  /**
   * Opens a page for a member of a seeded room, takes his seat, and shows everybody's face.
   *
   * @param relay part of the addresses of the relays that he uses, and of nothing else
   */
  static async enter(stage, room, member, { address, origin, relay }) {
    // A browser profile, and so a process, of his own: people do not share one.
    const { context } = await stage.laptop(member.member);
    const page = await context.newPage();
    await page.goto(`${origin}/healthz`);
    const { resume: token, epoch, seq } = member;
    const faces = room.members.map((each) => each.member).filter((each) => each !== member.member);
    await page.evaluate(inPage, { address, subprotocol: 'evenkeel.1', token, epoch, seq, relay, faces });
    const peer = new Peer(page, member);
    await page.evaluate(() => window.peer.connect());
    await peer.until(() => window.peer.media !== undefined, 'is told about media');
    return peer;
  }

  constructor(page, member) {
    this.page = page;
    this.member = member.member;
    this.role = member.role;
  }

  async until(condition, what, argument, timeout = 10_000) {
    try {
      await this.page.waitForFunction(condition, argument, { timeout, polling: 20 });
    } catch {
      throw new Error(`${this.role} never ${what}: ${JSON.stringify(await this.state())}`);
    }
  }

  state() {
    return this.page.evaluate(() => {
      const { told, errors, held, closed, media, sender, receiver } = window.peer;
      return { told: told.slice(-20), errors, held, closed, life: media?.life, sender: sender?.pc.connectionState, receiver: receiver?.pc.connectionState };
    });
  }

  async do(kind, fields = {}) {
    return this.page.evaluate((command) => window.peer.do(command), { kind, ...fields });
  }

  /** Gives a command that must be carried out, in the room and where the packets flow. */
  async must(kind, fields = {}) {
    const answer = await this.do(kind, fields);
    if (!answer.ok) throw new Error(`${kind} was refused: ${answer.code}`);
    return answer.seq;
  }

  publish(options) {
    return this.page.evaluate((it) => window.peer.publish(it), options ?? {});
  }

  call(name, argument) {
    return this.page.evaluate(([method, it]) => window.peer[method](it), [name, argument]);
  }

  counts() {
    return this.page.evaluate(() => window.peer.counts());
  }

  /** What comes within `millis`, by member. */
  async during(millis) {
    const before = await this.counts();
    await new Promise((wake) => setTimeout(wake, millis));
    const after = await this.counts();
    const gained = {};
    for (const [member, now] of Object.entries(after)) {
      const then = before[member] ?? { microphone: 0, camera: 0, frames: 0 };
      gained[member] = Object.fromEntries(Object.keys(now).map((kind) => [kind, now[kind] - (then[kind] ?? 0)]));
    }
    return gained;
  }

  /** Waits until sound (or picture) of a member comes. */
  async gets(member, kind = 'microphone', timeout = 8_000) {
    const until = Date.now() + timeout;
    let before = (await this.counts())[member]?.[kind] ?? 0;
    while (Date.now() < until) {
      await new Promise((wake) => setTimeout(wake, 100));
      const now = (await this.counts())[member]?.[kind] ?? 0;
      if (now - before >= 3) return;
      before = Math.min(before, now);
    }
    throw new Error(`${this.role} ${this.member} gets no ${kind} of ${member}: ${JSON.stringify(await this.counts())} ${JSON.stringify(await this.state())}`);
  }
}
