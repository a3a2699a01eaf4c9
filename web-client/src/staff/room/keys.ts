import { useEffect } from 'preact/hooks';
import { isScreenFree } from '../../media/screens';
import type { Room } from '../../protocol';
import type { Desk } from './desk';
import { s } from '../words';
import { careOf, clearToAdmit, isOpenYet, moderates } from './model';

export const KEYS = ['m', 'v', 's', 'a', 'e', 'x', 'h', 'b', 'l', 'p', 't', 'c', 'u', '?'] as const;
export type Key = (typeof KEYS)[number];

/** What each key does; the help sheet lists the same table. */
export function press(key: Key, desk: Desk, room: Room): void {
  const { self, session } = room;
  const staff = moderates(self.role);
  switch (key) {
    case 'm':
      return void desk.press('microphone');
    case 'v':
      return void desk.press('camera');
    case 's':
      return share(desk, room, staff);
    case 'p':
      return show(desk, 'people');
    case 't':
      return show(desk, 'timer');
    case 'c':
      return show(desk, 'chat');
    case '?':
      return desk.ask({ what: 'keys' });
    case 'u':
      return [...desk.toasts.value].reverse().find((toast) => toast.undo)?.undo?.();
    default:
      if (staff) pressStaff(key, desk, room, session);
  }
}

function share(desk: Desk, room: Room, staff: boolean): void {
  const media = desk.live.media.value;
  const on = media?.screen.lit.value === true;
  if (on || (staff && media?.canShare.value === true && isScreenFree(room))) void desk.press('screen');
}

function show(desk: Desk, panel: 'people' | 'timer' | 'chat'): void {
  desk.panel.value = panel;
}

function pressStaff(key: Key, desk: Desk, room: Room, session: Room['session']): void {
  const [first] = room.waiting.values();
  if ((key === 'a' || key === 'e') && first && !isOpenYet(room)) return desk.note(s('waiting.start_first'));
  if (key === 'a' && first?.gatePassed) desk.admit(first, careOf(room, first));
  if (key === 'e' && clearToAdmit(room).length > 0) desk.ask({ what: 'admit_all' });
  if (key === 'x') void desk.act({ kind: 'mute_all' });
  if (key === 'h') void desk.lowerAllHands();
  if (key === 'b' && session.phase === 'started')
    void desk.act({ kind: session.breakSince === undefined ? 'start_break' : 'end_break' });
  if (key === 'l') void desk.act({ kind: session.locked ? 'unlock_room' : 'lock_room' });
}

const TYPING = 'input, textarea, select, dialog, [popover], [contenteditable]';

/** Single keys, when nobody types and no dialog is open. */
export function useKeys(desk: Desk, room: Room): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      if (desk.asking.value) return;
      const key = KEYS.find((each) => each === event.key.toLowerCase());
      if (!key) return;
      event.preventDefault();
      press(key, desk, room);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [desk, room]);
}
