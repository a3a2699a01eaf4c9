import { PROTOCOL_VERSION, type ClientCommand, type ServerMessage } from '../wire/types';
import { pauseBefore } from './backoff';
import { closeName, isFinal } from './closing';
import { Link } from './link';
import type { MediaSaying } from './media';
import { Outbox, type Outcome } from './outbox';
import { TicketRefused, type Ports } from './ports';
import { foldAll, roomOf, type Room } from './room';
import type { Listener, Status, View } from './view';

/** No welcome within this time: the attempt has failed. */
const ATTEMPT_MILLIS = 10_000;
/** No pong within this time after a wake-up: the socket is dead. */
const PROBE_MILLIS = 4_000;
const TICK_MILLIS = 2_000;
/** A tick this late means that the page was suspended. */
const JUMP_MILLIS = 10_000;
/** A command unanswered for this long makes the socket suspicious. */
const UNANSWERED_MILLIS = 5_000;
/** Wake-ups come in bunches (visible, online, pageshow): attempts do not. */
const LEAST_BETWEEN_ATTEMPTS = 1_000;

/**
 * One person's connection to one room over all its sockets: hello, resume, acks, gaps, wake-ups. Single-threaded;
 * calls the listener synchronously. It promises that a command is carried out at most once and that the view is what
 * the server said; it does not promise that a command that ended as `closed` was not carried out.
 */
export class RoomConnection {
  private status: Status = { phase: 'idle' };
  private room: Room | undefined;
  private serverOffset = 0;
  private position = { epoch: 0, seq: 0 };
  private token: string | undefined;
  private link: Link | undefined;
  private readonly outbox: Outbox;
  private attempt = 0;
  private attemptedAt = -LEAST_BETWEEN_ATTEMPTS;
  private unopened = 0;
  private lastGoodAt = 0;
  private pings = 0;
  private cancelWait: (() => void) | undefined;
  private cancelProbe: (() => void) | undefined;
  private cancelTick: (() => void) | undefined;
  /** Raised by every new attempt, so that a ticket that comes late is thrown away. */
  private round = 0;
  private farewell: { readonly code: number; readonly text: string } | undefined;

  constructor(private readonly ports: Ports, private readonly listener: Listener) {
    this.outbox = new Outbox((n, command) => this.link?.send({ t: 'do', n, command }), () => ports.clock.now());
  }

  start(): void {
    if (this.status.phase !== 'idle') return;
    this.lastGoodAt = this.ports.clock.now();
    this.tick(this.lastGoodAt);
    this.connect();
  }

  /** Gives a command; resolves when it was answered, however long the way is broken. */
  do(command: ClientCommand): Promise<Outcome> {
    if (this.status.phase === 'final') return Promise.resolve({ ok: false, code: 'closed' });
    return this.outbox.add(command);
  }

  /** Says something about sound and picture; false when it cannot be sent now. */
  say(saying: MediaSaying): boolean {
    if (this.status.phase !== 'open' || !this.link) return false;
    this.link.send(saying);
    return true;
  }

  /** The page woke up or came back to the front: make sure now, not in a minute. */
  wake(): void {
    if (this.status.phase === 'open') this.probe();
    else if (this.cancelWait && !this.link && this.ports.clock.now() - this.attemptedAt >= LEAST_BETWEEN_ATTEMPTS) this.connect();
  }

  /** The device has another network: whatever its socket believes, the way that it took is gone. */
  moved(): void {
    if (this.ports.clock.now() - this.attemptedAt >= LEAST_BETWEEN_ATTEMPTS) this.link?.break();
    this.wake();
  }

  /** Ends without a word to the server: for a page that goes away. */
  stop(): void {
    this.finish({ phase: 'idle' });
  }

  view(): View {
    return { status: this.status, room: this.room, serverOffset: this.serverOffset };
  }

  // --- one attempt ---

  private connect(): void {
    this.cancelWait?.();
    this.round++;
    this.attempt++;
    this.attemptedAt = this.ports.clock.now();
    this.farewell = undefined;
    this.status = this.away();
    this.listener.changed(this.view());
    const round = this.round;
    this.cancelWait = this.ports.timers.after(ATTEMPT_MILLIS, () => {
      if (this.link) this.link.break();
      else this.retry();
    });
    if (this.token === undefined) void this.hello(round);
    else this.resume(this.token);
  }

  private async hello(round: number): Promise<void> {
    try {
      const ticket = await this.ports.ticket();
      if (round !== this.round) return;
      this.open((link) => link.send({ t: 'hello', versions: [PROTOCOL_VERSION], ticket, client: this.ports.client }));
    } catch (problem) {
      if (round !== this.round) return;
      if (problem instanceof TicketRefused) this.finish({ phase: 'final', close: 'refused', reason: problem.code });
      else this.retry();
    }
  }

  private resume(token: string): void {
    this.open((link) => link.send({ t: 'resume', versions: [PROTOCOL_VERSION], token, ...this.position }));
  }

