import './room.css';
import { WifiOff } from 'lucide-preact';
import { useWakeLock } from '../../common/wakeLock';
import { stopwatch, useNow } from '../../common/time';
import { Icon } from '../../design/Icon';
import { Notices } from '../../media/parts/Notices';
import { Voices } from '../../media/parts/Voices';
import type { Room, Status } from '../../protocol';
import { useAnnouncements } from './announce';
import { Asked } from './Asked';
import type { Desk } from './desk';
import { Footer } from './Footer';
import { Grid } from './Grid';
import { Head } from './Head';
import { useKeys } from './keys';
import { PrivacyNotes } from './Privacy';
import { ScreenNotes } from './Screens';
import { Side } from './Side';
import { Toasts } from './Toasts';
import { WaitingList } from './WaitingList';
import { moderates } from './model';
import { s } from '../words';

export interface DeskProps {
  desk: Desk;
  room: Room;
}

/** The counselor's room: who waits at the left, faces in the middle, the tools at the right. */
export function RoomScreen({ desk, room }: DeskProps) {
  useWakeLock();
  useKeys(desk, room);
  const said = useAnnouncements(room);
  const { status } = desk.live.view.value;
  const staff = moderates(room.self.role);
  return (
    <div class={`desk shows-${desk.panel.value}`}>
      <Head desk={desk} room={room} />
      {staff && (
        <aside class="left" aria-label={s('waiting.title')}>
          <WaitingList desk={desk} room={room} />
        </aside>
      )}
      <main class="middle">
        {status.phase === 'reconnecting' && <Lost status={status} />}
        <div>
          <StaffGone desk={desk} room={room} />
          <PrivacyNotes desk={desk} room={room} />
          <ScreenNotes desk={desk} room={room} />
          <Sound desk={desk} room={room} />
        </div>
        <Grid desk={desk} room={room} />
        <Toasts desk={desk} />
        <Footer desk={desk} room={room} />
      </main>
      <Side desk={desk} room={room} />
      <Asked desk={desk} room={room} />
      <p class="seen-by-ear" aria-live="polite">
        {said.polite}
      </p>
      <p class="seen-by-ear" role="alert">
        {said.urgent}
      </p>
    </div>
  );
}

/** Everybody who is heard, and what there is to say about sound and picture. */
function Sound({ desk, room }: DeskProps) {
  const media = desk.live.media.value;
  if (!media) return null;
  const away = desk.live.view.value.status.phase !== 'open';
  return (
    <>
      <Notices media={media} none={s('media.none')} away={away} onDevices={() => desk.ask({ what: 'devices' })} />
      <Voices media={media} room={room} />
    </>
  );
}

function Lost({ status }: { status: Extract<Status, { phase: 'reconnecting' }> }) {
  const now = useNow(1000);
  return (
    <p class="strip-note" role="status">
      <Icon of={WifiOff} size="m" />
      <span>
        <b>{s('lost.title')}</b> {s('lost.text', { time: stopwatch(now - status.since) })}
      </span>
    </p>
  );
}

/** Nobody qualified is there: the others see "your counselor is reconnecting"; staff see since when. */
function StaffGone({ desk, room }: DeskProps) {
  const now = useNow(1000) + desk.live.view.value.serverOffset;
  const since = room.session.staffGoneSince;
  if (since === undefined) return null;
  return (
    <p class="strip-note" role="status">
      <b>{s('gone.title', { time: stopwatch(now - since) })}</b> {s('gone.text')}
    </p>
  );
}
