/*
 * JSON of emergency access: `POST`, `GET` and `DELETE /api/clinic/participants/{id}/emergency` for counselors and
 * supervisors, `/api/audit/emergencies` for privacy officers. What is open is open for one participant and for who
 * opened it, and ends by itself; 409 `emergency_over` says that it is not (any more). Each call leaves a row in the
 * audit log; the reason does not stand there.
 */

/** `POST .../emergency`. */
export interface WantedEmergency {
  emergency: true;
  /** 1..500 characters. */
  reason: string;
}

/** What it answers. Times with `Millis` are durations: this machine's clock may be wrong. */
export interface OpenedEmergency {
  until: number;
  leftMillis: number;
}

/** `GET .../emergency`: what is known, and nothing else. */
export interface EmergencyFacts extends OpenedEmergency {
  fullName: string;
  language: 'en' | 'es';
  /** The newest that the person gave, whichever session it was for. */
  place?: { text: string; state?: string; at: number };
  callBack?: { number: string; at: number };
  /** The number in the clinic's own list. */
  phone?: string;
  contact?: EmergencyContact;
  clinicPhone?: string;
  crisisLine?: string;
}

export interface EmergencyContact {
  name: string;
  phone: string;
  relation?: string;
  /** The participant's consent to calling this person. */
  mayBeCalled: boolean;
}
// `DELETE .../emergency` ends it, 204

/** `GET /api/staff/emergencies`, for supervisors and privacy officers. */
export interface EmergencyTold {
  /** How many nobody has looked at yet. */
  waiting: number;
  /** Of those, for how many there is nobody who may look. */
  unattended: number;
}

export type ShownFact = 'place' | 'call_back' | 'phone' | 'emergency_contact';

/** `GET /api/audit/emergencies` (those that wait, the oldest first) and `.../reviewed?below={id}` (the newest first). */
export interface EmergenciesAnswer {
  accesses: EmergencyAccess[];
  /** Whether there are more than these. */
  more: boolean;
}

export interface EmergencyAccess {
  id: string;
  person: string;
  name: string;
  by: string;
  byName: string;
  /** Opened by whoever asks: somebody else looks at it. */
  own: boolean;
  reason: string;
  openedAt: number;
  endsAt: number;
  /** Whether its person ended it. */
  closed: boolean;
  open: boolean;
  reads: number;
  shown: ShownFact[];
  review?: { byName: string; at: number; note?: string };
}

/** `POST /api/audit/emergencies/{id}/review`, 204. */
export interface EmergencyReview {
  note?: string;
}
