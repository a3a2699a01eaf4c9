import './screens.css';
import { ScreenShare } from 'lucide-preact';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import { OwnScreen } from '../../media/parts/Screen';
import type { RoomMedia } from '../../media/roomMedia';
import { isScreenFree } from '../../media/screens';
import type { Room } from '../../protocol';

export interface ScreensProps {
  live: LiveRoom;
  room: Room;
  media: RoomMedia;
}

/** One's own part in the room's one screen: an invitation, or that one shares. */
export function Screens({ live, room, media }: ScreensProps) {
  const { screenInvited, screen } = room.self;
  return (
    <>
      <OwnScreen media={media} onStop={() => void media.screen.press()} />
      {screenInvited && !screen && <Invitation live={live} room={room} media={media} />}
    </>
  );
}

/** Nothing is asked of the browser before the press, and "not now" is as good an answer. */
function Invitation({ live, room, media }: ScreensProps) {
  const able = media.canShare.value;
  const notNow = (): void => void live.do({ kind: 'set_screen', on: false });
  return (
    <div class="screen-card" role="status">
      <p>
        {able && <b>{t('screen.invited')}</b>} {t(able ? 'screen.invited.text' : 'screen.unable')}
      </p>
      {able && (
        <button type="button" class="btn primary" aria-disabled={!isScreenFree(room)} onClick={() => isScreenFree(room) && void media.screen.press()}>
          <Icon of={ScreenShare} size="m" />
          {t('screen.share')}
        </button>
      )}
      <button type="button" class="btn" onClick={notNow}>
        {t(able ? 'screen.not_now' : 'media.understood')}
      </button>
    </div>
  );
}
