import { type Http, HttpProblem } from '../common/http';
import type { Visit } from '../participant/api';
import type { Account, OfferedSecret, RecoveryCodes } from '../staff/accountApi';
import type { AttendancePerson, AttendanceRecord, AttendanceStatus, Interval, Me, TodayAnswer } from '../staff/api';
import type { AuditAnswer, AuditChoices, AuditReport } from '../staff/auditApi';
import type { EmergenciesAnswer, EmergencyFacts } from '../staff/emergencyApi';
import type { GroupsAnswer, ParticipantsAnswer, SessionsAnswer, StaffAnswer } from '../staff/clinicApi';
import type { SystemAnswer, SystemPart } from '../staff/systemApi';
import { NOW, START } from './roomFixture';

const MINUTE = 60_000;
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const VISIT: Visit = {
  person: { name: 'Sam K.' },
  language: 'en',
  clinic: { phone: '(555) 010-0100', crisisLine: '988' },
  appointments: [
    { session: 's1', start: START, end: START + 90 * MINUTE, phase: 'open' },
    { session: 's2', start: START + 2880 * MINUTE, end: START + 2970 * MINUTE, phase: 'early' },
  ],
};

export const ME: Me = {
  person: 'p-ruth',
  name: 'Ruth A.',
  fullName: 'Ruth Alvarez',
  roles: ['counselor', 'supervisor'],
  credential: 'LCSW',
  csrf: 'x',
  notices: [],
  idleMillis: 15 * MINUTE,
  idleLeftMillis: 15 * MINUTE,
};

export const ACCOUNT: Account = {
  secondFactorSince: NOW - 40 * 1440 * MINUTE,
  recoveryLeft: 3,
  secondFactorRequired: false,
  hasPassword: true,
  sessions: [
    { id: 'a', createdAt: NOW - 90 * MINUTE, lastSeenAt: NOW, here: true },
    { id: 'b', createdAt: NOW - 300 * MINUTE, lastSeenAt: NOW - 12 * MINUTE, here: false },
  ],
  events: [
    { kind: 'recovery_code_used', at: NOW - 3 * 1440 * MINUTE },
    { kind: 'password_reset', at: NOW - 40 * 1440 * MINUTE, by: 'Ada Itkin' },
    { kind: 'second_factor_reset', at: NOW - 41 * 1440 * MINUTE },
  ],
};

const OFFER: OfferedSecret = {
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  address: 'otpauth://totp/Evenkeel:ruth?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Evenkeel&algorithm=SHA1&digits=6&period=30',
};

export const MADE: RecoveryCodes = { codes: Array.from({ length: 10 }, (_, index) => `7k3d-0mvq-9f2a-x${index}wz`) };

const TODAY: TodayAnswer = {
  date: '2026-11-17',
  sessions: [
    { session: 's0', group: 'g0', title: 'Morning skills', kind: 'skills', start: START - 540 * MINUTE, end: START - 450 * MINUTE, phase: 'ended', expected: 10, waiting: 0, present: 9, role: 'facilitator', signed: true },
    { session: 's9', group: 'g9', title: 'Family evening, first part', kind: 'family', start: START - 180 * MINUTE, end: START - 120 * MINUTE, phase: 'ended', expected: 1, waiting: 0, present: 1, role: 'facilitator', signed: false },
    { session: 's1', group: 'g1', title: 'Evening group', kind: 'therapy', start: START, end: START + 90 * MINUTE, phase: 'started', expected: 9, waiting: 2, present: 7, role: 'facilitator', signed: false },
    { session: 's2', group: 'g2', title: 'Peer support', kind: 'peer', start: START + 120 * MINUTE, end: START + 180 * MINUTE, phase: 'prepared', expected: 12, waiting: 0, present: 0, role: 'co_facilitator', signed: false },
  ],
};

type Piece = [kind: Interval['kind'], from: number, to: number];

function person(name: string, minutes: number, status: AttendanceStatus, pieces: Piece[], part: Partial<AttendancePerson> = {}): AttendancePerson {
  return {
    person: name,
    name,
    minutes,
    countableMillis: minutes * MINUTE,
    status,
    intervals: pieces.map(([kind, from, to]) => ({ kind, from: START + from * MINUTE, to: START + to * MINUTE })),
    flags: [],
    source: 'system',
    ...part,
  };
}

