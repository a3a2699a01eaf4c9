import { Car } from 'lucide-preact';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import type { Gate } from '../gate';
import { Help } from './Help';
import { Page } from './Page';

/** Nobody takes part while driving. Said kindly, with the way back in. */
export function Driving({ gate }: { gate: Gate }) {
  const parked = (): void => {
    gate.set({ driving: false });
    void gate.send();
  };
  return (
    <Page
      about="is-driving"
      title={t('driving.title')}
      foot={
        <button type="button" class="btn primary big full" onClick={parked}>
          {t('driving.parked')}
        </button>
      }
    >
      <div class="sign" aria-hidden="true">
        <Icon of={Car} size="xl" />
      </div>
      <p class="lead">{t('driving.text')}</p>
      <Help quiet />
    </Page>
  );
}
