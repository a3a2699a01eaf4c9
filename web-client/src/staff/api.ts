/*
 * JSON of the staff's and the clinic's HTTP resources, as the screens read and write it.
 * All times are milliseconds since 1970 UTC unless a field says otherwise; an absent optional is a missing field.
 * Every error answers `{"error":{"code","text"}}` (see common/http.ts); 401 means 'sign in again'.
 * Unsafe methods carry the header `x-evenkeel-csrf` with the token of `GET /api/staff/me`.
 */

/** What a person may do outside rooms. `it_admin` reads no roster, no attendance and no participant; `privacy_officer` reads the audit log. */
export type StaffRole = 'counselor' | 'peer_mentor' | 'moderator' | 'supervisor' | 'scheduler' | 'it_admin' | 'privacy_officer';

/** A role inside one room; mirrors the roles of the wire. */
export type RoomRole =
  | 'facilitator'
  | 'co_facilitator'
  | 'moderator'
  | 'peer_mentor'
  | 'observer'
  | 'interpreter'
  | 'participant'
  | 'guest';

export type GroupKind =
  | 'therapy'
  | 'skills'
  | 'education'
  | 'support'
  | 'peer'
  | 'family'
  | 'multi_family'
  | 'individual'
  | 'alumni';

// --- sign-in ---

/** A sign-in that wants another step; it opens nothing else. */
export interface Step {
  /** A code of the second factor; a password of one's own; setting up a second factor. */
  next: 'code' | 'password' | 'enrol';
  csrf: string;
}

/** How a sign-in stands; every step sets the cookie anew. */
export type Standing = Me | Step;

/** Body of `POST /api/staff/sign-in`; answers `Standing` and sets the cookie. */
export interface SignIn {
  name: string;
  password: string;
}

/** Body of `POST /api/staff/enter` (one-use entry link); answers `Standing` and sets the cookie. */
export interface EnterLink {
  token: string;
}

/** Body of `POST /api/staff/sign-in/code`: the app's code or a recovery code; answers `Standing`. */
export interface TypedCode {
  code: string;
}

/** `GET /api/staff/me` (a `Step` while signing in is not finished). */
export interface Me {
  person: string;
  name: string;
  fullName: string;
  roles: StaffRole[];
  /** Letters behind the name, 'LCSW'; absent for people without a credential. */
  credential?: string;
  csrf: string;
  /** IANA name of the clinic's time zone; the browser's own when absent. */
  timeZone?: string;
  /** What happened to the own account and was not said to be read. */
  notices: AccountNotice[];
  /** The sign-in ends after so long without activity; requests with the header `x-evenkeel-passive` are none. */
  idleMillis: number;
  /** How much of that is left, as of before this request. */
  idleLeftMillis: number;
}
// `POST /api/staff/active` (no body, 204): the person did something on the page

export type AccountNoticeKind = 'password_reset' | 'second_factor_reset' | 'recovery_code_used' | 'wrong_codes' | 'entry_link';

export interface AccountNotice {
  kind: AccountNoticeKind;
  at: number;
}

// --- today ---

/** `GET /api/staff/today?date=2026-11-17` (date in the clinic's time zone; today when absent). */
export interface TodayAnswer {
  /** ISO date of the day shown, in the clinic's time zone. */
  date: string;
  /** Sessions ordered by start; only those that the signed-in person may open or review. */
  sessions: TodaySession[];
}

export interface TodaySession {
  session: string;
  group: string;
  /** The group's name, for staff. */
  title: string;
  kind: GroupKind;
  start: number;
  end: number;
  phase: 'prepared' | 'started' | 'ended';
  /** Participants on the roster. */
  expected: number;
  waiting: number;
  /** Participants connected in the room now; after the end: number in group. */
  present: number;
  /** The signed-in person's role in that room; absent when he may review but not enter. */
  role?: RoomRole;
  signed: boolean;
}

// --- room ---

/** `POST /api/staff/sessions/{id}/ticket`, no body. */
export interface Ticket {
  ticket: string;
}

/** `GET /api/staff/sessions/{id}/people/{member}/gate` (facilitators and co-facilitators). */
export interface GateRecord {
  place: string;
  state: string;
  callBack: string;
  alone: boolean;
  driving: boolean;
  safe: boolean;
  rulesAccepted: boolean;
  /** When the answers were completed. */
  at: number;
}

