import { type MediaNews, RoomConnection, TicketRefused, type Socket, type SocketEvents, type View } from '../../src/protocol';
import type { ClientMessage, ErrorCode, RoomSnapshot, ServerMessage } from '../../src/wire/types';

/** A socket whose other end the test plays. */
export class FakeSocket implements Socket {
  readonly sent: ClientMessage[] = [];
  closedWith: number | undefined;

  constructor(private readonly events: SocketEvents) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage);
  }

  close(code?: number): void {
    this.closedWith = code ?? 1005;
  }

  open(): void {
    this.events.opened();
  }

  say(message: ServerMessage): void {
    this.events.received(JSON.stringify(message));
  }

  raw(text: string): void {
    this.events.received(text);
  }

  drop(code = 1006): void {
    this.events.closed(code);
  }

  /** Numbers of the commands sent over this socket, in order. */
  get numbers(): number[] {
    return this.sent.flatMap((message) => (message.t === 'do' ? [message.n] : []));
  }
}

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Time, sockets, tickets and luck under the test's hand. */
export class World {
  now = 1_000_000;
  readonly sockets: FakeSocket[] = [];
  readonly views: View[] = [];
  readonly troubles: ErrorCode[] = [];
  readonly media: MediaNews[] = [];
  tickets = 0;
  /** What the next ticket request meets, instead of a ticket. */
  ticketProblem: Error | undefined;
  private timers = new Set<Timer>();

  readonly connection = new RoomConnection(
    {
      openSocket: (events) => {
        const socket = new FakeSocket(events);
        this.sockets.push(socket);
        return socket;
      },
      clock: { now: () => this.now },
      timers: {
        after: (millis, act) => {
          const timer = { at: this.now + millis, act };
          this.timers.add(timer);
          return () => this.timers.delete(timer);
        },
      },
      random: () => 1 - Number.EPSILON,
      ticket: () => {
        if (this.ticketProblem) return Promise.reject(this.ticketProblem);
        return Promise.resolve(`ticket-${++this.tickets}`);
      },
      client: 'abcdefghijklmnopqrstuv',
    },
    { changed: (view) => this.views.push(view), trouble: (code) => this.troubles.push(code), media: (news) => this.media.push(news) },
  );

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  }

  get view(): View {
    return this.connection.view();
  }

  refuseTickets(code: string): void {
    this.ticketProblem = new TicketRefused(code);
  }

  get pendingTimers(): number {
    return this.timers.size;
  }

  /** Lets time pass evenly: timers fire when they are due. */
  pass(millis: number): void {
    const end = this.now + millis;
    for (;;) {
      const next = [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      this.timers.delete(next);
      next.act();
    }
    this.now = end;
  }

  /** The machine sleeps: time goes by and no timer fires until it wakes, then all that are due. */
  sleep(millis: number): void {
    this.now += millis;
    for (const timer of [...this.timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > this.now || !this.timers.delete(timer)) continue;
      timer.act();
    }
  }

  /** Lets the promises that are settled take effect. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }

  /** Connects up to the welcome at seq 10 of epoch 1. */
  async enter(room: RoomSnapshot = aRoom()): Promise<FakeSocket> {
    this.connection.start();
    await this.settle();
    this.socket.open();
    this.socket.say(welcome({ room }));
    return this.socket;
  }

  /** After a drop: waits out the pause, opens the next socket and answers its resume. */
  comeBack(message: ServerMessage): FakeSocket {
    const before = this.sockets.length;
    this.pass(600);
    if (this.sockets.length === before) throw new Error('it did not come back');
    this.socket.open();
    this.socket.say(message);
    return this.socket;
  }
}

export function aRoom(part: Partial<RoomSnapshot> = {}): RoomSnapshot {
  return {
    session: {
      phase: 'started',
      scheduledStart: 0,
      scheduledEnd: 1,
      locked: false,
      actingLead: false,
      speakingLocked: false,
      chat: false,
      title: 'Appointment',
    },
    self: {
      member: 'me',
      role: 'participant',
      standing: 'admitted',
      gatePassed: true,
      microphone: false,
      camera: false,
      speakingLocked: false,
      mutedByStaff: false,
      supportAsked: false,
      qualified: false,
      shielded: false,
      screen: false,
      screenInvited: false,
    },
    members: [],
    waiting: [],
    outside: [],
    messages: [],
    alerts: [],
    ...part,
  };
}

export const welcome = (part: Partial<Extract<ServerMessage, { t: 'welcome' }>> = {}): ServerMessage => ({
  t: 'welcome',
  you: 'me',
  epoch: 1,
  seq: 10,
  now: 5_000_000,
  token: 'token-1',
  room: aRoom(),
  ...part,
});

export const resumed = (part: Partial<Extract<ServerMessage, { t: 'resumed' }>> = {}): ServerMessage => ({
  t: 'resumed',
  you: 'me',
  epoch: 1,
  seq: 10,
  now: 5_000_000,
  token: 'token-2',
  changes: [],
  ...part,
});

export const ev = (seq: number, after: number, part: Partial<Extract<ServerMessage, { t: 'ev' }>> = {}): ServerMessage => ({
  t: 'ev',
  seq,
  after,
  at: 5_000_000,
  changes: [{ t: 'message', message: { id: `m${seq}`, kind: 'room', text: `text ${seq}`, at: 5_000_000 } }],
  ...part,
});