export const RECORD: AttendanceRecord = {
  session: 's1',
  clinic: 'Made-up Clinic',
  title: 'Evening group',
  kind: 'therapy',
  phase: 'ended',
  timeZone: ZONE,
  scheduledStart: START,
  scheduledEnd: START + 90 * MINUTE,
  startedAt: START + 2 * MINUTE,
  endedAt: START + 88 * MINUTE,
  numberInGroup: 8,
  breaks: [{ from: START + 50 * MINUTE, to: START + 60 * MINUTE }],
  staffGaps: [],
  staffGapMillis: 0,
  people: [
    person('Inés Muestra', 76, 'present', [['waiting', 0, 2], ['present', 2, 88]]),
    person('Sam Kelling', 74, 'present', [['waiting', 0, 2], ['present', 2, 38.5], ['gap', 38.5, 40.2], ['present', 40.2, 88]], { flags: [{ code: 'drops', count: 1, millis: 102_000 }] }),
    person('Maya Testova', 76, 'present', [['waiting', 0, 2], ['present', 2, 88]]),
    person('Theo Largo', 64, 'late', [['waiting', 8, 14], ['present', 14, 88]], { lateMinutes: 12 }),
    person('Priya Nombre', 49, 'left_early', [['waiting', 1, 2], ['present', 2, 61]], { earlyMinutes: 27, note: 'told staff: childcare' }),
    person('Walt Demo', 62, 'partial', [['waiting', 1, 2], ['present', 2, 30], ['gap', 30, 44], ['present', 44, 88]], { flags: [{ code: 'drops', count: 3, millis: 14 * MINUTE }] }),
    person('Jo Placeholder', 72, 'present', [['waiting', 1, 2], ['present', 2, 46], ['aside', 46, 50], ['present', 50, 88]], { flags: [{ code: 'stepped_aside', millis: 4 * MINUTE }] }),
    person('Carmen Relleno', 73, 'present', [['waiting', 3, 5], ['present', 5, 88]]),
    person('Lee Beispiel', 0, 'not_admitted', [['waiting', 5, 9]], { flags: [{ code: 'driving' }] }),
  ],
  corrections: [
    { id: 'c1', person: 'Priya Nombre', personName: 'Priya Nombre', by: 'p-ruth', byName: 'Ruth Alvarez', at: NOW + 60 * MINUTE, reason: 'told staff: childcare', oldStatus: 'partial', newStatus: 'left_early' },
  ],
  amendments: [],
  notice: '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
  version: 3,
  may: { correct: true, sign: true, amend: true, export: true },
  missing: [{ person: 'p-kit', name: 'Kit Zahl' }],
};

export const PARTICIPANTS: ParticipantsAnswer = {
  participants: RECORD.people.map(({ name }, index) => ({
    id: `p${index}`,
    name: `${name.split(' ')[0]} ${name.split(' ')[1]?.[0]}.`,
    fullName: name,
    language: index % 3 === 0 ? 'es' : 'en',
    reference: `A-${1001 + index}`,
    active: index !== 7,
    ...(index === 1 || index === 2 ? { emergencyUntil: NOW + 47 * MINUTE } : {}),
    groups: [{ id: 'g1', name: 'Evening group' }],
    ...(index === 1 ? { phone: '(555) 010-0177' } : {}),
    link: index === 2 ? { state: 'expired' } : index === 4 ? { state: 'none' } : { state: 'active', expiresAt: NOW + 90 * 1440 * MINUTE },
    version: 1,
  })),
};

const STAFF: StaffAnswer = {
  staff: [
    { id: 'p-ruth', signInName: 'ruth', name: 'Ruth A.', fullName: 'Ruth Alvarez', credential: 'LCSW', roles: ['counselor', 'supervisor'], active: true, hasPassword: true, secondFactor: true, bothReset: false, emergency: false, lastSignIn: NOW - 60 * MINUTE, version: 1 },
    { id: 'p-daniel', signInName: 'daniel', name: 'Daniel O.', fullName: 'Daniel Okafor', credential: 'CADC', roles: ['counselor'], active: true, hasPassword: true, secondFactor: true, bothReset: false, emergency: true, lastSignIn: NOW - 1500 * MINUTE, version: 1 },
    { id: 'p-noor', signInName: 'noor', name: 'Noor P.', fullName: 'Noor Probe', roles: ['peer_mentor'], active: true, hasPassword: true, secondFactor: false, bothReset: true, emergency: false, version: 1 },
    { id: 'p-it', signInName: 'it', name: 'Ada I.', fullName: 'Ada Itkin', roles: ['it_admin'], active: true, hasPassword: true, secondFactor: true, bothReset: false, emergency: false, version: 1 },
  ],
};