// --- attendance ---

export type IntervalKind = 'waiting' | 'present' | 'gap' | 'aside' | 'break';

export interface Interval {
  kind: IntervalKind;
  from: number;
  to: number;
}

export interface Span {
  from: number;
  to: number;
}

export type AttendanceStatus =
  | 'present'
  | 'late'
  | 'left_early'
  | 'partial'
  | 'removed'
  | 'not_admitted'
  | 'technical_failure'
  | 'absent_excused'
  | 'absent_unexcused'
  | 'no_show'
  | 'cancelled_by_program'
  | 'make_up';

/** Statuses that a person may set by a correction; `not_admitted` is computed only. */
export type CorrectableStatus = Exclude<AttendanceStatus, 'not_admitted'>;

/** Facts worth a word beside the minutes, computed. `count` and `millis` are present where they mean something. */
export interface AttendanceFlag {
  code: 'drops' | 'stepped_aside' | 'staff_gap' | 'manual_phone' | 'corrected' | 'no_minutes' | 'driving' | 'not_safe';
  count?: number;
  millis?: number;
}

/** `GET /api/staff/sessions/{id}/attendance`; also the answer of every POST below. */
export interface AttendanceRecord {
  session: string;
  /** The clinic's name, for paper: a record that leaves the house says whose it is. */
  clinic: string;
  title: string;
  kind: GroupKind;
  phase: 'prepared' | 'started' | 'ended';
  /** IANA name; the picture's axis and all times of this record are shown in it. */
  timeZone: string;
  scheduledStart: number;
  scheduledEnd: number;
  startedAt?: number;
  endedAt?: number;
  /** Computed: distinct participants with at least one countable minute. */
  numberInGroup: number;
  breaks: Span[];
  /** Spans without qualified staff, inside the actual times. */
  staffGaps: Span[];
  staffGapMillis: number;
  people: AttendancePerson[];
  corrections: Correction[];
  amendments: Correction[];
  signature?: Signature;
  /** The confidentiality notice, in full, as exports carry it. */
  notice: string;
  /** Grows with every change; sent back with each change so that two reviewers do not overwrite each other. */
  version: number;
  may: { correct: boolean; sign: boolean; amend: boolean; export: boolean };
  /** The participants on the roster who have no row yet: choices of the manual entry. */
  missing: { person: string; name: string }[];
}

export interface AttendancePerson {
  person: string;
  /** The full name, for staff. */
  name: string;
  /** Ordered by start. `break` intervals need not be repeated here: `AttendanceRecord.breaks` draws them. */
  intervals: Interval[];
  countableMillis: number;
  /** Countable time floored to whole minutes once, after corrections. */
  minutes: number;
  status: AttendanceStatus;
  lateMinutes?: number;
  earlyMinutes?: number;
  flags: AttendanceFlag[];
  /** Staff's own words of the last correction or manual entry. */
  note?: string;
  source: 'system' | 'manual';
}

/** A correction before the signature, or an amendment after it: who, when, why, old, new. */
export interface Correction {
  id: string;
  person: string;
  personName: string;
  by: string;
  byName: string;
  at: number;
  reason: string;
  oldMinutes?: number;
  newMinutes?: number;
  oldStatus?: AttendanceStatus;
  newStatus?: AttendanceStatus;
}

export interface Signature {
  by: string;
  byName: string;
  credential: string;
  at: number;
  /** Hexadecimal SHA-256 of the sealed record. */
  hash: string;
}

/** Body of `POST .../corrections` (unsigned) and of `POST .../amendments` (signed). At least one of minutes, status. */
export interface CorrectionRequest {
  version: number;
  person: string;
  minutes?: number;
  status?: CorrectableStatus;
  /** 3..500 characters. */
  reason: string;
}

/** Body of `POST .../manual`: somebody who took part by phone only. */
export interface ManualRequest {
  version: number;
  person: string;
  from: number;
  to: number;
  /** 3..500 characters. */
  reason: string;
}

/** Body of `POST .../sign`. */
export interface SignRequest {
  version: number;
}
