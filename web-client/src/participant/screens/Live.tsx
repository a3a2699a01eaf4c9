import { useEffect, useRef } from 'preact/hooks';
import { chime } from '../../common/sound';
import { useNow } from '../../common/time';
import { t } from '../../common/words';
import { later } from '../../design/later';
import type { LiveRoom } from '../../live/liveRoom';
import type { Status } from '../../protocol';
import { useJourney } from '../context';
import { Help } from './Help';
import { Page } from './Page';
import { Waiting } from './Waiting';

/** The room's own code comes while the person answers and waits. */
const RoomScreen = later(() => import('../room/RoomScreen').then((part) => part.RoomScreen));

/** Sockets that never opened in a row, while HTTP works: something on the way blocks them. */
const BLOCKED_AFTER = 3;
const PHONE_AFTER_MILLIS = 30_000;

export function Live({ live }: { live: LiveRoom }) {
  const { status, room, serverOffset } = live.view.value;
  const standing = room?.self.standing;
  useChimeOnAdmission(standing);
  if (!room) return <Connecting status={status} />;
  return (
    <div class={standing === 'admitted' ? 'live in-room' : 'live'}>
      {status.phase === 'reconnecting' && <Reconnecting status={status} waiting={standing === 'waiting'} />}
      {standing === 'admitted' ? (
        <RoomScreen live={live} room={room} meanwhile={<Connecting status={status} />} />
      ) : (
        <Waiting live={live} room={room} serverOffset={serverOffset} />
      )}
    </div>
  );
}

function useChimeOnAdmission(standing: string | undefined): void {
  const before = useRef(standing);
  useEffect(() => {
    if (before.current === 'waiting' && standing === 'admitted') chime();
    before.current = standing;
  }, [standing]);
}

function Connecting({ status }: { status: Status }) {
  const journey = useJourney();
  const now = useNow(1000);
  const away = status.phase === 'connecting' ? status : undefined;
  if (away && away.unopened >= BLOCKED_AFTER) {
    return (
      <Page
        about="blocked"
        title={t('blocked.title')}
        foot={
          <button type="button" class="btn primary big full" onClick={() => journey.enter()}>
            {t('trouble.again')}
          </button>
        }
      >
        <p class="lead">{t('blocked.text')}</p>
        <Help />
      </Page>
    );
  }
  return (
    <Page about="connecting" title={t('connecting.title')}>
      <div class="breathing" aria-hidden="true">
        <i />
      </div>
      {away && now - away.since > PHONE_AFTER_MILLIS && (
        <>
          <p class="lead">{t('connecting.long')}</p>
          <Help />
        </>
      )}
    </Page>
  );
}

/** What is happening and what to do: first calm words, after half a minute the phone number too. */
export function Reconnecting({ status, waiting }: { status: Extract<Status, { phase: 'reconnecting' }>; waiting: boolean }) {
  const now = useNow(1000);
  const long = now - status.since > PHONE_AFTER_MILLIS;
  return (
    <div class="reconnecting" role="status">
      <p>
        <b>{waiting ? t('reconnecting.waiting') : t('reconnecting.room')}</b> {t('reconnecting.now')}
      </p>
      {long && (
        <>
          <p>{t('reconnecting.long')}</p>
          <Help quiet />
        </>
      )}
    </div>
  );
}