const GROUPS: GroupsAnswer = {
  groups: [
    { id: 'g1', name: 'Evening group', kind: 'therapy', timeZone: ZONE, chat: false, slots: [1, 2, 4].map((day) => ({ day, start: '18:00', minutes: 90 })), leaders: [{ staff: 'p-ruth', role: 'facilitator' }, { staff: 'p-daniel', role: 'co_facilitator' }], roster: ['p0', 'p1', 'p2', 'p3', 'p5', 'p6'], active: true, version: 1 },
    { id: 'g2', name: 'Peer support', kind: 'peer', timeZone: ZONE, chat: true, slots: [{ day: 2, start: '20:00', minutes: 60 }], leaders: [{ staff: 'p-noor', role: 'peer_mentor' }], roster: ['p0', 'p1'], active: true, version: 1 },
  ],
};

const SESSIONS: SessionsAnswer = {
  sessions: TODAY.sessions.map((each, index) => ({ id: each.session, group: each.group, groupName: each.title, start: each.start, end: each.end, timeZone: ZONE, phase: each.phase, single: index === 1, signed: each.signed })),
};

const HOURS = 60 * MINUTE;
const fine = (code: string, looks: string, found: string): SystemPart => ({ code, area: 'The machine', looks, state: 'fine', found, why: 'It matters.' });
export const SYSTEM: SystemAnswer = {
  version: '0.1.0',
  started: NOW - 75 * HOURS,
  looked: NOW - 0.1 * MINUTE,
  numbers: { rooms: 4, people: 37, waiting: 3, connections: 62 },
  parts: [
    { code: 'certificate_days', area: 'Address and certificate', looks: 'How long the certificate is valid', state: 'unseen', found: 'The proxy in front of this server has the certificate.', why: 'Browsers let nobody in with a certificate that has ended.', step: 'evenkeel check looks at it.' },
    fine('redis', 'Redis answers to the configured password, and is 6.2 or newer', 'Redis answers.'),
    fine('redis_log', 'Redis writes every change to its append-only file (appendonly yes, appendfsync everysec or always)', 'appendonly is yes, appendfsync is everysec.'),
    fine('database', 'The database answers', 'The database answers.'),
    { code: 'sfu', area: 'Sound and picture', looks: 'Janus answers to the configured secret', state: 'broken', found: 'Janus does not answer.', why: 'All sound and picture flow through it.', step: 'systemctl status evenkeel-janus; compare media.sfu-address and media.sfu-secret-file.' },
    { code: 'relay', area: 'Relay', looks: 'The relay gives an address to a login that was made now', state: 'unseen', found: 'A relay is configured.', why: 'People behind strict firewalls hear and see through it only.', step: 'evenkeel check asks it for an address.' },
    fine('clock_sync', 'A time service keeps the clock right', 'systemd-timesyncd keeps the clock right.'),
    fine('disk_space', 'Free space where the data is', '46.2 % are free where /var/lib/evenkeel/server is.'),
    { code: 'backup', area: 'The machine', looks: 'The age of the last backup', state: 'warning', found: 'The last backup is 31 hours old.', why: 'What is not backed up is lost with the disk.', step: 'systemctl start evenkeel-backup.service, and see why the timer did not: systemctl status evenkeel-backup.timer. None is set up: evenkeel setup, question backup-key.' },
  ],
  events: [
    { name: 'sfu-away', error: false, count: 2, last: NOW - 3 * MINUTE },
    { name: 'media-not-set-up', error: false, count: 14, last: NOW - MINUTE },
    { name: 'store-unavailable', error: false, count: 1, last: NOW - 30 * HOURS },
  ],
  log: { level: 'debug', configured: 'info', until: NOW + 12 * MINUTE, mayChange: true },
};
export const SYSTEM_FINE: SystemAnswer = {
  ...SYSTEM,
  parts: [
    ...SYSTEM.parts.filter((part) => part.state === 'fine' || part.state === 'unseen'),
    { code: 'disk_encryption', area: 'The machine', looks: 'The disk under the data is encrypted', state: 'accepted', found: 'No encryption of this disk can be seen from here.', why: 'Who takes the disk, or its image, else has the data.', step: 'Use LUKS for the volume; where the host or the cloud encrypts it, write down where that is shown.' },
  ],
  events: [],
  log: { level: 'info', configured: 'info', mayChange: false },
};

const AUDIT_CHOICES: AuditChoices = {
  participants: PARTICIPANTS.participants.map(({ id, fullName, reference, active }) => ({ id, name: fullName, ...(reference === undefined ? {} : { reference }), active })),
  staff: STAFF.staff.map(({ id, fullName, active }) => ({ id, name: fullName, active })),
  actions: ['attendance.read', 'attendance.export', 'gate.read', 'participant.list', 'staff.sign-in'],
};

