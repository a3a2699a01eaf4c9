import { signal } from '@preact/signals';
import type { LiveRoom } from '../live/liveRoom';
import { stillMedia, type Shown } from './mediaFixture';
import { roomOf, type Status, type View } from '../protocol';
import type { MemberView, RoomSnapshot, SelfView, SessionView, WaitingView } from '../wire/types';

/** Today at 18:42 by the clock that the pictures show. */
export const NOW = new Date(2026, 10, 17, 18, 42, 12).getTime();
const MINUTE = 60_000;
export const START = new Date(2026, 10, 17, 18, 0).getTime();

export const session = (part: Partial<SessionView> = {}): SessionView => ({
  phase: 'started',
  scheduledStart: START,
  scheduledEnd: START + 90 * MINUTE,
  startedAt: START + 2 * MINUTE,
  locked: false,
  lead: 'ruth',
  actingLead: false,
  speakingLocked: false,
  chat: true,
  title: 'Evening group',
  ...part,
});

export const self = (part: Partial<SelfView> = {}): SelfView => ({
  member: 'sam',
  role: 'participant',
  standing: 'admitted',
  gatePassed: true,
  microphone: false,
  camera: true,
  speakingLocked: false,
  mutedByStaff: false,
  supportAsked: false,
  qualified: false,
  shielded: false,
  screen: false,
  screenInvited: false,
  ...part,
});

export const member = (id: string, name: string, part: Partial<MemberView> = {}): MemberView => ({
  member: id,
  name,
  role: 'participant',
  presence: 'connected',
  presenceSince: START,
  microphone: false,
  camera: false,
  aside: false,
  screen: false,
  ...part,
});

export const PEOPLE: readonly MemberView[] = [
  member('ruth', 'Ruth A.', { role: 'facilitator', microphone: true, fullName: 'Ruth Alvarez', qualified: true }),
  member('daniel', 'Daniel O.', { role: 'co_facilitator', fullName: 'Daniel Okafor', qualified: true }),
  member('maya', 'Maya T.', { microphone: true, fullName: 'Maya Testova' }),
  member('theo', 'Theo L.', { hand: 11, fullName: 'Theo Largo' }),
  member('ines', 'Inés M.', { fullName: 'Inés Muestra' }),
  member('sam', 'Sam K.', { fullName: 'Sam Kelling' }),
  member('priya', 'Priya N.', { hand: 14, fullName: 'Priya Nombre' }),
  member('walt', 'Walt D.', { presence: 'reconnecting', presenceSince: NOW - 14_000, fullName: 'Walt Demo' }),
  member('jo', 'Jo P.', { fullName: 'Jo Placeholder', supportAsked: true }),
];

/** The same people with these cameras on. */
export const withCameras = (...on: readonly string[]): readonly MemberView[] =>
  PEOPLE.map((each) => (on.includes(each.member) ? { ...each, camera: true } : each));

/** So many people, the reader among them, with their cameras on or as figures. */
export function crowd(count: number, cameras: boolean): readonly MemberView[] {
  const first = PEOPLE.filter(({ member: id }) => id === 'ruth' || id === 'sam');
  const others = PEOPLE.filter((each) => !first.includes(each));
  const more = Array.from({ length: Math.max(0, count - PEOPLE.length) }, (_, index) => member(`extra${index}`, `Sample ${'ABCDEFGHIJ'[index]}.`));
  return [...first, ...others, ...more].slice(0, count).map((each) => ({ ...each, camera: cameras && each.presence === 'connected' }));
}

export const WAITING: readonly WaitingView[] = [
  {
    member: 'carmen',
    name: 'Carmen R.',
    fullName: 'Carmen Relleno',
    role: 'participant',
    expected: 'today',
    cause: 'arrived',
    since: NOW - 2 * MINUTE,
    presence: 'connected',
    gatePassed: true,
    gate: { alone: true, driving: false, safe: true, rulesAccepted: true },
  },
  {
    member: 'lee',
    name: 'Lee B.',
    fullName: 'Lee Beispiel',
    role: 'participant',
    expected: 'today',
    cause: 'arrived',
    since: NOW - 20_000,
    presence: 'connected',
    gatePassed: true,
    gate: { alone: true, driving: true, safe: true, rulesAccepted: true },
  },
];

/** Somebody who must not meet one who is in the room and one who waits too. */
export const APART: WaitingView = {
  member: 'noor',
  name: 'Noor V.',
  fullName: 'Noor Voorbeeld',
  role: 'participant',
  expected: 'today',
  cause: 'arrived',
  since: NOW - 3 * MINUTE,
  presence: 'connected',
  gatePassed: true,
  gate: { alone: true, driving: false, safe: true, rulesAccepted: true },
  apart: ['theo', 'carmen'],
};

export const snapshot = (part: Partial<RoomSnapshot> = {}): RoomSnapshot => ({
  session: session(),
  self: self(),
  members: PEOPLE,
  waiting: [],
  outside: [],
  messages: [],
  alerts: [],
  ...part,
});

export const staffSnapshot = (part: Partial<RoomSnapshot> = {}): RoomSnapshot =>
  snapshot({
    session: session({ timer: { id: 't1', deadline: NOW + 12 * MINUTE + 40_000 } }),
    self: self({ member: 'ruth', role: 'facilitator', microphone: true, qualified: true }),
    waiting: WAITING,
    outside: [{ member: 'kit', name: 'Kit Z.', fullName: 'Kit Zahl', standing: 'declined', at: NOW - 5 * MINUTE }],
    alerts: [{ member: 'jo', name: 'Jo P.', at: NOW - 20_000 }],
    messages: [
      { id: 'm1', kind: 'room', from: 'maya', fromName: 'Maya T.', text: 'Thank you for asking, that helped.', at: NOW - 9 * MINUTE },
      { id: 'm2', kind: 'to_staff', from: 'theo', fromName: 'Theo L.', text: 'I have to go five minutes early today.', at: NOW - 4 * MINUTE },
      { id: 'm3', kind: 'line', from: 'ruth', fromName: 'Ruth A.', to: 'theo', text: 'Fine. Please tell the group at the end.', at: NOW - 3 * MINUTE },
    ],
    ...part,
  });

/** The same people, these two of them apart from the group. */
export const apart = (staff: string, guest: string, people: readonly MemberView[] = PEOPLE): readonly MemberView[] =>
  people.map((each) => {
    if (each.member === staff) return { ...each, aside: true, asideWith: guest };
    return each.member === guest ? { ...each, aside: true, asideWith: staff } : each;
  });

/** A room that stands still: what it is told is not sent anywhere. */
export function stillRoom(room: RoomSnapshot, status: Status = { phase: 'open' }, shown: Shown = {}): LiveRoom {
  const view = signal<View>({ status, room: roomOf(room), serverOffset: NOW - Date.now() });
  return {
    view,
    refusal: signal(undefined),
    media: signal(stillMedia(view, shown)),
    do: () => Promise.resolve({ ok: true, seq: 1 }),
    stop: () => undefined,
  };
}
