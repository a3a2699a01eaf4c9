import type { RoomSnapshot } from '../wire/types';
import { devices, out, pressed, room, roomThen, staffRoom, type Story } from './makers';
import type { Shown } from './mediaFixture';
import { APART, apart, crowd, NOW, PEOPLE, self, session, WAITING, withCameras } from './roomFixture';

const FACES = ['ruth', 'maya', 'theo', 'ines', 'sam', 'priya'];
const RUTH = self({ member: 'ruth', role: 'facilitator', microphone: true, qualified: true });

/** So many people, each with a picture. */
const seen = (count: number): readonly [Partial<RoomSnapshot>, Shown] => {
  const members = crowd(count, true);
  return [{ members }, { cameras: members.filter(({ camera }) => camera).map(({ member }) => member), talking: ['ruth'], faint: members.slice(1, 3).map(({ member }) => member), own: true }];
};

const roomOfFaces = (count: number): Story => {
  const [part, shown] = seen(count);
  return room(part, undefined, shown);
};

const staffRoomOfFaces = (count: number): Story => {
  const [part, shown] = seen(count);
  return staffRoom({ ...part, alerts: [] }, 'people', undefined, shown);
};

const muted = PEOPLE.map((each) => (each.role === 'participant' ? { ...each, microphone: false } : each));
const quiet = self({ camera: false });
const refused = (refusal: string): Story => room({ self: quiet }, undefined, { refusal });

/** The same people with their cameras on, one of them sharing the screen. */
const sharing = (who: string): RoomSnapshot['members'] => withCameras(...FACES).map((each) => (each.member === who ? { ...each, screen: true } : each));

