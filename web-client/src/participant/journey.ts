import { computed, effect, signal } from '@preact/signals';
import { HttpProblem, type Ask, type Http } from '../common/http';
import { setZone } from '../common/time';
import { languageOf, speak, type Language } from '../common/words';
import type { LiveRoom } from '../live/liveRoom';
import type { View } from '../protocol';
import type { Appointment, Contact, Entry, EntryAnswer, Exchange, OwnMinutes, Visit } from './api';
import { exchangeLink } from './exchange';
import { Gate, isComplete } from './gate';
import type { TabStorage } from '../common/tabStorage';
import { endingOf, type Stage, type TroubleKind } from './stage';

export interface Surroundings {
  readonly http: Http;
  /** Of this tab only: a person's identity must not reach another tab. */
  readonly storage: TabStorage;
  readonly openRoom: (fetchTicket: () => Promise<string>) => LiveRoom;
  readonly now: () => number;
}

/** A second forced entry within this time shows a screen instead: two tabs must not push each other out for ever. */
const LEAST_BETWEEN_ENTRIES = 30_000;

const opened = (appointment: Appointment): boolean => appointment.phase === 'open';

/** One person's way from the link to the goodbye. Holds what the screens show; the screens only ask it to go on. */
export class Journey {
  readonly stage = signal<Stage>({ at: 'opening' });
  readonly visit = signal<Visit | undefined>(undefined);
  readonly contact = signal<Contact | undefined>(undefined);
  readonly appointment = signal<Appointment | undefined>(undefined);
  readonly live = signal<LiveRoom | undefined>(undefined);
  /** The next appointment that is not open yet. */
  readonly next = computed(() => this.visit.value?.appointments.find((each) => each.phase === 'early'));
  gate: Gate | undefined;
  private enteredAt = -LEAST_BETWEEN_ENTRIES;
  private gateResent = false;
  private stopWatching: (() => void) | undefined;

  constructor(private readonly around: Surroundings) {}

  /** Begins with a link's token, whose exchange may be under way, or goes on with this tab's visit. */
  async open(token: string | undefined, exchanged?: Promise<Exchange>): Promise<void> {
    this.stage.value = { at: 'opening' };
    try {
      if (token !== undefined) {
        const { visit, ...rest } = await (exchanged ?? exchangeLink(this.around.http, token));
        this.around.storage.setItem('visit', visit);
        this.arrive(rest);
      } else if (this.around.storage.getItem('visit') !== null) {
        this.arrive(await this.ask<Visit>('/api/visit'));
      } else {
        this.trouble('no_link');
      }
    } catch (problem) {
      this.failed(problem, token === undefined ? 'signed_out' : 'link_unknown');
    }
  }

  /** Looks again whether the appointment is open; quiet when the server is not reached. */
  async refresh(): Promise<void> {
    try {
      this.arrive(await this.ask<Visit>('/api/visit'));
    } catch (problem) {
      if (!(problem instanceof HttpProblem && problem.passing)) this.failed(problem, 'signed_out');
    }
  }

  toGate(): void {
    this.go({ at: 'gate' });
  }

  toReady(): void {
    this.go({ at: 'ready' });
  }

  /** Goes to the waiting room, and from there the counselor decides. */
  enter(): void {
    const appointment = this.appointment.value;
    if (!appointment) return;
    this.leaveRoom();
    this.enteredAt = this.around.now();
    this.gateResent = false;
    const live = this.around.openRoom(() => this.ticket(appointment));
    this.live.value = live;
    this.go({ at: 'live' });
    this.stopWatching = effect(() => this.watch(live.view.value));
  }

  /** Closes the socket without leaving the room: for a page that goes away and for stories. */
  leaveRoom(): void {
    this.stopWatching?.();
    this.live.peek()?.stop();
    this.live.value = undefined;
  }

  /** The person's own choice, which outlives a reload of this tab. */
  chooseLanguage(language: Language): void {
    this.around.storage.setItem('language', language);
    speak(language);
  }

  minutes(): Promise<OwnMinutes> {
    return this.ask<OwnMinutes>(`${this.path()}/minutes`);
  }

  /** Whether staff let this person in again. Throws {@link HttpProblem}. */
  async entry(): Promise<Entry> {
    return (await this.ask<EntryAnswer>(`${this.path()}/entry`)).entry;
  }

