import type { ComponentChild } from 'preact';
import type { LiveRoom } from '../live/liveRoom';
import { App } from '../participant/App';
import { Journey } from '../participant/journey';
import type { TroubleKind } from '../participant/stage';
import type { Status } from '../protocol';
import type { RoomSnapshot } from '../wire/types';
import { SessionContext } from '../staff/context';
import { StaffSession } from '../staff/session';
import { fixtureHttp, RECORD, VISIT } from './httpFixture';
import type { Shown } from './mediaFixture';
import { APART, apart, member, NOW, PEOPLE, self, session, snapshot, staffSnapshot, START, stillRoom, WAITING, withCameras } from './roomFixture';

type Story = () => ComponentChild | Promise<ComponentChild>;

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>([['visit', 'x']]);
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

async function journey(live?: LiveRoom): Promise<Journey> {
  const way = new Journey({
    http: fixtureHttp,
    storage: memoryStorage(),
    openRoom: () => live ?? stillRoom(snapshot()),
    now: () => Date.now(),
  });
  await way.open(undefined);
  return way;
}

const participant =
  (set: (way: Journey) => void, live?: LiveRoom): Story =>
  async () => {
    const way = await journey(live);
    set(way);
    return <App journey={way} />;
  };

const gate = (step: number, answers: object): Story =>
  participant((way) => {
    way.gate?.set(answers);
    way.gate?.goTo(step);
    way.toGate();
  });

const room =
  (part: Partial<RoomSnapshot>, status?: Status, shown?: Shown): Story =>
  () =>
    participant((way) => way.enter(), stillRoom(snapshot(part), status, shown))();

const devices =
  (shown: Shown): Story =>
  async () => {
    const { Devices } = await import('../media/parts/Devices');
    const { media } = stillRoom(snapshot({ self: self({ microphone: true }) }), undefined, shown);
    return media.value ? <Devices media={media.value} onClose={() => undefined} /> : null;
  };

const trouble = (kind: TroubleKind): Story => participant((way) => way.trouble(kind));

const waiting = (part: Partial<RoomSnapshot> = {}): Story =>
  room({ session: session({ phase: 'prepared' }), self: self({ standing: 'waiting', cause: 'arrived' }), members: [], ...part });

const staffStory =
  (build: () => Promise<ComponentChild>): Story =>
  async () => {
    await import('../staff/staff.css');
    const staff = new StaffSession(fixtureHttp);
    await staff.open(undefined);
    return <SessionContext.Provider value={staff}>{await build()}</SessionContext.Provider>;
  };

const staffPage = (hash: string): Story => async () => {
  await import('../staff/staff.css');
  const { StaffApp } = await import('../staff/App');
  const { route, routeOf } = await import('../staff/router');
  const staff = new StaffSession(fixtureHttp);
  await staff.open(undefined);
  route.value = routeOf(hash);
  return <StaffApp session={staff} />;
};

const staffRoom = (
  part: Partial<RoomSnapshot> = {},
  panel: 'people' | 'timer' | 'chat' | 'waiting' = 'people',
  status?: Status,
  shown?: Shown,
): Story =>
  staffStory(async () => {
    const { RoomScreen } = await import('../staff/room/RoomScreen');
    const { Desk } = await import('../staff/room/desk');
    const live = stillRoom(staffSnapshot(part), status, shown);
    const desk = new Desk(live, 's1');
    desk.panel.value = panel;
    if (location.search.includes('ask=remove')) desk.ask({ what: 'remove', person: PEOPLE[3] ?? member('x', 'X') });
    if (location.search.includes('ask=aside')) desk.ask({ what: 'step_aside', person: PEOPLE[3] ?? member('x', 'X') });
    if (location.search.includes('ask=keys')) desk.ask({ what: 'keys' });
    if (location.search.includes('ask=devices')) desk.ask({ what: 'devices' });
    if (location.search.includes('toast')) void desk.decline({ member: 'lee', name: 'Lee B.' });
    const view = live.view.value;
    return view.room ? <RoomScreen desk={desk} room={view.room} /> : null;
  });

const attendance = (part: Partial<typeof RECORD> = {}): Story =>
  staffStory(async () => {
    await import('../staff/attendance/attendance.css');
    const { Review } = await import('../staff/attendance/AttendancePage');
    return <Review path="/x" record={{ ...RECORD, ...part }} onChange={() => undefined} />;
  });

const FACES = ['ruth', 'maya', 'theo', 'ines', 'sam', 'priya'];
const EARLY = { ...VISIT, appointments: VISIT.appointments.slice(1) };
const LINES: RoomSnapshot['messages'] = [
  { id: '1', kind: 'line', from: 'ruth', fromName: 'Ruth A.', to: 'sam', text: 'We start the round in a moment.', at: NOW - 60_000 },
  { id: '2', kind: 'to_staff', from: 'sam', text: 'Thank you, I am here.', at: NOW - 20_000 },
];
const { startedAt: _, ...PREPARED } = session({ phase: 'prepared' });
const big = (count: number): RoomSnapshot['members'] => [
  ...PEOPLE,
  ...Array.from({ length: count - PEOPLE.length }, (_, index) => member(`extra${index}`, `Sample ${'ABCDEFGHIJ'[index]}.`)),
];

