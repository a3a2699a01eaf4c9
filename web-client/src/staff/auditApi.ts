/*
 * JSON of the audit log's resources (`/api/audit/...`), for the privacy officer alone. Each call leaves a row in the log
 * itself. Query parameters of all three: `about`, `others=true`, `by`, `action`, `from`, `to` (dates of the clinic's
 * time zone, both included); rows also take `below`, the number where the page before ended.
 */

/** `GET /api/audit/rows`: the newest first. `rows.csv` is the same as a file, `names=true` with names. */
export interface AuditAnswer {
  rows: AuditRow[];
  more: boolean;
}

export type AuditActorKind = 'staff' | 'participant' | 'console' | 'system' | 'nobody';

export interface AuditRow {
  number: number;
  at: number;
  kind: AuditActorKind;
  actor?: string;
  name?: string;
  roles: string[];
  /** A word of the log's closed list, 'attendance.read'. */
  action: string;
  subjects: AuditSubject[];
  /** 'ok', or the code of the refusal. */
  result: string;
}

export interface AuditSubject {
  kind: 'person' | 'session' | 'group' | 'everybody' | 'cut';
  id: string;
  name?: string;
}

/** `GET /api/audit/report?about=...`: who dealt with somebody's data, and how often. */
export interface AuditReport {
  lines: AuditLine[];
}

export interface AuditLine {
  kind: AuditActorKind;
  actor?: string;
  name?: string;
  action: string;
  result: string;
  count: number;
  first: number;
  last: number;
}

/** `GET /api/audit/choices`. */
export interface AuditChoices {
  participants: AuditPerson[];
  staff: AuditPerson[];
  actions: string[];
}

export interface AuditPerson {
  id: string;
  name: string;
  /** The clinic's own number; staff have none. */
  reference?: string;
  active: boolean;
}

/** `GET /api/audit/holds`; `POST` and `DELETE /api/audit/participants/{id}/hold` (no body, 204). */
export interface HoldsAnswer {
  holds: LegalHold[];
}

export interface LegalHold {
  person: string;
  name: string;
  placedAt: number;
}