  trouble(kind: TroubleKind): void {
    this.leaveRoom();
    if (kind === 'elsewhere') this.remember('elsewhere');
    this.stage.value = { at: 'trouble', kind };
    if (!this.visit.value) void this.loadContact();
  }

  // --- inside ---

  private arrive(visit: Visit): void {
    const first = this.visit.value === undefined;
    this.visit.value = visit;
    this.contact.value = visit.clinic;
    setZone(visit.clinic.timeZone);
    if (first) speak(this.chosenLanguage() ?? visit.language);
    if (this.live.peek() || this.stage.peek().at === 'goodbye') return;
    const appointment = visit.appointments.find(opened);
    if (!appointment) {
      this.appointment.value = undefined;
      this.stage.value = { at: 'not_now' };
      return;
    }
    if (this.appointment.value?.session === appointment.session) return;
    this.appointment.value = appointment;
    this.gate = new Gate(this.ask, `${this.path()}/gate`, this.around.storage);
    void this.gate.load();
    this.goOn(appointment);
  }

  /** After a reload the person stands where he stood; a tab that lost the seat does not take it back by itself. */
  private goOn({ session }: Appointment): void {
    const step = this.around.storage.getItem(`step:${session}`);
    if (step === 'live') this.enter();
    else if (step === 'elsewhere') this.trouble('elsewhere');
    else this.go({ at: step === 'gate' ? 'gate' : 'ready' });
  }

  private go(stage: Stage): void {
    this.stage.value = stage;
    this.remember(stage.at);
  }

  private remember(step: string): void {
    const session = this.appointment.peek()?.session;
    if (session !== undefined) this.around.storage.setItem(`step:${session}`, step);
  }

  private watch({ status, room }: View): void {
    if (status.phase === 'final') return this.ended(endingOf(status.close, status.reason));
    const standing = room?.self.standing;
    if (standing === 'declined' || standing === 'removed' || standing === 'barred') return this.trouble('out');
    if (status.phase === 'open' && standing === 'waiting' && !room?.self.gatePassed) void this.resendGate();
  }

  private ended(ending: ReturnType<typeof endingOf>): void {
    if (ending === 'look_again') {
      this.leaveRoom();
      // Not straight in again: what the visit says and what the door says might differ for a while.
      this.remember('ready');
      this.appointment.value = undefined;
      void this.refresh();
    } else if (ending === 'enter_again') {
      if (this.around.now() - this.enteredAt < LEAST_BETWEEN_ENTRIES) this.trouble('unavailable');
      else this.enter();
    } else if (ending.at === 'trouble') {
      this.trouble(ending.kind);
    } else {
      this.leaveRoom();
      this.go(ending);
    }
  }

  /** The room does not know that the questions are answered (they were answered before it was there): tell it once. */
  private async resendGate(): Promise<void> {
    if (this.gateResent || !this.gate) return;
    this.gateResent = true;
    if (!isComplete(this.gate.answers.peek())) {
      this.leaveRoom();
      return this.toGate();
    }
    try {
      await this.gate.send();
    } catch (problem) {
      if (problem instanceof HttpProblem && problem.passing) this.gateResent = false;
    }
  }

  private failed(problem: unknown, refused: TroubleKind): void {
    if (!(problem instanceof HttpProblem)) throw problem;
    if (problem.passing) return this.trouble('unreachable');
    this.around.storage.removeItem('visit');
    this.trouble(refused);
  }

  private async loadContact(): Promise<void> {
    try {
      this.contact.value = await this.around.http<Contact>('/api/contact');
    } catch {
      // The screen stands without a number.
    }
  }

  private chosenLanguage(): Language | undefined {
    const kept = this.around.storage.getItem('language');
    return kept === null ? undefined : languageOf(kept);
  }

  private path(): string {
    return `/api/visit/sessions/${encodeURIComponent(this.appointment.peek()?.session ?? '')}`;
  }

  private async ticket({ session }: Appointment): Promise<string> {
    const path = `/api/visit/sessions/${encodeURIComponent(session)}/ticket`;
    return (await this.ask<{ ticket: string }>(path, { method: 'POST' })).ticket;
  }

  private readonly ask: Http = <T>(path: string, ask: Ask = {}): Promise<T> => {
    const visit = this.around.storage.getItem('visit') ?? '';
    return this.around.http<T>(path, { ...ask, headers: { ...ask.headers, authorization: `Bearer ${visit}` } });
  };
}
