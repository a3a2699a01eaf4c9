import { useEffect, useRef, useState } from 'preact/hooks';
import { knock } from '../../common/sound';
import type { Room } from '../../protocol';
import { s, sn } from '../words';
import { staffName } from './model';

const RING_AT_MOST_EVERY = 10_000;

/** What a counselor who does not look at the screen should hear, from one view of the room to the next. */
export function news(before: Room, after: Room): { polite: string[]; urgent: string[] } {
  const polite: string[] = [];
  for (const person of after.waiting.values()) {
    if (!before.waiting.has(person.member)) polite.push(s('say.waits', { name: staffName(person) }));
  }
  for (const member of after.members.values()) {
    const old = before.members.get(member.member);
    if (!old) polite.push(s('say.joined', { name: staffName(member) }));
    else if (old.hand === undefined && member.hand !== undefined) polite.push(s('say.hand', { name: staffName(member) }));
  }
  for (const member of before.members.values()) {
    if (!after.members.has(member.member)) polite.push(s('say.left', { name: staffName(member) }));
  }
  const urgent = [...after.alerts.values()]
    .filter((alert) => !before.alerts.has(alert.member))
    .map((alert) => s('alert.title', { name: alert.name }));
  return { polite, urgent };
}

/** Whether somebody waits whom nobody has put off: those ring and count in the title. */
export const ringing = (room: Room): number =>
  [...room.waiting.values()].filter((person) => person.cause === 'arrived' || person.cause === 'came_back').length;

/** Says what happened, rings for new waiters at most once in ten seconds, and counts them in the tab's title. */
export function useAnnouncements(room: Room): { polite: string; urgent: string } {
  const before = useRef(room);
  const rungAt = useRef(0);
  const [said, setSaid] = useState({ polite: '', urgent: '' });
  const waiting = ringing(room);

  useEffect(() => {
    const { polite, urgent } = news(before.current, room);
    if (ringing(room) > ringing(before.current) && Date.now() - rungAt.current >= RING_AT_MOST_EVERY) {
      rungAt.current = Date.now();
      knock();
    }
    before.current = room;
    if (polite.length > 0 || urgent.length > 0) {
      setSaid((old) => ({ polite: polite.join('. ') || old.polite, urgent: urgent.join('. ') || old.urgent }));
    }
  }, [room]);

  useEffect(() => {
    document.title = waiting > 0 ? sn('title.waiting', waiting) : s('title');
    return () => {
      document.title = s('title');
    };
  }, [waiting]);
  return said;
}
