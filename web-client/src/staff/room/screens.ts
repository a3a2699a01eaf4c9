import { ScreenShare, ScreenShareOff } from 'lucide-preact';
import type { Room } from '../../protocol';
import type { MemberView } from '../../wire/types';
import type { MenuItem } from '../Menu';
import { s } from '../words';
import type { Desk } from './desk';
import { moderates } from './model';

/** Whom staff can ask to share: somebody who is guided and is with the group. The server decides again. */
const mayBeInvited = ({ role, screen, screenInvited, aside, shielded }: MemberView): boolean =>
  (role === 'participant' || role === 'guest') && !screen && screenInvited !== true && !aside && shielded !== true;

/** Those who may share and do not yet. */
export const invited = (room: Room): readonly MemberView[] =>
  [...room.members.values()].filter(({ screen, screenInvited }) => screenInvited === true && !screen);

/** What staff can do about one person's screen. */
export function screenActs(desk: Desk, room: Room, person: MemberView): readonly MenuItem[] {
  const { member } = person;
  if (!moderates(room.self.role) || member === room.self.member) return [];
  const stop = (text: 'act.stop_screen' | 'act.uninvite_screen'): MenuItem => ({
    of: ScreenShareOff,
    text: s(text),
    act: () => void desk.act({ kind: 'stop_screen', member }),
  });
  if (person.screen) return [stop('act.stop_screen')];
  if (person.screenInvited === true) return [stop('act.uninvite_screen')];
  if (!mayBeInvited(person) || !desk.hasMedia) return [];
  return [{ of: ScreenShare, text: s('act.invite_screen'), act: () => void desk.act({ kind: 'invite_screen', member }) }];
}