/** Everything with sound, picture and privacy: of a participant, then of staff. */
export const MEDIA_STORIES: Readonly<Record<string, Story>> = {
  'room-two-faces': roomOfFaces(2),
  'room-six-faces': roomOfFaces(6),
  'room-twelve-faces': roomOfFaces(12),
  'room-two': room({ members: crowd(2, false), self: quiet }),
  'room-six': room({ members: crowd(6, false), self: quiet }),
  'room-twelve': room({ members: crowd(12, false), self: quiet }),
  'room-faces': room({ self: self({ microphone: true }), members: withCameras(...FACES) }, undefined, { cameras: FACES, talking: ['maya'], own: true }),
  'room-mesh': room({ members: crowd(4, true) }, undefined, { mode: 'mesh', own: true }),
  'room-sound-only': room({ self: quiet, members: withCameras(...FACES) }, undefined, { cameras: FACES, saving: true }),
  'room-everyone': pressed(roomOfFaces(12), 'Show everyone'),
  'room-one-large': pressed(roomOfFaces(12), 'Show one large'),
  'room-muted': roomThen({ self: self({ camera: false, microphone: true }), members: muted }, { microphone: false, mutedByStaff: true }),
  'room-away': room({ self: quiet, members: withCameras(...FACES) }, { phase: 'reconnecting', since: Date.now() - 12_000, unopened: 0 }, { cameras: FACES }),
  'room-camera-stopped': room({ self: quiet, members: withCameras('ruth') }, undefined, { cameras: ['ruth'] }),
  'room-camera-denied': refused('NotAllowedError'),
  'room-camera-missing': refused('NotFoundError'),
  'room-camera-busy': refused('NotReadableError'),
  'room-camera-unfit': refused('OverconstrainedError'),
  'room-camera-unsupported': refused('NotSupportedError'),
  'room-camera-lost': room({ self: quiet }, undefined, { lost: true }),
  'room-microphone-denied': room({ self: quiet }, undefined, { silence: 'NotAllowedError' }),
  'room-no-media': room({ self: quiet }, undefined, { mode: 'none' }),
  'room-quiet': room({ self: quiet }, undefined, { blocked: true }),
  'room-weak': room({ self: quiet, members: withCameras(...FACES) }, undefined, { cameras: FACES, weak: true }),
  'room-devices': devices({ own: true }),
  'room-devices-denied': devices({ refusal: 'NotAllowedError', silence: 'NotAllowedError' }),
  'room-screen': room({ self: quiet, members: sharing('ruth') }, undefined, { cameras: FACES, screen: 'ruth', talking: ['maya'] }),
  'room-screen-coming': room({ self: quiet, members: sharing('ruth') }, undefined, { cameras: FACES }),
  'room-screen-saving': room({ self: quiet, members: sharing('ruth') }, undefined, { cameras: FACES, screen: 'ruth', saving: true }),
  'room-may-share': room({ self: { ...quiet, screenInvited: true }, members: withCameras(...FACES) }, undefined, { cameras: FACES }),
  'room-shares': room({ self: { ...quiet, screen: true }, members: withCameras(...FACES) }, undefined, { cameras: FACES, sharing: true }),
  'room-shielded': room({ self: self({ shielded: true, camera: false }) }),
  'room-aside': room({ self: self({ asideWith: 'ruth', camera: false }), members: apart('ruth', 'sam') }),
  'room-two-apart': room({ members: apart('ruth', 'theo') }),
  'out-back': out('by_waiting_room'),
  'staff-two-faces': staffRoomOfFaces(2),
  'staff-six-faces': staffRoomOfFaces(6),
  'staff-twelve-faces': staffRoomOfFaces(12),
  'staff-two': staffRoom({ members: crowd(2, false), alerts: [] }),
  'staff-six': staffRoom({ members: crowd(6, false), alerts: [] }),
  'staff-twelve': staffRoom({ members: crowd(12, false) }),
  'staff-sixteen': staffRoom({ members: crowd(18, false) }),
  'staff-faces': staffRoom({ members: withCameras(...FACES) }, 'people', undefined, { cameras: FACES, talking: ['maya'], faint: ['theo', 'sam'], own: true }),
  'staff-mesh': staffRoom({ members: crowd(4, true), alerts: [] }, 'people', undefined, { mode: 'mesh', own: true }),
  'staff-muted': staffRoom({ members: muted, session: session({ speakingLocked: true }) }),
  'staff-muting': staffRoom({ members: withCameras('maya') }, 'people', undefined, { cameras: ['maya'], reports: 0 }),
  'staff-not-confirmed': staffRoom({ members: withCameras('maya') }, 'people', undefined, { cameras: ['maya'], late: ['maya'], failed: ['maya'] }),
  'staff-camera-denied': staffRoom({ self: { ...RUTH, camera: false } }, 'people', undefined, { refusal: 'NotAllowedError' }),
  'staff-sound-only': staffRoom({ self: { ...RUTH, camera: false }, members: withCameras(...FACES) }, 'people', undefined, { cameras: FACES, saving: true }),
  'staff-quiet': staffRoom({ members: withCameras(...FACES) }, 'people', undefined, { cameras: FACES, blocked: true }),
  'staff-no-media': staffRoom({}, 'people', undefined, { mode: 'none' }),
  'staff-screen': staffRoom({ members: sharing('sam') }, 'people', undefined, { cameras: FACES, screen: 'sam', talking: ['maya'] }),
  'staff-may-share': staffRoom({ members: withCameras(...FACES).map((each) => (each.member === 'sam' ? { ...each, screenInvited: true } : each)) }, 'people', undefined, { cameras: FACES }),
  'staff-shares': staffRoom({ self: { ...RUTH, screen: true }, members: withCameras(...FACES) }, 'people', undefined, { cameras: FACES, sharing: true }),
  'staff-aside': staffRoom({
    self: { ...RUTH, asideWith: 'jo' },
    members: apart('ruth', 'jo').filter((each) => each.member !== 'daniel'),
    alerts: [],
  }),
  'staff-others-apart': staffRoom({ members: apart('daniel', 'theo', withCameras('maya')) }, 'people', undefined, { cameras: ['maya'] }),
  'staff-shield': staffRoom({ members: apart('daniel', 'theo').map((each) => (each.member === 'maya' ? { ...each, microphone: false, shielded: true } : each)) }),
  'staff-apart': staffRoom({ waiting: [APART, ...WAITING.map((one) => (APART.apart?.includes(one.member) ? { ...one, apart: [APART.member] } : one))] }),
  'staff-unsafe': staffRoom({
    waiting: WAITING.slice(0, 1).map((one) => ({ ...one, gate: { alone: true, driving: false, safe: false, rulesAccepted: true } })),
    messages: [{ id: 'm9', kind: 'to_staff', from: 'carmen', fromName: 'Carmen R.', text: 'I had a hard night and would rather talk to you first.', at: NOW - 60_000 }],
  }),
};
