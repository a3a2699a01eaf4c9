import { signal } from '@preact/signals';
import type { Http } from '../common/http';
import type { GateAnswers } from './api';

/** One question a screen, in this order. */
export const QUESTIONS = ['where', 'call_back', 'alone', 'driving', 'safe', 'rules'] as const;
export type Question = (typeof QUESTIONS)[number];

type Answers = Omit<GateAnswers, 'complete'>;

const DIGITS = /\d/g;
const LEAST_DIGITS = 7;

/** Whether this question has an answer that one may go on with. Driving is the only answer that stops. */
export function isAnswered(question: Question, answers: Answers): boolean {
  switch (question) {
    case 'where':
      return Boolean(answers.place?.trim()) && Boolean(answers.state);
    case 'call_back':
      return (answers.callBack?.match(DIGITS)?.length ?? 0) >= LEAST_DIGITS;
    case 'alone':
      return answers.alone !== undefined;
    case 'driving':
      return answers.driving === false;
    case 'safe':
      return answers.safe !== undefined;
    case 'rules':
      return answers.rulesAccepted === true;
  }
}

export const isComplete = (answers: Answers): boolean => QUESTIONS.every((question) => isAnswered(question, answers));

/**
 * The answers before one session: kept in the tab, so that a reload loses nothing, and sent as they come, so that
 * another device goes on where this one stopped.
 */
export class Gate {
  readonly answers = signal<Answers>({});
  readonly step = signal(0);
  private readonly key: string;

  constructor(
    private readonly http: Http,
    private readonly path: string,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
  ) {
    this.key = `gate:${path}`;
    const kept = storage.getItem(this.key);
    if (kept === null) return;
    const { step, answers } = JSON.parse(kept) as { step: number; answers: Answers };
    this.answers.value = answers;
    this.step.value = Math.min(step, QUESTIONS.length - 1);
  }

  /** Takes what the server knows for what is not answered here yet. A failure leaves the questions open, no more. */
  async load(): Promise<void> {
    try {
      const { complete: _, ...known } = await this.http<GateAnswers>(this.path);
      this.keep({ ...known, ...this.answers.value });
    } catch {
      // The questions can be answered all the same.
    }
  }

  set(part: Answers): void {
    this.keep({ ...this.answers.value, ...part });
  }

  goTo(step: number): void {
    this.step.value = Math.max(0, Math.min(step, QUESTIONS.length - 1));
    this.keep(this.answers.value);
  }

  /** Sends what is there; a partial answer may fail silently, the complete one says so by throwing. */
  async send(): Promise<void> {
    const complete = isComplete(this.answers.value);
    const sent = this.http<void>(this.path, { method: 'PUT', json: { ...this.answers.value, complete } });
    return complete ? sent : sent.catch(() => undefined);
  }

  private keep(answers: Answers): void {
    this.answers.value = answers;
    this.storage.setItem(this.key, JSON.stringify({ step: this.step.value, answers }));
  }
}