  private open(greet: (link: Link) => void): void {
    const link: Link = new Link(this.ports.openSocket, {
      opened: () => greet(link),
      received: (message) => this.handle(message),
      closed: (code, opened) => this.closed(code, opened),
    });
    this.link = link;
  }

  private away(): Status {
    const phase = this.room ? 'reconnecting' : 'connecting';
    return { phase, since: this.lastGoodAt, unopened: this.unopened };
  }

  private closed(code: number, opened: boolean): void {
    if (this.status.phase === 'open') this.lastGoodAt = this.ports.clock.now();
    if (!opened) this.unopened++;
    const { code: last, text } = this.farewell ?? { code, text: undefined };
    if (isFinal(last)) {
      this.finish({ phase: 'final', close: closeName(last), ...(text === undefined ? {} : { reason: text }) });
      return;
    }
    if (closeName(last) === 'lost_position') this.token = undefined;
    this.retry();
  }

  private retry(): void {
    this.detach();
    this.status = this.away();
    this.cancelWait = this.ports.timers.after(pauseBefore(this.attempt + 1, this.ports.random), () => this.connect());
    this.listener.changed(this.view());
  }

  private detach(): void {
    this.round++;
    this.cancelWait?.();
    this.cancelProbe?.();
    this.cancelProbe = undefined;
    this.outbox.shut();
    this.link?.cut();
    this.link = undefined;
  }

  private finish(status: Status): void {
    this.detach();
    this.cancelWait = undefined;
    this.cancelTick?.();
    this.status = status;
    this.outbox.abandon();
    this.listener.changed(this.view());
  }

  // --- what the server says ---

  private handle(message: ServerMessage): void {
    switch (message.t) {
      case 'welcome':
        this.stand(message.epoch, message.seq, message.now, roomOf(message.room));
        return this.ready(message.token);
      case 'resumed':
        if (!this.room) return this.link?.break();
        this.stand(message.epoch, message.seq, message.now, foldAll(this.room, message.changes));
        return this.ready(message.token);
      case 'sync':
        this.stand(message.epoch, message.seq, message.now, roomOf(message.room));
        return this.listener.changed(this.view());
      case 'ev':
        return this.happened(message);
      case 'ack':
        return this.outbox.acknowledged(message.n, message.seq);
      case 'no':
        return this.outbox.refused(message.n, message.code);
      case 'error':
        return this.listener.trouble(message.code);
      case 'pong':
        return this.alive(message.now);
      case 'media':
      case 'offered':
      case 'answered':
      case 'reachable':
      case 'renew':
      case 'held':
      case 'talking':
      case 'weak':
        return this.listener.media(message);
      case 'bye':
        this.farewell = { code: message.code, text: message.text };
        return;
      default:
        return unknownMessage(message);
    }
  }

  private stand(epoch: number, seq: number, now: number, room: Room): void {
    this.position = { epoch, seq };
    this.room = room;
    this.setOffset(now);
  }

  private setOffset(now: number): void {
    this.serverOffset = now - this.ports.clock.now();
  }

  private ready(token: string): void {
    this.token = token;
    this.attempt = 0;
    this.unopened = 0;
    this.cancelWait?.();
    this.cancelWait = undefined;
    this.status = { phase: 'open' };
    this.outbox.open();
    this.listener.changed(this.view());
  }

  /**
   * `after` beyond our own position means that something sent to us never came: resume, do not guess. A frame of
   * the seq that was reached is folded all the same: folding a change again is harmless, leaving one out is not.
   */
  private happened(message: Extract<ServerMessage, { t: 'ev' }>): void {
    if (!this.room || message.seq < this.position.seq) return;
    if (message.after > this.position.seq) return this.link?.break();
    this.position = { ...this.position, seq: message.seq };
    this.room = foldAll(this.room, message.changes);
    this.listener.changed(this.view());
  }

  // --- suspended pages and silent sockets ---

  private probe(): void {
    if (this.cancelProbe || !this.link) return;
    this.cancelProbe = this.ports.timers.after(PROBE_MILLIS, () => this.link?.break());
    this.link.send({ t: 'ping', id: ++this.pings });
  }

  private alive(now: number): void {
    this.cancelProbe?.();
    this.cancelProbe = undefined;
    this.setOffset(now);
  }

  private tick(last: number): void {
    this.cancelTick = this.ports.timers.after(TICK_MILLIS, () => {
      const now = this.ports.clock.now();
      const oldest = this.outbox.oldestSentAt();
      const jumped = now - last > TICK_MILLIS + JUMP_MILLIS;
      const unanswered = oldest !== undefined && now - oldest > UNANSWERED_MILLIS;
      if (jumped) this.wake();
      else if (unanswered && this.status.phase === 'open') this.probe();
      if (this.status.phase !== 'final') this.tick(now);
    });
  }
}

/** A message that this client does not know: the protocol asks to ignore it. */
function unknownMessage(message: never): void {
  void message;
}
