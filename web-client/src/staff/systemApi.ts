/*
 * JSON of `/api/system`: how the server stands, for the people who run it. Nothing in it names a person, a group or a
 * room. Texts of parts are the server's own, in English: the same that `evenkeel check` prints.
 */

export type PartState = 'fine' | 'accepted' | 'warning' | 'broken' | 'unseen';

/** `GET /api/system` (supervisor, it_admin); also the answer of `PUT /api/system/log-level` (it_admin). */
export interface SystemAnswer {
  version: string;
  /** Since when this process runs. */
  started: number;
  /** When the server looked at its parts last; absent in its first moment. */
  looked?: number;
  numbers: { rooms: number; people: number; waiting: number; connections: number };
  parts: SystemPart[];
  /** Warnings and errors of the log since the start, errors first. */
  events: SystemEvent[];
  log: LogState;
}

export interface SystemPart {
  code: string;
  area: string;
  /** What is looked at. */
  looks: string;
  state: PartState;
  found: string;
  why: string;
  /** What to do; absent when there is nothing to do. */
  step?: string;
}

export interface SystemEvent {
  name: string;
  error: boolean;
  count: number;
  last: number;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogState {
  level: LogLevel;
  configured: LogLevel;
  /** When it returns to the configured level; absent when it is that. */
  until?: number;
  mayChange: boolean;
}

/** Body of `PUT /api/system/log-level`; 0 minutes returns to the configured level. */
export interface LogRequest {
  level: LogLevel;
  minutes: number;
}
