import { Timer } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { clockTime, stopwatch, useNow } from '../../common/time';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import { handPosition, type Room } from '../../protocol';
import type { SelfView } from '../../wire/types';

/** The one thing that is worth saying now. */
export type TurnWord = 'staff_gone' | 'break' | 'locked' | 'muted' | 'unlocked' | 'hand_next' | 'hand' | 'not_started' | 'leads' | 'quiet';

/** @param lifted whether the microphone is off for a lock that was lifted since */
export function turnWord(room: Room, lifted = false): TurnWord {
  const { session, self } = room;
  if (session.staffGoneSince !== undefined) return 'staff_gone';
  if (session.breakSince !== undefined) return 'break';
  if (self.speakingLocked) return 'locked';
  // A raised hand comes first: it is younger than the muting, and its place in line is what the person waits for.
  const position = handPosition(room, self.member);
  if (position === 1) return 'hand_next';
  if (position > 1) return 'hand';
  if (self.mutedByStaff && !self.microphone) return lifted ? 'unlocked' : 'muted';
  if (session.phase === 'prepared') return 'not_started';
  return session.lead !== undefined && room.members.has(session.lead) ? 'leads' : 'quiet';
}

/**
 * A lock turns microphones off too; once it is lifted, "muted by your counselor" would be said of nobody's act. Nor is
 * it known of whoever comes in: everybody comes in muted, and may speak.
 */
function useLifted({ speakingLocked, microphone, mutedByStaff }: SelfView): boolean {
  const locked = useRef(speakingLocked);
  const lifted = useRef(mutedByStaff && !speakingLocked);
  if (speakingLocked || microphone) lifted.current = false;
  else if (locked.current) lifted.current = true;
  locked.current = speakingLocked;
  return lifted.current;
}

export function Turn({ live, room }: { live: LiveRoom; room: Room }) {
  const word = turnWord(room, useLifted(room.self));
  const lead = room.session.lead === undefined ? undefined : room.members.get(room.session.lead);
  const values = {
    name: lead?.name ?? '',
    n: handPosition(room, room.self.member),
    time: clockTime(room.session.breakSince ?? 0),
  };
  return (
    <div class={`turn ${word}`}>
      <p aria-live="polite">
        <b>{t(`turn.${word}.title`, values)}</b> {t(`turn.${word}.text`, values)}
      </p>
      <TimeLeft live={live} room={room} />
    </div>
  );
}

function TimeLeft({ live, room }: { live: LiveRoom; room: Room }) {
  const now = useNow(1000) + live.view.value.serverOffset;
  const { timer } = room.session;
  if (!timer) return null;
  return (
    <span class="left">
      <span class="tiny" id="time-left">
        <Icon of={Timer} size="s" />
        {t('room.time_left')}
      </span>
      <b role="timer" aria-labelledby="time-left">
        {stopwatch(timer.deadline - now)}
      </b>
    </span>
  );
}
