import type { Timers } from '../protocol';
import type { Say } from './ports';

/** What changes faster than this is said once, milliseconds. */
export const SAID_AFTER_MILLIS = 300;

/** Whose cameras this page can show now, as the server is told. */
export class Faces {
  /** undefined: the screen is not drawn yet. */
  private wanted: readonly string[] | undefined;
  private said: string | undefined;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly timers: Timers,
    private readonly say: Say,
  ) {}

  /** The page shows these, in any order. */
  show(members: readonly string[]): void {
    const first = this.wanted === undefined;
    this.wanted = [...new Set(members)].sort();
    if (first) return this.tell();
    if (this.cancel || this.key() === this.said) return;
    this.cancel = this.timers.after(SAID_AFTER_MILLIS, () => this.tell());
  }

  /** Tells it (again): the server may have forgotten. */
  tell(): void {
    this.stop();
    if (this.wanted && this.say({ t: 'want', faces: this.wanted })) this.said = this.key();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private key(): string {
    return (this.wanted ?? []).join(' ');
  }
}
