import type { RoomSnapshot } from '../wire/types';
import { SessionContext } from '../staff/context';
import { StaffSession } from '../staff/session';
import { contactlessHttp, fixtureHttp, itHttp, MADE, ME, SYSTEM, SYSTEM_FINE, unattendedHttp, VISIT } from './httpFixture';
import { attendance, emergency, gate, participant, participantForm, participantImport, ready, room, signInStep, staffPage, staffRoom, trouble, waiting, type Story } from './makers';
import { MEDIA_STORIES } from './mediaStories';
import { NOW, PEOPLE, self, session, START } from './roomFixture';

const EARLY = { ...VISIT, appointments: VISIT.appointments.slice(1) };
const LINES: RoomSnapshot['messages'] = [
  { id: '1', kind: 'line', from: 'ruth', fromName: 'Ruth A.', to: 'sam', text: 'We start the round in a moment.', at: NOW - 60_000 },
  { id: '2', kind: 'to_staff', from: 'sam', text: 'Thank you, I am here.', at: NOW - 20_000 },
];
const { startedAt: _, ...PREPARED } = session({ phase: 'prepared' });

export const STORIES: Readonly<Record<string, Story>> = {
  ...MEDIA_STORIES,
  ready: participant((way) => way.toReady()),
  'ready-on': ready({}),
  'ready-devices': ready({}, true),
  'ready-denied': ready({ refusal: 'NotAllowedError', silence: 'NotAllowedError' }),
  'gate-where': gate(0, { place: 'At home' }),
  'gate-alone': gate(2, { alone: false }),
  'gate-driving': gate(3, {}),
  'is-driving': gate(3, { driving: true }),
  'gate-rules': gate(5, { rulesAccepted: true }),
  waiting: waiting({ messages: LINES }),
  parked: waiting({ self: self({ standing: 'waiting', cause: 'parked' }) }),
  room: room({ self: self({ microphone: false }) }),
  'room-hand': room({
    session: session({ timer: { id: 't', deadline: NOW + 130_000 } }),
    self: self({ hand: 20 }),
    members: PEOPLE.map((each) => (each.member === 'sam' ? { ...each, hand: 20 } : each)),
    messages: LINES,
  }),
  'waiting-quiet': waiting(),
  'room-locked': room({ self: self({ speakingLocked: true, supportAsked: true }) }),
  'room-break': room({ session: session({ breakSince: NOW - 120_000 }) }),
  'room-reconnecting': room({}, { phase: 'reconnecting', since: Date.now() - 40_000, unopened: 0 }),
  'room-gone': room({ session: session({ staffGoneSince: NOW - 60_000 }), members: PEOPLE.slice(2) }),
  goodbye: participant((way) => {
    way.stage.value = { at: 'goodbye', left: true };
  }),
  'not-now': participant((way) => {
    way.visit.value = EARLY;
    way.stage.value = { at: 'not_now' };
  }),
  'link-unknown': trouble('link_unknown'),
  elsewhere: trouble('elsewhere'),
  out: trouble('out'),
  'in-app': trouble('in_app'),
  'sign-in': async () => {
    await import('../staff/staff.css');
    const { SignIn } = await import('../staff/pages/SignIn');
    return (
      <SessionContext.Provider value={new StaffSession(fixtureHttp)}>
        <SignIn reason="expired" />
      </SessionContext.Provider>
    );
  },
  'sign-in-code': signInStep('code'),
  'sign-in-password': signInStep('password'),
  'sign-in-enrol': signInStep('enrol'),
  recovery: async () => {
    await import('../staff/staff.css');
    const { RecoverySheet } = await import('../staff/account/RecoverySheet');
    return (
      <main class="sign-in">
        <div class="card">
          <SessionContext.Provider value={new StaffSession(fixtureHttp)}>
            <RecoverySheet alone codes={MADE.codes} name="Ruth Alvarez" onDone={() => undefined} />
          </SessionContext.Provider>
        </div>
      </main>
    );
  },
  'sign-in-idle': signInStep('code', (staff) => {
    staff.kept.value = ME;
    staff.state.value = { at: 'out', reason: 'idle' };
  }),
  'idle-warning': async () => {
    const story = await staffPage('#/clinic/staff')();
    const { endsAt } = await import('../staff/idle');
    setTimeout(() => (endsAt.value = NOW + 120_000), 200);
    return story;
  },
  account: staffPage('#/account'),
  'account-notice': staffPage('#/today', { me: { notices: [{ kind: 'password_reset', at: NOW - 600_000 }, { kind: 'second_factor_reset', at: NOW - 900_000 }] } }),
  today: staffPage('#/today'),
  'staff-room': staffRoom(),
  'staff-prepared': staffRoom({ session: PREPARED, members: PEOPLE.slice(0, 1), alerts: [], outside: [], messages: [] }),
  'staff-break': staffRoom({ session: session({ breakSince: NOW - 90_000, timer: { id: 't1', deadline: NOW + 400_000 } }) }),
  'staff-chat': staffRoom({}, 'chat'),
  'staff-timer': staffRoom({ session: session({ breakSince: NOW - 90_000 }) }, 'timer', { phase: 'reconnecting', since: Date.now() - 4_000, unopened: 0 }),
  'staff-waiting': staffRoom({}, 'waiting'),
  'staff-empty': staffRoom({ session: session({ phase: 'prepared', scheduledStart: START }), members: PEOPLE.slice(0, 1), alerts: [], outside: [], waiting: [], messages: [] }),
  attendance: attendance(),
  'attendance-signed': attendance({
    signature: { by: 'p-ruth', byName: 'Ruth Alvarez', credential: 'LCSW', at: NOW + 7_200_000, hash: '3fa4c19e27d0aa51' },
    staffGaps: [{ from: START + 70 * 60_000, to: START + 73 * 60_000 }],
    staffGapMillis: 180_000,
  }),
  participants: staffPage('#/clinic/participants'),
  'participant-new': participantForm(),
  'participant-change': participantForm(1),
  'participant-unread': participantForm(1, contactlessHttp),
  'participant-import': participantImport,
  emergency: emergency(0),
  'emergency-card': emergency(1),
  'emergency-unknown': emergency(2),
  'emergency-unattended': staffPage('#/today', { http: unattendedHttp }),
  groups: staffPage('#/clinic/groups'),
  sessions: staffPage('#/clinic/sessions'),
  staff: staffPage('#/clinic/staff'),
  system: staffPage('#/system', { http: itHttp(SYSTEM) }),
  'system-fine': staffPage('#/system', { http: itHttp(SYSTEM_FINE) }),
  audit: staffPage('#/audit', { me: { roles: ['privacy_officer'] } }),
  'audit-reviewed': async () => {
    setTimeout(() => document.querySelector('details')?.setAttribute('open', ''), 200);
    return staffPage('#/audit', { me: { roles: ['supervisor', 'privacy_officer'] } })();
  },
};

export const chosen = (name: string): Story | undefined => STORIES[name];
