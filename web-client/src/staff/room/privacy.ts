import { CameraOff, Undo2, Users } from 'lucide-preact';
import type { Room } from '../../protocol';
import type { MemberView } from '../../wire/types';
import type { MenuItem } from '../Menu';
import { s } from '../words';
import type { Desk } from './desk';
import { moderates } from './model';

const isGuest = (member: MemberView): boolean => member.role === 'participant' || member.role === 'guest';

/** Whom one can take aside: somebody who is there and hears; and one is not apart oneself. The server decides again. */
export const mayStepAside = (room: Room, person: MemberView | undefined): person is MemberView =>
  person !== undefined &&
  moderates(room.self.role) &&
  room.self.asideWith === undefined &&
  isGuest(person) &&
  person.presence === 'connected' &&
  !person.aside &&
  person.shielded !== true;

const mayBeAlone = (member: MemberView): boolean => member.qualified === true && member.presence === 'connected' && !member.aside;

/** Staff who may be alone with the group and stay with it when this member goes. */
export const stayingWithGroup = (room: Room, going: string): readonly MemberView[] =>
  [...room.members.values()].filter((member) => mayBeAlone(member) && member.member !== going);

/** Nobody qualified is with the group because whoever is here talks apart: the time counts for nobody. */
export function isGroupAlone(room: Room): boolean {
  const members = [...room.members.values()];
  return room.session.phase === 'started' && members.some((member) => member.qualified === true && member.aside) && !members.some(mayBeAlone);
}

/** The pairs who talk apart, the staff member of each first. */
export const pairsApart = (room: Room): readonly (readonly [MemberView, MemberView])[] =>
  [...room.members.values()].flatMap((member) => {
    const staff = isGuest(member) && member.asideWith !== undefined ? room.members.get(member.asideWith) : undefined;
    return staff ? [[staff, member] as const] : [];
  });

export const hidden = (room: Room): readonly MemberView[] => [...room.members.values()].filter((member) => member.shielded === true);

/** What staff can do about one person's privacy. */
export function privacyActs(desk: Desk, room: Room, person: MemberView): readonly MenuItem[] {
  const { member } = person;
  return [
    ...(person.camera ? [{ of: CameraOff, text: s('act.stop_camera'), act: () => void desk.act({ kind: 'stop_camera', member }) }] : []),
    ...(person.aside ? [{ of: Undo2, text: s('act.end_aside'), act: () => void desk.act({ kind: 'end_aside', member }) }] : []),
    ...(mayStepAside(room, person) ? [{ of: Users, text: s('act.step_aside'), act: () => desk.ask({ what: 'step_aside', person }) }] : []),
  ];
}
