import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { HttpProblem, type Http } from '../common/http';
import { errorText } from '../common/words';
import { PASSIVE } from './idle';
import type { StaffSession } from './session';
import { s, sn, staffErrorText, type StaffKey } from './words';

export const SessionContext = createContext<StaffSession | undefined>(undefined);

export function useSession(): StaffSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no staff session above this screen');
  return session;
}

export const useAsk = (): Http => useSession().ask;

/** A sentence for whatever went wrong. */
export function problemText(problem: unknown): string {
  if (!(problem instanceof HttpProblem)) return errorText('internal');
  if (problem.code === 'bad_field') return fieldText(problem);
  if (problem.code === 'too_fast' && problem.waitSeconds) return sn('error.too_fast.wait', Math.ceil(problem.waitSeconds / 60));
  return staffErrorText(problem.code) ?? errorText(problem.code);
}

/** Words for the fields that a form may have; the server names a field as the JSON does. */
const FIELDS: Readonly<Record<string, StaffKey>> = {
  name: 'field.shown_name',
  fullName: 'field.full_name',
  signInName: 'field.sign_in_name',
  credential: 'field.credential',
  password: 'field.new_password',
  code: 'step.code',
  roles: 'field.roles',
  language: 'field.language',
  reference: 'field.reference',
  phone: 'field.phone',
  emergencyContact: 'emergency.contact',
  emergencyName: 'field.emergency_name',
  emergencyPhone: 'field.emergency_phone',
  emergencyRelation: 'field.emergency_relation',
  emergencyConsent: 'field.emergency_consent',
  slots: 'field.slots',
  leaders: 'field.leaders',
  roster: 'field.roster',
  timeZone: 'field.zone',
  cap: 'field.cap',
  group: 'sessions.group',
  start: 'sessions.start',
  minutes: 'slot.minutes',
  person: 'column.participant',
  status: 'column.status',
  reason: 'correct.reason',
  from: 'manual.from',
  to: 'manual.to',
  about: 'audit.field.about',
  by: 'audit.field.by',
  action: 'audit.field.action',
  note: 'emergency.note',
};

function fieldText({ field, text }: HttpProblem): string {
  const label = field === undefined ? undefined : FIELDS[field];
  if (label === undefined || text === undefined) return s('error.bad_field.some');
  return s('error.bad_field', { field: s(label), text });
}

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly text: string }
  | { readonly state: 'there'; readonly value: T };

export interface Resource<T> {
  readonly now: Loaded<T>;
  readonly reload: () => void;
  /** Shows a newer value that an act has answered. */
  readonly set: (value: T) => void;
}

/** Reads a resource when the path changes and, if asked, every so often; a passing failure keeps what is shown. */
export function useResource<T>(path: string, every?: number): Resource<T> {
  const ask = useAsk();
  const [now, setNow] = useState<Loaded<T>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let done = false;
    const load = async (passive: boolean): Promise<void> => {
      try {
        const value = await ask<T>(path, passive ? { headers: PASSIVE } : {});
        if (!done) setNow({ state: 'there', value });
      } catch (problem) {
        if (!done) setNow((old) => (old.state === 'there' ? old : { state: 'failed', text: problemText(problem) }));
      }
    };
    void load(false);
    const timer = every === undefined ? undefined : setInterval(() => void load(true), every);
    return () => {
      done = true;
      clearInterval(timer);
    };
  }, [path, round, every, ask]);
  const reload = useCallback(() => setRound((old) => old + 1), []);
  const set = useCallback((value: T) => setNow({ state: 'there', value }), []);
  return { now, reload, set };
}

export interface Act {
  readonly busy: boolean;
  readonly problem: string | undefined;
  /** Runs; true when it went well. */
  readonly run: (act: () => Promise<void>) => Promise<boolean>;
}

/** One thing at a time that may fail, with its sentence. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = useCallback(async (act: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
      return true;
    } catch (failure) {
      setProblem(problemText(failure));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