const somebody = { kind: 'person', id: 'p2', name: RECORD.people[2]?.name ?? '' } as const;

const AUDIT: AuditAnswer = {
  rows: [
    { number: 48, at: NOW - 3 * MINUTE, kind: 'staff', actor: 'p-ruth', name: 'Ruth Alvarez', roles: ['counselor', 'supervisor'], action: 'gate.read', subjects: [{ kind: 'session', id: 's1' }, somebody], result: 'ok' },
    { number: 47, at: NOW - 20 * MINUTE, kind: 'staff', actor: 'p-it', name: 'Ada Itkin', roles: ['it_admin'], action: 'attendance.read', subjects: [{ kind: 'session', id: 's1' }], result: 'not_allowed' },
    { number: 46, at: NOW - 50 * MINUTE, kind: 'staff', actor: 'p-daniel', name: 'Daniel Okafor', roles: ['counselor'], action: 'attendance.export', subjects: [{ kind: 'session', id: 's1' }, ...RECORD.people.map(({ name }, index) => ({ kind: 'person', id: `p${index}`, name }) as const)], result: 'ok' },
    { number: 40, at: NOW - 95 * MINUTE, kind: 'staff', actor: 'p-ruth', name: 'Ruth Alvarez', roles: ['counselor', 'supervisor'], action: 'participant.list', subjects: [{ kind: 'everybody', id: '' }], result: 'ok' },
    { number: 31, at: NOW - 300 * MINUTE, kind: 'console', roles: [], action: 'backup.make', subjects: [{ kind: 'everybody', id: '' }], result: 'ok' },
    { number: 30, at: NOW - 400 * MINUTE, kind: 'nobody', roles: [], action: 'staff.sign-in', subjects: [], result: 'bad_credentials' },
  ],
  more: true,
};

const AUDIT_REPORT: AuditReport = {
  lines: [
    { kind: 'staff', actor: 'p-ruth', name: 'Ruth Alvarez', action: 'gate.read', result: 'ok', count: 4, first: NOW - 9000 * MINUTE, last: NOW - 3 * MINUTE },
    { kind: 'staff', actor: 'p-it', name: 'Ada Itkin', action: 'attendance.read', result: 'not_allowed', count: 1, first: NOW - 20 * MINUTE, last: NOW - 20 * MINUTE },
    { kind: 'staff', actor: 'p-daniel', name: 'Daniel Okafor', action: 'attendance.export', result: 'ok', count: 2, first: NOW - 4000 * MINUTE, last: NOW - 50 * MINUTE },
    { kind: 'console', action: 'backup.make', result: 'ok', count: 31, first: NOW - 43_000 * MINUTE, last: NOW - 300 * MINUTE },
  ],
};

export const EMERGENCY: EmergencyFacts = {
  fullName: 'Sam Kelling',
  language: 'es',
  place: { text: '12 Sample Street, Apartment 4, Exampletown', state: 'WA', at: NOW - 4 * 1440 * MINUTE },
  callBack: { number: '(555) 010-0142', at: NOW - 4 * 1440 * MINUTE },
  phone: '(555) 010-0177',
  contact: { name: 'Lou Kelling', phone: '(555) 010-0188', relation: 'sister', mayBeCalled: true },
  clinicPhone: '(555) 010-0100',
  crisisLine: '988',
  until: NOW + 47 * MINUTE,
  leftMillis: 47 * MINUTE,
};
export const EMERGENCY_UNKNOWN: EmergencyFacts = { fullName: 'Sam Kelling', language: 'en', clinicPhone: '(555) 010-0100', crisisLine: '988', until: NOW + 1.2 * MINUTE, leftMillis: 1.2 * MINUTE };

