import type { Room } from '../protocol';
import type { MemberView } from '../wire/types';

/** Whose screen this reader sees: of the group, and only while one is with it; never one's own. */
export function screenOf({ self, members }: Room): MemberView | undefined {
  if (self.asideWith !== undefined || self.shielded) return undefined;
  return [...members.values()].find(({ member, screen }) => screen && member !== self.member);
}

/** Whether nothing of the room stands against sharing one's own; staff need no invitation. The server decides again. */
export const isScreenFree = (room: Room): boolean =>
  room.self.standing === 'admitted' && room.self.asideWith === undefined && !room.self.shielded && screenOf(room) === undefined;
