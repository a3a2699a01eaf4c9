import { useEffect, useMemo, useState } from 'preact/hooks';
import { openRoom, type LiveRoom } from '../../live/liveRoom';
import { errorText } from '../../common/words';
import { unlockSound } from '../../common/sound';
import { Mark } from '../../design/Icon';
import type { Status } from '../../protocol';
import type { Ticket } from '../api';
import { useSession } from '../context';
import { liveHere } from '../idle';
import { Skeletons } from '../parts';
import { addressOf } from '../router';
import { s, staffErrorText } from '../words';
import { Desk } from './desk';
import { RoomScreen } from './RoomScreen';

/** Opens the connection and shows the room, or why there is none. */
export function RoomPage({ session }: { session: string }) {
  const staff = useSession();
  const [round, setRound] = useState(0);
  const live = useMemo(
    () =>
      openRoom(async () => {
        const path = `/api/staff/sessions/${encodeURIComponent(session)}/ticket`;
        return (await staff.ask<Ticket>(path, { method: 'POST' })).ticket;
      }),
    [session, staff, round],
  );
  useEffect(() => {
    document.addEventListener('pointerdown', unlockSound, { once: true });
    return () => {
      document.removeEventListener('pointerdown', unlockSound);
      live.stop();
    };
  }, [live]);
  return <LiveRoomView live={live} session={session} onAgain={() => setRound(round + 1)} />;
}

export interface LiveRoomProps {
  live: LiveRoom;
  session: string;
  onAgain: () => void;
}

export function LiveRoomView({ live, session, onAgain }: LiveRoomProps) {
  const desk = useMemo(() => new Desk(live, session), [live, session]);
  useEffect(() => () => desk.stop(), [desk]);
  const { status, room } = live.view.value;
  const open = status.phase === 'open';
  useEffect(() => {
    liveHere.value = open;
    return () => {
      liveHere.value = false;
    };
  }, [open]);
  if (status.phase === 'final') return <Over status={status} session={session} onAgain={onAgain} />;
  if (!room) return <Skeletons rows={4} />;
  return <RoomScreen desk={desk} room={room} />;
}

interface OverProps {
  status: Extract<Status, { phase: 'final' }>;
  session: string;
  onAgain: () => void;
}

/** The connection is final: what that means, and the way on. */
function Over({ status, session, onAgain }: OverProps) {
  const { reviews } = useSession();
  const ended = status.close === 'ended' || status.reason === 'ended' || status.reason === 'closed';
  const text = (): string => {
    if (ended) return s(reviews ? 'over.ended' : 'over.ended.plain');
    if (status.close === 'connected_elsewhere') return s('over.elsewhere');
    if (status.close === 'left') return s('over.left');
    if (status.close === 'signed_out') return s('over.signed_out');
    const reason = status.reason ?? 'internal';
    return staffErrorText(reason) ?? errorText(reason);
  };
  return (
    <main class="sign-in">
      <div class="card stack wide">
        <div class="row">
          <Mark />
          <h1>{s(ended ? 'over.ended.title' : 'over.title')}</h1>
        </div>
        <p class="soft">{text()}</p>
        <div class="row wrap">
          {ended && reviews && (
            <a class="btn primary" href={addressOf({ page: 'attendance', session })}>
              {s('over.review')}
            </a>
          )}
          {!ended && (
            <button type="button" class="btn primary" onClick={onAgain}>
              {s(status.close === 'connected_elsewhere' ? 'over.use_here' : 'over.again')}
            </button>
          )}
          <a class="btn" href={addressOf({ page: 'today' })}>
            {s('over.today')}
          </a>
        </div>
      </div>
    </main>
  );
}
