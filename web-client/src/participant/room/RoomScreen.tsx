import './room.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LayoutGrid, MessageSquare, Shield, UserRound } from 'lucide-preact';
import { useNow, wholeMinutes } from '../../common/time';
import { errorText, t, tn } from '../../common/words';
import { useWakeLock } from '../../common/wakeLock';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import type { Room } from '../../protocol';
import { Controls } from './Controls';
import { Messages } from './Messages';
import { AsideNote, HideButton, ShieldCover } from './Privacy';
import { useShield } from './shield';
import { Stage } from './Stage';
import { Support } from './Support';
import { Turn } from './Turn';

const WIDE = '(min-width: 720px)';
const NOTICE_MILLIS = 6000;

export interface RoomProps {
  live: LiveRoom;
  room: Room;
}

/** The room on a phone: faces, whose turn it is, four big buttons, and help that is always in sight. */
export function RoomScreen({ live, room }: RoomProps) {
  useWakeLock();
  const [grid, setGrid] = useState(() => matchMedia(WIDE).matches);
  const [writing, setWriting] = useState(false);
  const unread = useUnread(room, writing);
  const shield = useShield(live, room);
  if (shield.hidden) return <ShieldCover shield={shield} />;
  return (
    <div class="room">
      <header>
        <span class="row grow">
          <Icon of={Shield} />
          <span class="cut">{t('room.private')}</span>
        </span>
        <Elapsed live={live} room={room} />
        <button type="button" class="round" aria-label={grid ? t('room.one') : t('room.everyone')} onClick={() => setGrid(!grid)}>
          <Icon of={grid ? UserRound : LayoutGrid} />
        </button>
        <button
          type="button"
          class="round"
          aria-label={unread > 0 ? tn('room.unread', unread) : t('room.messages')}
          onClick={() => setWriting(true)}
        >
          <Icon of={MessageSquare} />
          {unread > 0 && (
            <span class="count" aria-hidden="true">
              {unread}
            </span>
          )}
        </button>
      </header>
      <Stage room={room} grid={grid} />
      <section class="hands-on" aria-label={t('room.controls')}>
        <Refusal live={live} />
        {room.self.asideWith === undefined ? <Turn live={live} room={room} /> : <AsideNote live={live} room={room} />}
        <Controls live={live} room={room} />
        <div class="help-row">
          <Support live={live} room={room} />
          <HideButton shield={shield} />
        </div>
      </section>
      {writing && <Messages live={live} room={room} onClose={() => setWriting(false)} />}
    </div>
  );
}

function Elapsed({ live, room }: RoomProps) {
  const now = useNow(10_000) + live.view.value.serverOffset;
  const { startedAt, endedAt } = room.session;
  if (startedAt === undefined) return <span class="chip">{t('room.not_started')}</span>;
  return <span class="chip">{tn('minutes.short', wholeMinutes((endedAt ?? now) - startedAt))}</span>;
}

/** Messages of others since the sheet was last open. */
function useUnread(room: Room, reading: boolean): number {
  const others = room.messages.filter((message) => message.from !== room.self.member).length;
  const read = useRef(others);
  if (reading) read.current = others;
  return Math.max(0, others - read.current);
}

/** A refusal in words, for a few seconds. */
function Refusal({ live }: { live: LiveRoom }) {
  const refusal = live.refusal.value;
  const [shown, setShown] = useState<typeof refusal>();
  useEffect(() => {
    if (!refusal || Date.now() - refusal.at > NOTICE_MILLIS) return undefined;
    setShown(refusal);
    const timer = setTimeout(() => setShown(undefined), NOTICE_MILLIS);
    return () => clearTimeout(timer);
  }, [refusal]);
  return (
    <div role="status" class="refusal">
      {shown && <p>{errorText(shown.code)}</p>}
    </div>
  );
}
