import { signal } from '@preact/signals';
import { HttpProblem, type Ask, type Http } from '../common/http';
import { setZone } from '../common/time';
import type { Me, SignIn, StaffRole, Standing, Step } from './api';

export type SessionState =
  | { readonly at: 'opening' }
  | { readonly at: 'out'; readonly reason?: 'expired' | 'link' | 'unreachable' }
  /** The password was right; something else is wanted before anything opens. */
  | { readonly at: 'step'; readonly step: Step }
  | { readonly at: 'in'; readonly me: Me };

/** The staff member's sign-in: who is here, and requests in his name. The cookie itself is out of any script's reach. */
export class StaffSession {
  readonly state = signal<SessionState>({ at: 'opening' });

  constructor(private readonly http: Http) {}

  get me(): Me | undefined {
    const state = this.state.value;
    return state.at === 'in' ? state.me : undefined;
  }

  has(...roles: StaffRole[]): boolean {
    return roles.some((role) => this.me?.roles.includes(role));
  }

  /** Whether attendance may be read: never by peer mentors, schedulers and IT. */
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
    this.state.value = { at: 'out' };
  }

  /** A request in the signed-in person's name: carries the CSRF token, and a 401 leads back to the sign-in. */
  readonly ask: Http = async <T>(path: string, ask: Ask = {}): Promise<T> => {
    const csrf = this.csrf();
    const headers = csrf === undefined ? {} : { 'x-evenkeel-csrf': csrf };
    try {
      return await this.http<T>(path, { ...ask, headers: { ...ask.headers, ...headers } });
    } catch (problem) {
      if (problem instanceof HttpProblem && problem.status === 401) this.state.value = { at: 'out', reason: 'expired' };
      throw problem;
    }
  };

  /** How the sign-in stands from here on: what an answer said. */
  stand(standing: Standing): void {
    if ('next' in standing) {
      this.state.value = { at: 'step', step: standing };
      return;
    }
    setZone(standing.timeZone);
    this.state.value = { at: 'in', me: standing };
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
