/*
 * What the protocol needs from its surroundings. A browser gives real ones (src/live), tests give scripted ones.
 * Nothing in this folder may know a DOM, a framework or the wall clock.
 */

/** What a socket tells its owner; each is called at most in this order: opened, received…, closed. */
export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  /** The last call. `code` is the close code, 1006 when the connection broke. */
  closed(code: number): void;
}

/** One socket. After `close` its events may still fire; the owner ignores them. */
export interface Socket {
  send(text: string): void;
  close(code?: number): void;
}

/** Opens a socket; failures come as `closed`, never as an exception. */
export type SocketFactory = (events: SocketEvents) => Socket;

/** Monotonic enough for a person: milliseconds, may jump when the machine slept. */
export interface Clock {
  now(): number;
}

export interface Timers {
  /** Calls once after `millis`; returns what cancels it. */
  after(millis: number, act: () => void): () => void;
}

/** Uniform in [0, 1). */
export type Random = () => number;

/** Why no ticket was given, when asking again would not help. */
export class TicketRefused extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'TicketRefused';
  }
}

/** Fetches a fresh socket ticket; rejects with {@link TicketRefused} when the answer is final, with anything else to retry. */
export type TicketSource = () => Promise<string>;

export interface Ports {
  readonly openSocket: SocketFactory;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly ticket: TicketSource;
  /** This client session's id: 22 random url-safe characters, new for each page. */
  readonly client: string;
}
