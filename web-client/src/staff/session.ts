import { signal } from '@preact/signals';
import { HttpProblem, type Ask, type Http } from '../common/http';
import { setZone } from '../common/time';
import type { Me, SignIn, StaffRole, Standing, Step } from './api';

export interface Presence {
  /** Whether nothing was done here for about that long. */
  readonly quiet: (millis: number) => boolean;
  /** Whether the page holds words that would be lost with it. */
  readonly typed: () => boolean;
}

export type OutReason = 'expired' | 'idle' | 'link' | 'unreachable';

export type SessionState =
  | { readonly at: 'opening' }
  | { readonly at: 'out'; readonly reason?: OutReason }
  /** The password was right; something else is wanted before anything opens. */
  | { readonly at: 'step'; readonly step: Step }
  | { readonly at: 'in'; readonly me: Me };

const KEPT_MILLIS = 30 * 60_000;

/** The staff member's sign-in: who is here, and requests in his name. The cookie itself is out of any script's reach. */
export class StaffSession {
  readonly state = signal<SessionState>({ at: 'opening' });
  /** Whose page is kept under the sign-in for what was typed there; nobody's most of the time. */
  readonly kept = signal<Me | undefined>(undefined);
  /** What is known of the person before the page. */
  presence: Presence = { quiet: () => false, typed: () => false };
  private forgetting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly http: Http) {}

  /** Who is here; also whose page is kept, which goes on looking as it did. */
  get me(): Me | undefined {
    const state = this.state.value;
    return state.at === 'in' ? state.me : this.kept.value;
  }

  has(...roles: StaffRole[]): boolean {
    return roles.some((role) => this.me?.roles.includes(role));
  }

  /** Whether attendance and, in an emergency, contact facts may be read: never by peer mentors, schedulers and IT. */
  get reviews(): boolean {
    return this.has('counselor', 'supervisor');
  }

  /** Where one begins: IT administrators and privacy officers lead and review nothing. */
  get home(): 'today' | 'audit' | 'system' {
    if (this.has('counselor', 'peer_mentor', 'moderator', 'supervisor', 'scheduler')) return 'today';
    return this.has('privacy_officer') ? 'audit' : 'system';
  }

  /** Takes a one-use entry link's token, or goes on with the cookie. */
  async open(entry: string | undefined): Promise<void> {
    try {
      if (entry === undefined) this.stand(await this.http<Standing>('/api/staff/me'));
      else this.stand(await this.http<Standing>('/api/staff/enter', { method: 'POST', json: { token: entry } }));
    } catch (problem) {
      this.out(problem, entry === undefined ? undefined : 'link');
    }
  }

  /** Throws the {@link HttpProblem} of a refused sign-in, for the form to show. */
  async signIn(who: SignIn): Promise<void> {
    this.stand(await this.http<Standing>('/api/staff/sign-in', { method: 'POST', json: who }));
  }

  async signOut(): Promise<void> {
    await this.ask<void>('/api/staff/sign-out', { method: 'POST' }).catch(() => undefined);
    this.forget();
    this.state.value = { at: 'out' };
  }

  /** A request in the signed-in person's name: carries the CSRF token, and a 401 leads back to the sign-in. */
  readonly ask: Http = async <T>(path: string, ask: Ask = {}): Promise<T> => {
    if (this.state.peek().at === 'out') throw new HttpProblem(401, 'signed_out');
    const csrf = this.csrf();
    const headers = csrf === undefined ? {} : { 'x-evenkeel-csrf': csrf };
    try {
      return await this.http<T>(path, { ...ask, headers: { ...ask.headers, ...headers } });
    } catch (problem) {
      if (problem instanceof HttpProblem && problem.status === 401 && this.state.peek().at !== 'out') {
        this.ended();
      }
      throw problem;
    }
  };

  /** The server knows this sign-in no more. A page with words that are not saved is kept a while, for the same person. */
  private ended(): void {
    const state = this.state.peek();
    const me = state.at === 'in' ? state.me : undefined;
    if (me && this.presence.typed()) {
      this.kept.value = me;
      this.forgetting = setTimeout(() => this.forget(), KEPT_MILLIS);
    }
    this.state.value = { at: 'out', reason: me && this.presence.quiet(me.idleMillis) ? 'idle' : 'expired' };
  }

  private forget(): void {
    clearTimeout(this.forgetting);
    this.kept.value = undefined;
  }

  /** How the sign-in stands from here on: what an answer said. */
  stand(standing: Standing): void {
    if ('next' in standing) {
      this.state.value = { at: 'step', step: standing };
      return;
    }
    // Another person's page goes before this one's comes; the own one stays and is nothing special any more.
    if (this.kept.peek()?.person !== standing.person) this.forget();
    setZone(standing.timeZone);
    this.state.value = { at: 'in', me: standing };
    this.forget();
  }

  private csrf(): string | undefined {
    const state = this.state.peek();
    return state.at === 'in' ? state.me.csrf : state.at === 'step' ? state.step.csrf : undefined;
  }

  private out(problem: unknown, reason: 'link' | undefined): void {
    if (!(problem instanceof HttpProblem)) throw problem;
    if (problem.passing) this.state.value = { at: 'out', reason: 'unreachable' };
    else this.state.value = reason === undefined ? { at: 'out' } : { at: 'out', reason };
  }
}
