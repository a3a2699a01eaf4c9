import { signal } from '@preact/signals';
import type { Me } from './api';
import type { StaffSession } from './session';

/** What counts as the person's doing; a pointer that lies and moves does not. */
const DOING = ['pointerdown', 'keydown', 'input', 'wheel', 'touchstart'] as const;
/** The server hears of it at most this often. */
const TELL_MILLIS = 60_000;
const LOOK_MILLIS = 10_000;
/** Warned this long before the end, or at a quarter of the whole when that is shorter. */
const WARN_MILLIS = 120_000;

/** A request that is no activity: the page asks, not the person. */
export const PASSIVE = { 'x-evenkeel-passive': '1' } as const;

/** The moment at which the sign-in ends if nothing is done, while the person is warned of it. */
export const endsAt = signal<number | undefined>(undefined);

/** Whether a room is open on this page: being live is activity of this very sign-in, also of who only watches faces. */
export const liveHere = signal(false);

/**
 * Signing out by idleness is the server's: here the person is warned before it, and told why after. Another tab, or a
 * session that he is live in, keeps the sign-in alive, so the server is asked before anybody is warned.
 */
export class IdleWatch {
  private doneAt = Date.now();
  private toldAt = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;
  private asking = false;

  constructor(private readonly session: StaffSession) {}

  start(): () => void {
    this.session.presence = { quiet: (millis) => Date.now() - this.doneAt >= millis - TELL_MILLIS, typed: holdsText };
    endsAt.value = undefined;
    for (const kind of DOING) document.addEventListener(kind, this.done, { capture: true, passive: true });
    this.timer = setInterval(() => void this.look(), LOOK_MILLIS);
    return () => {
      for (const kind of DOING) document.removeEventListener(kind, this.done, { capture: true });
      clearInterval(this.timer);
    };
  }

  /** While the warning stands, only its own button is an answer to it. */
  private readonly done = (): void => {
    if (endsAt.peek() !== undefined) return;
    this.doneAt = Date.now();
    if (this.session.me !== undefined && this.doneAt - this.toldAt >= TELL_MILLIS) void this.tell();
  };

  /** The person is here: the sign-in goes on. */
  async stay(): Promise<void> {
    this.doneAt = Date.now();
    await this.tell();
    endsAt.value = undefined;
  }

  private async tell(): Promise<void> {
    this.toldAt = Date.now();
    await this.session.ask<void>('/api/staff/active', { method: 'POST' }).catch(() => undefined);
  }

  /** Asks the server only when the person has been quiet for long enough that the end may be near. */
  async look(): Promise<void> {
    const { me } = this.session;
    if (me === undefined || this.asking) {
      if (me === undefined) endsAt.value = undefined;
      return;
    }
    if (liveHere.peek()) {
      endsAt.value = undefined;
      this.done();
      return;
    }
    const warn = Math.min(WARN_MILLIS, me.idleMillis / 4);
    if (endsAt.peek() === undefined && Date.now() - this.doneAt < me.idleMillis - warn - TELL_MILLIS) return;
    this.asking = true;
    try {
      const now = await this.session.ask<Me>('/api/staff/me', { headers: PASSIVE });
      endsAt.value = now.idleLeftMillis <= warn ? Date.now() + now.idleLeftMillis : undefined;
    } catch {
      // Signed out: the session says why. Or the server is away: asked again.
    } finally {
      this.asking = false;
    }
  }
}

/** Whether something is typed on the page that would be lost with it. */
export function holdsText(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('main textarea, main input, dialog textarea, dialog input');
  return [...fields].some((field) => !['checkbox', 'radio', 'password', 'search', 'range'].includes(field.type) && field.value.trim() !== '');
}
