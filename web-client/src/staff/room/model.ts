import { hands, type Room } from '../../protocol';
import type { MemberView, MessageView, Role, WaitingView } from '../../wire/types';

/** Roles that moderate; mirrors the rights table, which the server enforces. */
const MODERATING: ReadonlySet<Role> = new Set(['facilitator', 'co_facilitator', 'moderator', 'peer_mentor']);
const BARRING: ReadonlySet<Role> = new Set(['facilitator', 'co_facilitator', 'moderator']);

export const moderates = (role: Role): boolean => MODERATING.has(role);
export const mayBar = (role: Role): boolean => BARRING.has(role);
export const seesGate = (role: Role): boolean => role === 'facilitator' || role === 'co_facilitator';
export const mayReopen = mayBar;

/** Whom staff may act on: the people, not each other. */
export const isGuided = (member: MemberView): boolean => !moderates(member.role) && member.role !== 'observer';

/** Lead, staff, raised hands in their order, then the others as they came. */
export function inOrder(room: Room): readonly MemberView[] {
  const order = new Map(hands(room).map((member, index) => [member.member, index]));
  const rank = (member: MemberView): number => {
    if (member.member === room.session.lead) return -2;
    if (moderates(member.role)) return -1;
    return order.get(member.member) ?? Number.MAX_SAFE_INTEGER;
  };
  return [...room.members.values()].sort((a, b) => rank(a) - rank(b));
}

/** Faces keep their places while hands go up and down: lead, staff, then as they came. */
export function seated(room: Room): readonly MemberView[] {
  const rank = (member: MemberView): number => {
    if (member.member === room.session.lead) return 0;
    return moderates(member.role) ? 1 : 2;
  };
  return [...room.members.values()].sort((a, b) => rank(a) - rank(b));
}

/** Participants who are connected now. */
export const presentCount = (room: Room): number =>
  [...room.members.values()].filter((member) => member.role === 'participant' && member.presence === 'connected').length;

export const participantCount = (room: Room): number =>
  [...room.members.values()].filter((member) => member.role === 'participant').length;

/** Those whom "admit all expected" lets in; the server decides again. */
export function clearToAdmit(room: Room): readonly WaitingView[] {
  return [...room.waiting.values()].filter(
    (person) =>
      person.expected === 'today' && person.gatePassed && person.presence === 'connected' && isClear(person) && keptApart(room, person).length === 0,
  );
}

function isClear(person: WaitingView): boolean {
  const { gate } = person;
  return gate === undefined || (gate.alone && !gate.driving && gate.safe && gate.rulesAccepted);
}

/** Those in the room or waiting whom this waiting person must not meet; facilitators and co-facilitators are told. */
export const keptApart = (room: Room, person: WaitingView): readonly (MemberView | WaitingView)[] =>
  (person.apart ?? []).flatMap((id) => room.members.get(id) ?? room.waiting.get(id) ?? []);

/** What speaks for asking once more before somebody is admitted. */
export interface Care {
  readonly apart: readonly (MemberView | WaitingView)[];
  /** Answered not to be sober and safe: somebody talks with the person first. */
  readonly unsafe: boolean;
}

export const careOf = (room: Room, person: WaitingView): Care => ({ apart: keptApart(room, person), unsafe: person.gate?.safe === false });

export const askedFirst = ({ apart, unsafe }: Care): boolean => apart.length > 0 || unsafe;

/** Nobody is admitted before the session starts. */
export const isOpenYet = (room: Room): boolean => room.session.phase !== 'prepared';

/** Messages of others after the one that was read last, oldest first; all of them when none was. */
export function unreadMessages(room: Room, readUpTo: string | undefined): readonly MessageView[] {
  const read = room.messages.findIndex(({ id }) => id === readUpTo);
  return room.messages.slice(read + 1).filter(({ from }) => from !== room.self.member);
}

/** Whether a running session has nobody qualified left when this person goes. */
export function isLastQualified(room: Room): boolean {
  const { self, session, members } = room;
  if (session.phase !== 'started' || !self.qualified) return false;
  return ![...members.values()].some(({ member, presence, qualified }) => member !== self.member && presence === 'connected' && qualified === true);
}

export const isLead = (room: Room): boolean => room.session.lead === room.self.member;

/** The name that staff read: the full one where they may see it. */
export const staffName = (person: { readonly name: string; readonly fullName?: string }): string =>
  person.fullName ?? person.name;
