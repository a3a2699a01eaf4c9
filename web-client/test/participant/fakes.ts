import { signal, type Signal } from '@preact/signals';
import { HttpProblem, type Ask, type Http } from '../../src/common/http';
import type { LiveRoom } from '../../src/live/liveRoom';
import { Journey } from '../../src/participant/journey';
import type { Visit } from '../../src/participant/api';
import { RoomMedia } from '../../src/media/roomMedia';
import { roomOf, type MediaSaying, type Outcome, type View } from '../../src/protocol';
import type { ClientCommand, RoomSnapshot } from '../../src/wire/types';
import { FakeDevices, FakePeer, FakeTimers } from '../media/fakes';
import { aRoom } from '../protocol/world';

/** A tab's storage in memory. */
export function memoryStorage(kept: Record<string, string> = {}) {
  const values = new Map(Object.entries(kept));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    values,
  };
}

export interface Call {
  readonly path: string;
  readonly ask: Ask;
}

/** An HTTP server of a few answers; what has none is unreachable. */
export class FakeServer {
  readonly calls: Call[] = [];
  private readonly answers = new Map<string, unknown>();

  /** `key` is "METHOD path"; an {@link HttpProblem} is thrown, anything else answered. */
  on(key: string, answer: unknown): this {
    this.answers.set(key, answer);
    return this;
  }

  readonly http: Http = <T,>(path: string, ask: Ask = {}): Promise<T> => {
    this.calls.push({ path, ask });
    const key = `${ask.method ?? 'GET'} ${path}`;
    const answer = this.answers.has(key) ? this.answers.get(key) : new HttpProblem(0, 'unreachable');
    return answer instanceof HttpProblem ? Promise.reject(answer) : Promise.resolve(answer as T);
  };

  sent(key: string): Ask[] {
    return this.calls.filter((call) => `${call.ask.method ?? 'GET'} ${call.path}` === key).map((call) => call.ask);
  }
}

/** A room in the test's hand: it says what is true and keeps what it is asked. */
export class FakeRoom implements LiveRoom {
  readonly commands: ClientCommand[] = [];
  readonly refusal: LiveRoom['refusal'] = signal(undefined);
  readonly view: Signal<View>;
  readonly devices = new FakeDevices();
  readonly timers = new FakeTimers();
  readonly media: Signal<RoomMedia | undefined>;
  readonly peers: FakePeer[] = [];
  /** What was said about sound and picture. */
  readonly sayings: MediaSaying[] = [];
  stopped = false;
  outcome: Outcome = { ok: true, seq: 1 };

  constructor(room?: RoomSnapshot) {
    this.view = signal<View>({ status: { phase: 'open' }, room: room && roomOf(room), serverOffset: 0 });
    this.media = signal(
      new RoomMedia({
        view: this.view,
        devices: this.devices,
        timers: this.timers,
        random: () => 0,
        able: true,
        do: (command) => this.do(command),
        say: (saying) => this.sayings.push(saying) > 0,
        peers: (setup, events) => {
          const peer = new FakePeer(setup, events, setup.purpose);
          this.peers.push(peer);
          return peer;
        },
        onMove: () => () => undefined,
      }),
    );
  }

  show(room: RoomSnapshot, status: View['status'] = { phase: 'open' }): void {
    this.view.value = { ...this.view.value, status, room: roomOf(room) };
  }

  end(close: Extract<View['status'], { phase: 'final' }>['close'], reason?: string): void {
    const status = { phase: 'final', close, ...(reason === undefined ? {} : { reason }) } as const;
    this.view.value = { ...this.view.value, status };
  }

  do(command: ClientCommand): Promise<Outcome> {
    this.commands.push(command);
    return Promise.resolve(this.outcome);
  }

  stop(): void {
    this.stopped = true;
  }
}

export const VISIT: Visit = {
  person: { name: 'Sample P.' },
  language: 'en',
  clinic: { phone: '(555) 010-0100', crisisLine: '988', timeZone: 'UTC' },
  appointments: [
    { session: 's1', start: 1000, end: 2000, phase: 'open' },
    { session: 's2', start: 90_000_000, end: 95_000_000, phase: 'early' },
  ],
};

export const LATER: Visit = { ...VISIT, appointments: VISIT.appointments.slice(1) };

export const ANSWERED = { place: 'At home', state: 'WA', callBack: '(555) 010-0142', alone: true, driving: false, safe: true, rulesAccepted: true };

/** A journey over a fake server and rooms. */
export class Trip {
  now = 1_000_000;
  readonly rooms: FakeRoom[] = [];
  readonly server = new FakeServer()
    .on('POST /api/links/exchange', { visit: 'bearer-1', ...VISIT })
    .on('GET /api/visit', VISIT)
    .on('GET /api/visit/sessions/s1/gate', { complete: false })
    .on('PUT /api/visit/sessions/s1/gate', undefined)
    .on('POST /api/visit/sessions/s1/ticket', { ticket: 'ticket' })
    .on('GET /api/contact', VISIT.clinic);
  readonly journey: Journey;
  fetchTicket: (() => Promise<string>) | undefined;

  constructor(readonly storage = memoryStorage()) {
    this.journey = new Journey({
      http: this.server.http,
      storage,
      now: () => this.now,
      openRoom: (fetchTicket) => {
        this.fetchTicket = fetchTicket;
        const room = new FakeRoom(waitingRoom());
        this.rooms.push(room);
        return room;
      },
    });
  }

  get room(): FakeRoom {
    const last = this.rooms.at(-1);
    if (!last) throw new Error('no room was opened');
    return last;
  }
}

export const waitingRoom = (gatePassed = true): RoomSnapshot => {
  const room = aRoom();
  return { ...room, self: { ...room.self, standing: 'waiting', cause: 'arrived', gatePassed } };
};

/** Lets settled promises take effect. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};
