import { Crown, DoorOpen, Hand, Lock, LockOpen, MapPin, MessageSquare, MicOff, UserRoundX } from 'lucide-preact';
import type { Room } from '../../protocol';
import type { MemberView } from '../../wire/types';
import { s } from '../words';
import type { Desk } from './desk';
import type { MenuItem } from '../Menu';
import { isGuided, isLead, moderates, seesGate } from './model';
import { privacyActs } from './privacy';
import { screenActs } from './screens';

/** What the signed-in person can do about one member, most used first. The server decides again. */
export function memberActs(desk: Desk, room: Room, person: MemberView): readonly MenuItem[] {
  const { self, session } = room;
  const { member } = person;
  if (!moderates(self.role) || member === self.member) return [];
  const lead: MenuItem = { of: Crown, text: s('act.lead'), act: () => desk.ask({ what: 'lead', person }) };
  const screen = screenActs(desk, room, person);
  if (!isGuided(person)) return [...screen, ...(moderates(person.role) && (isLead(room) || session.actingLead) ? [lead] : [])];
  const locked = person.speakingLocked === true;
  return [
    ...(person.microphone ? [{ of: MicOff, text: s('act.mute'), act: () => void desk.act({ kind: 'mute', member }) }] : []),
    {
      of: locked ? LockOpen : Lock,
      text: s(locked ? 'act.unlock' : 'act.lock'),
      act: () => void desk.act({ kind: locked ? 'unlock_speaking' : 'lock_speaking', member }),
    },
    ...(person.hand === undefined
      ? []
      : [{ of: Hand, text: s('act.lower'), act: () => void desk.act({ kind: 'lower_hand', member }) }]),
    ...privacyActs(desk, room, person),
    ...screen,
    { of: MessageSquare, text: s('act.write'), act: () => desk.writeToPerson(person) },
    ...(seesGate(self.role) && person.role === 'participant'
      ? [{ of: MapPin, text: s('act.place'), act: () => desk.ask({ what: 'place', person }) }]
      : []),
    { of: DoorOpen, text: s('act.send_back'), act: () => desk.ask({ what: 'send_back', person }) },
    { of: UserRoundX, text: s('act.remove'), danger: true, act: () => desk.ask({ what: 'remove', person }) },
  ];
}
