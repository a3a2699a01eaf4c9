import { LifeBuoy, Phone } from 'lucide-preact';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import { useJourney } from '../context';

export const dial = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;

/** Whom to call: on every screen of trouble, and quietly elsewhere. */
export function Help({ quiet = false }: { quiet?: boolean }) {
  const contact = useJourney().contact.value;
  if (!contact) return null;
  return (
    <div class={quiet ? 'calls quiet' : 'calls'}>
      <a class="call" href={dial(contact.phone)}>
        <Icon of={Phone} />
        <span>
          <b>{t('help.clinic')}</b>
          <span>{contact.phone}</span>
        </span>
      </a>
      <a class="call" href={dial(contact.crisisLine)}>
        <Icon of={LifeBuoy} />
        <span>
          <b>{t('help.crisis')}</b>
          <span>{contact.crisisLine}</span>
        </span>
      </a>
    </div>
  );
}
