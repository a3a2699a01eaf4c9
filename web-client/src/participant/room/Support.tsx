import { Heart, HeartHandshake } from 'lucide-preact';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import type { Room } from '../../protocol';
import { useJourney } from '../context';
import { dial } from '../screens/Help';

/** One quiet press; the others see nothing. */
export function Support({ live, room }: { live: LiveRoom; room: Room }) {
  const contact = useJourney().contact.value;
  if (!room.self.supportAsked) {
    return (
      <button type="button" class="support" onClick={() => void live.do({ kind: 'ask_for_support' })}>
        <Icon of={Heart} />
        {t('support.ask')}
      </button>
    );
  }
  return (
    <div class="support asked" role="status">
      <Icon of={HeartHandshake} />
      <span class="grow">{t('support.asked')}</span>
      {contact && (
        <a class="btn sm" href={dial(contact.crisisLine)}>
          {t('support.call', { number: contact.crisisLine })}
        </a>
      )}
    </div>
  );
}