export const STORIES: Readonly<Record<string, Story>> = {
  ready: participant((way) => way.toReady()),
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
  'room-shielded': room({ self: self({ shielded: true, camera: false }) }),
  'room-aside': room({ self: self({ asideWith: 'ruth' }), members: apart('ruth', 'sam') }),
  'room-two-apart': room({ members: apart('ruth', 'theo') }),
  'room-gone': room({ session: session({ staffGoneSince: NOW - 60_000 }), members: PEOPLE.slice(2) }),
  'room-faces': room({ self: self({ microphone: true }), members: withCameras(...FACES) }, undefined, { cameras: FACES, talking: ['maya'], own: true }),
  'room-sound-only': room({ self: self({ camera: false }), members: withCameras(...FACES) }, undefined, { cameras: FACES, saving: true }),
  'room-camera-denied': room({ self: self({ camera: false }) }, undefined, { refusal: 'NotAllowedError' }),
  'room-camera-busy': room({ self: self({ camera: false }) }, undefined, { refusal: 'NotReadableError' }),
  'room-no-media': room({ self: self({ camera: false }) }, undefined, { mode: 'none' }),
  'room-quiet': room({ self: self({ camera: false }) }, undefined, { blocked: true }),
  'room-weak': room({ self: self({ camera: false }), members: withCameras(...FACES) }, undefined, { cameras: FACES, weak: true }),
  'room-devices': devices({ own: true }),
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
  today: staffPage('#/today'),
  'staff-room': staffRoom(),
  'staff-apart': staffRoom({ waiting: [APART, ...WAITING.map((one) => (APART.apart?.includes(one.member) ? { ...one, apart: [APART.member] } : one))] }),
  'staff-aside': staffRoom({
    self: self({ member: 'ruth', role: 'facilitator', microphone: true, qualified: true, asideWith: 'jo' }),
    members: apart('ruth', 'jo').filter((each) => each.member !== 'daniel'),
    alerts: [],
  }),
  'staff-shield': staffRoom({ members: apart('daniel', 'theo').map((each) => (each.member === 'maya' ? { ...each, microphone: false, shielded: true } : each)) }),
  'staff-unsafe': staffRoom({
    waiting: WAITING.slice(0, 1).map((one) => ({ ...one, gate: { alone: true, driving: false, safe: false, rulesAccepted: true } })),
    messages: [{ id: 'm9', kind: 'to_staff', from: 'carmen', fromName: 'Carmen R.', text: 'I had a hard night and would rather talk to you first.', at: NOW - 60_000 }],
  }),
  'staff-prepared': staffRoom({ session: PREPARED, members: PEOPLE.slice(0, 1), alerts: [], outside: [], messages: [] }),
  'staff-break': staffRoom({ session: session({ breakSince: NOW - 90_000, timer: { id: 't1', deadline: NOW + 400_000 } }) }),
  'staff-chat': staffRoom({}, 'chat'),
  'staff-timer': staffRoom({ session: session({ breakSince: NOW - 90_000 }) }, 'timer', { phase: 'reconnecting', since: Date.now() - 4_000, unopened: 0 }),
  'staff-waiting': staffRoom({}, 'waiting'),
  'staff-empty': staffRoom({ session: session({ phase: 'prepared', scheduledStart: START }), members: PEOPLE.slice(0, 1), alerts: [], outside: [], waiting: [], messages: [] }),
  'staff-sixteen': staffRoom({ members: big(18) }),
  'staff-faces': staffRoom({ members: withCameras(...FACES) }, 'people', undefined, { cameras: FACES, talking: ['maya'], own: true }),
  'staff-not-confirmed': staffRoom({ members: withCameras('maya') }, 'people', undefined, { cameras: ['maya'], late: ['maya'], failed: ['maya'] }),
  'staff-no-media': staffRoom({}, 'people', undefined, { mode: 'none' }),
  attendance: attendance(),
  'attendance-signed': attendance({
    signature: { by: 'p-ruth', byName: 'Ruth Alvarez', credential: 'LCSW', at: NOW + 7_200_000, hash: '3fa4c19e27d0aa51' },
    staffGaps: [{ from: START + 70 * 60_000, to: START + 73 * 60_000 }],
    staffGapMillis: 180_000,
  }),
  participants: staffPage('#/clinic/participants'),
  groups: staffPage('#/clinic/groups'),
  sessions: staffPage('#/clinic/sessions'),
  staff: staffPage('#/clinic/staff'),
};

export const chosen = (name: string): Story | undefined => STORIES[name];
