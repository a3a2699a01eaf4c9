import type {
  AlertView,
  Change,
  MemberView,
  MessageView,
  OutsideView,
  RoomSnapshot,
  SelfView,
  SessionView,
  WaitingView,
} from '../wire/types';

/** The room as this reader may see it: a fold of one snapshot and the changes after it. Never changed in place. */
export interface Room {
  readonly session: SessionView;
  readonly self: SelfView;
  readonly members: ReadonlyMap<string, MemberView>;
  /** In order of arrival. */
  readonly waiting: ReadonlyMap<string, WaitingView>;
  readonly outside: ReadonlyMap<string, OutsideView>;
  /** Oldest first, each id once. */
  readonly messages: readonly MessageView[];
  readonly alerts: ReadonlyMap<string, AlertView>;
}

const byMember = <T extends { readonly member: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((each) => [each.member, each]));

export function roomOf(snapshot: RoomSnapshot): Room {
  return {
    session: snapshot.session,
    self: snapshot.self,
    members: byMember(snapshot.members),
    waiting: byMember(snapshot.waiting),
    outside: byMember(snapshot.outside),
    messages: snapshot.messages,
    alerts: byMember(snapshot.alerts),
  };
}

function put<T extends { readonly member: string }>(map: ReadonlyMap<string, T>, value: T): ReadonlyMap<string, T> {
  return new Map(map).set(value.member, value);
}

function drop<T>(map: ReadonlyMap<string, T>, member: string): ReadonlyMap<string, T> {
  if (!map.has(member)) return map;
  const next = new Map(map);
  next.delete(member);
  return next;
}

/** A replayed message stands where it stood: a resume may tell one that was already here. */
function withMessage(messages: readonly MessageView[], message: MessageView): readonly MessageView[] {
  return messages.some((each) => each.id === message.id) ? messages : [...messages, message];
}

/** The room after one change. Total: a kind of change that is not known here is left out, as the protocol asks. */
export function fold(room: Room, change: Change): Room {
  switch (change.t) {
    case 'session':
      return { ...room, session: change.session };
    case 'self':
      return { ...room, self: change.self };
    case 'member':
      return { ...room, members: put(room.members, change.member) };
    case 'member_gone':
      return { ...room, members: drop(room.members, change.member) };
    case 'waiting':
      return { ...room, waiting: put(room.waiting, change.person) };
    case 'waiting_gone':
      return { ...room, waiting: drop(room.waiting, change.member) };
    case 'outside':
      return { ...room, outside: put(room.outside, change.person) };
    case 'outside_gone':
      return { ...room, outside: drop(room.outside, change.member) };
    case 'message':
      return { ...room, messages: withMessage(room.messages, change.message) };
    case 'alert':
      return { ...room, alerts: put(room.alerts, change.alert) };
    case 'alert_gone':
      return { ...room, alerts: drop(room.alerts, change.member) };
    default:
      return unknownChange(room, change);
  }
}

/** `change` is never of a known kind here: the compiler fails when one is added to the wire and forgotten above. */
function unknownChange(room: Room, change: never): Room {
  void change;
  return room;
}

export const foldAll = (room: Room, changes: readonly Change[]): Room => changes.reduce(fold, room);

/** Members with a raised hand, first raised first. */
export function hands(room: Room): readonly MemberView[] {
  return [...room.members.values()]
    .filter((member) => member.hand !== undefined)
    .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0));
}

/** Place of a raised hand, 1 is next; 0 when the hand is down. */
export function handPosition(room: Room, member: string): number {
  return hands(room).findIndex((each) => each.member === member) + 1;
}
