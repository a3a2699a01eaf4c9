/*
 * JSON of the participant's HTTP resources. Identity is a bearer token of one tab, never a cookie.
 * Times are milliseconds since 1970 UTC; an absent optional is a missing field.
 */

export type Language = 'en' | 'es';

export interface Clinic {
  /** Only when the clinic's setting says that its name may be shown. */
  name?: string;
  /** As people dial it, '(555) 010-0100'. */
  phone: string;
  /** As people dial it, '988'. */
  crisisLine: string;
  /** IANA name; the browser's own when absent. */
  timeZone?: string;
}

/** `early`: not open yet; `open`: may come in; `ended`: over. */
export interface Appointment {
  session: string;
  start: number;
  end: number;
  phase: 'early' | 'open' | 'ended';
}

/** `GET /api/visit`. Appointments of today and the next one after, ordered by start. */
export interface Visit {
  person: { name: string };
  language: Language;
  clinic: Clinic;
  appointments: Appointment[];
}

/** `POST /api/links/exchange {token}`; 404 `link_unknown` for every bad token. */
export interface Exchange extends Visit {
  visit: string;
}

/**
 * `GET|PUT /api/visit/sessions/{id}/gate`. GET answers what is known (maybe `{complete:false}` alone); PUT takes the
 * same shape, partial while `complete` is false, and answers 204.
 */
export interface GateAnswers {
  place?: string;
  /** Two letters of the state or territory, 'WA'. */
  state?: string;
  callBack?: string;
  alone?: boolean;
  driving?: boolean;
  safe?: boolean;
  rulesAccepted?: boolean;
  complete: boolean;
}

/**
 * `GET /api/visit/sessions/{id}/entry`, for a page that shows "you are not in the session": `free`: comes in as before;
 * `by_waiting_room`: may come back by an own act; `not_now`: not while it stays as it is; `ended`: over. Never why.
 */
export type Entry = 'free' | 'by_waiting_room' | 'not_now' | 'ended';

export interface EntryAnswer {
  entry: Entry;
}

/** `GET /api/visit/sessions/{id}/minutes`: one's own presence only. */
export interface OwnMinutes {
  /** Countable minutes of this session so far, whole. */
  minutes: number;
  intervals: { kind: 'waiting' | 'present' | 'gap' | 'aside' | 'break'; from: number; to: number }[];
  /** Minutes of all sessions of this day. */
  minutesToday?: number;
}

/** `GET /api/contact`, for nobody in particular: what a screen of trouble shows when no link is known. */
export type Contact = Clinic;
