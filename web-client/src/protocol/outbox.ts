import { LIMITS, type ClientCommand, type ErrorCode } from '../wire/types';

/** How a command ended. `closed`: the connection is final and nobody knows whether the command was carried out. */
export type Outcome =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly code: ErrorCode | 'closed' };

interface Entry {
  readonly n: number;
  readonly command: ClientCommand;
  readonly settle: (outcome: Outcome) => void;
  sentAt: number;
}

/**
 * The numbered commands of one client session. At most eight wait for their answer; more queue here in order. After a
 * reconnect the unanswered ones go out again with their old numbers, so that the server can tell them from new ones.
 */
export class Outbox {
  private readonly unanswered = new Map<number, Entry>();
  private readonly queue: Entry[] = [];
  private next = 1;

  /** @param send writes one command; only called between {@link open} and {@link shut} */
  constructor(
    private readonly send: (n: number, command: ClientCommand) => void,
    private readonly now: () => number,
  ) {}

  private ready = false;

  /** Takes a command and promises how it ends; never rejects. */
  add(command: ClientCommand): Promise<Outcome> {
    return new Promise((settle) => {
      this.queue.push({ n: this.next++, command, settle, sentAt: 0 });
      this.pump();
    });
  }

  /** The socket is ready: resends what was not answered, then goes on with the queue. */
  open(): void {
    this.ready = true;
    for (const entry of this.unanswered.values()) this.write(entry);
    this.pump();
  }

  /** The socket is gone; commands wait. */
  shut(): void {
    this.ready = false;
  }

  acknowledged(n: number, seq: number): void {
    this.settle(n, { ok: true, seq });
  }

  refused(n: number, code: ErrorCode): void {
    this.settle(n, { ok: false, code });
  }

  /** Nothing will be answered any more. */
  abandon(): void {
    this.ready = false;
    const all = [...this.unanswered.values(), ...this.queue.splice(0)];
    this.unanswered.clear();
    for (const entry of all) entry.settle({ ok: false, code: 'closed' });
  }

  /** When the oldest unanswered command was last sent; undefined when none waits. */
  oldestSentAt(): number | undefined {
    const [first] = this.unanswered.values();
    return first?.sentAt;
  }

  private settle(n: number, outcome: Outcome): void {
    const entry = this.unanswered.get(n);
    if (!entry) return;
    this.unanswered.delete(n);
    entry.settle(outcome);
    this.pump();
  }

  private pump(): void {
    while (this.ready && this.unanswered.size < LIMITS.unacknowledged) {
      const entry = this.queue.shift();
      if (!entry) return;
      this.unanswered.set(entry.n, entry);
      this.write(entry);
    }
  }

  private write(entry: Entry): void {
    entry.sentAt = this.now();
    this.send(entry.n, entry.command);
  }
}
