import './room.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AudioLines, LayoutGrid, MessageSquare, Shield, SlidersHorizontal, UserRound } from 'lucide-preact';
import { useNow, wholeMinutes } from '../../common/time';
import { errorText, t, tn } from '../../common/words';
import { useWakeLock } from '../../common/wakeLock';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import { Devices } from '../../media/parts/Devices';
import { Notices } from '../../media/parts/Notices';
import { Voices } from '../../media/parts/Voices';
import type { RoomMedia } from '../../media/roomMedia';
import { screenOf } from '../../media/screens';
import type { Room } from '../../protocol';
import { Controls } from './Controls';
import { Messages } from './Messages';
import { AsideNote, HideButton, ShieldCover } from './Privacy';
import { Screens } from './Screens';
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
  const wide = useWide();
  const [grid, setGrid] = useState(wide);
  const [choosing, setChoosing] = useState(false);
  const media = live.media.value;
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
        {media && <SoundOnly media={media} />}
        {media && (
          <button type="button" class="round" aria-label={t('devices.title')} onClick={() => setChoosing(true)}>
            <Icon of={SlidersHorizontal} />
          </button>
        )}
        {!screenOf(room) && (
          <button type="button" class="round" aria-label={grid ? t('room.one') : t('room.everyone')} onClick={() => setGrid(!grid)}>
            <Icon of={grid ? UserRound : LayoutGrid} />
          </button>
        )}
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
      <Stage room={room} media={media} grid={grid} wide={wide} />
      <section class="hands-on" aria-label={t('room.controls')}>
        {media && (
          <Notices
            media={media}
            none={t('media.none')}
            away={live.view.value.status.phase !== 'open'}
            onDevices={() => setChoosing(true)}
          />
        )}
        {media && <Screens live={live} room={room} media={media} />}
        <Refusal live={live} />
        {room.self.asideWith === undefined ? <Turn live={live} room={room} /> : <AsideNote live={live} room={room} />}
        <Controls live={live} room={room} />
        <div class="help-row">
          <Support live={live} room={room} />
          <HideButton shield={shield} />
        </div>
      </section>
      {media && <Voices media={media} room={room} />}
      {writing && <Messages live={live} room={room} onClose={() => setWriting(false)} />}
      {media && choosing && <Devices rig={media} media={media} onClose={() => setChoosing(false)} />}
    </div>
  );
}

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const list = matchMedia(WIDE);
    const changed = (): void => setWide(list.matches);
    list.addEventListener?.('change', changed);
    return () => list.removeEventListener?.('change', changed);
  }, []);
  return wide;
}

/** Sound alone, in one tap: for a weak connection, a small data plan, or a tired head. */
function SoundOnly({ media }: { media: RoomMedia }) {
  const saving = media.saving.value;
  return (
    <button type="button" class={saving ? 'round lit' : 'round'} aria-label={t('media.sound_only')} aria-pressed={saving} onClick={() => void media.save(!saving)}>
      <Icon of={AudioLines} />
    </button>
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