const EMERGENCIES: EmergenciesAnswer = {
  accesses: [
    { id: 'e1', person: 'p1', name: 'Sam Kelling', by: 'p-daniel', byName: 'Daniel Okafor', own: false, reason: 'Called from an unknown number, said goodbye and that there were pills. I did not know where he was.', openedAt: NOW - 2000 * MINUTE, endsAt: NOW - 1988 * MINUTE, closed: true, open: false, reads: 2, shown: ['place', 'call_back', 'emergency_contact'] },
    { id: 'e2', person: 'p2', name: 'Maya Testova', by: 'p-ruth', byName: 'Ruth Alvarez', own: true, reason: 'Mother says she did not come home', openedAt: NOW - 900 * MINUTE, endsAt: NOW - 840 * MINUTE, closed: false, open: false, reads: 1, shown: ['phone'] },
    { id: 'e3', person: 'p4', name: 'Priya Nombre', by: 'p-daniel', byName: 'Daniel Okafor', own: false, reason: 'Overdose, ambulance needs the address', openedAt: NOW - 3 * MINUTE, endsAt: NOW + 57 * MINUTE, closed: false, open: true, reads: 0, shown: [] },
  ],
  more: false,
};
const REVIEWED: EmergenciesAnswer = {
  accesses: [{ id: 'e0', person: 'p3', name: 'Theo Largo', by: 'p-ruth', byName: 'Ruth Alvarez', own: false, reason: 'Fell silent in a call', openedAt: NOW - 30_000 * MINUTE, endsAt: NOW - 29_940 * MINUTE, closed: false, open: false, reads: 1, shown: ['place', 'phone'], review: { byName: 'Ada Itkin', at: NOW - 28_000 * MINUTE, note: 'Right to do so. The address was two months old.' } }],
  more: false,
};

const ANSWERS: readonly [RegExp, unknown][] = [
  [/participants\/p2\/emergency$/, EMERGENCY_UNKNOWN],
  [/participants\/.*\/emergency$/, EMERGENCY],
  [/participants\/.*\/emergency-contact$/, { contact: EMERGENCY.contact }],
  [/audit\/emergencies\/reviewed/, REVIEWED],
  [/audit\/emergencies$/, EMERGENCIES],
  [/staff\/emergencies$/, { waiting: 3, unattended: 0 }],
  [/audit\/choices$/, AUDIT_CHOICES],
  [/audit\/holds$/, { holds: [{ person: 'p3', name: RECORD.people[3]?.name ?? '', placedAt: NOW - 90_000 * MINUTE }] }],
  [/audit\/report/, AUDIT_REPORT],
  [/audit\/rows/, AUDIT],
  [/staff\/me$/, ME],
  [/api\/system/, SYSTEM],
  [/account$/, ACCOUNT],
  [/account\/second-factor$/, OFFER],
  [/(confirm|recovery-codes)$/, MADE],
  [/staff\/today/, TODAY],
  [/attendance$/, RECORD],
  [/people\/.*\/gate$/, { place: 'At home, 12 Sample Street', state: 'WA', callBack: '(555) 010-0142', alone: true, driving: false, safe: true, rulesAccepted: true, at: NOW - 45 * MINUTE }],
  [/clinic\/participants\/.*\/link$/, { address: 'https://example.invalid/#Zx8sampleSampleSampleSample', issuedAt: NOW, expiresAt: NOW + 90 * 1440 * MINUTE }],
  [/clinic\/participants$/, PARTICIPANTS],
  [/clinic\/staff$/, STAFF],
  [/clinic\/groups$/, GROUPS],
  [/clinic\/sessions/, SESSIONS],
  [/api\/visit$/, VISIT],
  [/entry$/, { entry: 'not_now' }],
  [/minutes$/, { minutes: 74, intervals: [] }],
  [/gate$/, { complete: false }],
  [/api\/contact$/, VISIT.clinic],
];

/** The same where emergency accesses wait and nobody is there who looks. */
export const unattendedHttp: Http = <T,>(path: string): Promise<T> =>
  path === '/api/staff/emergencies' ? Promise.resolve({ waiting: 3, unattended: 2 } as T) : fixtureHttp<T>(path);

/** The same where an emergency contact cannot be read. */
export const contactlessHttp: Http = <T,>(path: string): Promise<T> =>
  path.endsWith('/emergency-contact') ? Promise.reject(new HttpProblem(503, 'unavailable')) : fixtureHttp<T>(path);

/** The same for an IT administrator who has no other role. */
export const itHttp =
  (system: SystemAnswer): Http =>
  <T,>(path: string): Promise<T> => {
    if (path.endsWith('/staff/me')) return Promise.resolve({ person: 'p-it', name: 'Ada I.', fullName: 'Ada Itkin', roles: ['it_admin'], csrf: 'x', notices: [], idleMillis: 900_000, idleLeftMillis: 900_000 } satisfies Me as T);
    return path === '/api/system' ? Promise.resolve(system as T) : fixtureHttp<T>(path);
  };

/** Answers from fixtures; never reaches a server. */
export const fixtureHttp: Http = <T,>(path: string): Promise<T> => {
  const answer = ANSWERS.find(([pattern]) => pattern.test(path))?.[1];
  return Promise.resolve(answer as T);
};
