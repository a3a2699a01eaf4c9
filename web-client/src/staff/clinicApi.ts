/*
 * JSON of the clinic's resources (`/api/clinic/...`). Changing a thing sends the `version` that was read; a stale one
 * answers 409 `changed_meanwhile`. A field problem answers 422 `{"error":{"code":"bad_field","text","field"}}`.
 */
import type { EmergencyContact } from './emergencyApi';
import type { GroupKind, RoomRole, StaffRole } from './api';

// --- staff: GET /api/clinic/staff -> StaffAnswer, POST -> StaffMember, PUT /{id} -> StaffMember ---

export interface StaffAnswer {
  staff: StaffMember[];
}

export interface StaffFields {
  /** What is typed at sign-in; unique. */
  signInName: string;
  /** What others see: first name and initial. */
  name: string;
  fullName: string;
  roles: StaffRole[];
  credential?: string;
}

export interface StaffMember extends StaffFields {
  id: string;
  active: boolean;
  hasPassword: boolean;
  secondFactor: boolean;
  /** Password and second factor were both reset within a week: for those who may know. */
  bothReset: boolean;
  /** Opened an emergency access within a week: for those who may know. */
  emergency: boolean;
  lastSignIn?: number;
  version: number;
}

/** `POST /api/clinic/staff`. */
export interface NewStaff extends StaffFields {
  /** At least 10 characters. */
  password: string;
}

/** `PUT /api/clinic/staff/{id}`. */
export interface ChangedStaff extends StaffFields {
  version: number;
}

/** `POST /api/clinic/staff/{id}/password`: works once, ends that person's staff sessions too. 204. */
export interface NewPassword {
  password: string;
}
// `POST /api/clinic/staff/{id}/revoke-sessions` and `.../second-factor/reset` (no body, 204)
// `POST /api/clinic/staff/{id}/deactivate` and `.../activate` (no body) -> StaffMember

// --- participants: GET /api/clinic/participants -> ParticipantsAnswer, POST, PUT /{id} -> Participant ---

export interface ParticipantsAnswer {
  participants: Participant[];
}

export interface ParticipantFields {
  /** What others in the group see: first name and initial, or a chosen alias. */
  name: string;
  fullName: string;
  language: 'en' | 'es';
  /** The clinic's own number for the person. */
  reference?: string;
  phone?: string;
}

/** `GET /api/clinic/participants/{id}/emergency-contact`, for the form: a row of its own in the audit log. */
export interface ContactAnswer {
  contact?: EmergencyContact;
}

/**
 * Whom to call, as typed: nothing in it is nobody, else name, phone and the answer must be there. A field problem names
 * `emergencyName`, `emergencyPhone`, `emergencyRelation` or `emergencyConsent`.
 */
export type ContactFields = Partial<EmergencyContact>;

/** `POST /api/clinic/participants`. */
export interface TypedParticipant extends ParticipantFields {
  /** Absent, it stays as it was. */
  emergencyContact?: ContactFields;
}

export interface Participant extends ParticipantFields {
  id: string;
  active: boolean;
  groups: { id: string; name: string }[];
  link: LinkState;
  /** Until when the caller has an emergency access open of this person. */
  emergencyUntil?: number;
  version: number;
}

/** A revoked link leaves no trace: it reads as none. */
export interface LinkState {
  state: 'none' | 'active' | 'expired';
  issuedAt?: number;
  expiresAt?: number;
}

export interface ChangedParticipant extends TypedParticipant {
  version: number;
}
// `POST /api/clinic/participants/{id}/deactivate` and `.../activate` (no body) -> Participant

/** `POST /api/clinic/participants/{id}/link` issues or reissues (the old one stops working) -> IssuedLink. */
export interface IssuedLink {
  /** The whole address with the token in its fragment; shown this once and never stored in clear. */
  address: string;
  issuedAt: number;
  expiresAt?: number;
}
// `DELETE /api/clinic/participants/{id}/link` revokes, 204

/**
 * `POST /api/clinic/participants/import?check=true|false`, body `text/csv` (UTF-8, header line
 * `full_name,name,language,reference,phone,group,emergency_name,emergency_phone,emergency_relation,emergency_consent`,
 * in any order, all but the first may be absent). 200 in both cases; nothing is written when there is a problem or
 * when `check=true`.
 */
export interface ImportAnswer {
  rows: number;
  /** Participants added; 0 when checking or when there are problems. */
  imported: number;
  problems: ImportProblem[];
}

export interface ImportProblem {
  /** Line of the file, the header is 1. */
  line: number;
  column?: string;
  code: string;
  /** A sentence without personal data. */
  text: string;
}

// --- groups: GET /api/clinic/groups -> GroupsAnswer, POST, PUT /{id} -> Group ---

export interface GroupsAnswer {
  groups: Group[];
}

export interface WeeklySlot {
  /** 1 = Monday .. 7 = Sunday. */
  day: number;
  /** Local time of the group's zone, '18:00'. */
  start: string;
  minutes: number;
}

export interface GroupFields {
  name: string;
  kind: GroupKind;
  /** IANA name. */
  timeZone: string;
  /** Cap of participants; the kind's default when absent. */
  cap?: number;
  chat: boolean;
  slots: WeeklySlot[];
  leaders: { staff: string; role: Extract<RoomRole, 'facilitator' | 'co_facilitator' | 'moderator' | 'peer_mentor'> }[];
  /** Participant ids. */
  roster: string[];
}

export interface Group extends GroupFields {
  id: string;
  active: boolean;
  version: number;
}

export interface ChangedGroup extends GroupFields {
  version: number;
}
// `POST /api/clinic/groups/{id}/deactivate` and `.../activate` (no body) -> Group

// --- sessions: GET /api/clinic/sessions?from=2026-11-17&to=2026-11-30 -> SessionsAnswer ---

export interface SessionsAnswer {
  sessions: ClinicSession[];
}

export interface ClinicSession {
  id: string;
  group: string;
  groupName: string;
  start: number;
  end: number;
  timeZone: string;
  phase: 'prepared' | 'started' | 'ended' | 'cancelled';
  /** True for one made by hand, false for one of the weekly slots. */
  single: boolean;
  signed: boolean;
}

/** `POST /api/clinic/sessions` -> ClinicSession. */
export interface NewSession {
  group: string;
  /** Local date and time in the group's zone, '2026-11-17T18:00'. */
  start: string;
  minutes: number;
}
// `POST /api/clinic/sessions/{id}/cancel` (no body) -> ClinicSession; refused once started
