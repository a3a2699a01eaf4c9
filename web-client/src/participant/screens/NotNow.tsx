import { CalendarClock } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { clockTime, longDay, sameDay } from '../../common/time';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import { useJourney } from '../context';
import { Help } from './Help';
import { Page } from './Page';

const LOOK_AGAIN_MILLIS = 30_000;

/** A link opened at another time: the next time and nothing else. Opens by itself when it is time. */
export function NotNow() {
  const journey = useJourney();
  const next = journey.next.value;
  useEffect(() => {
    const look = (): void => void journey.refresh();
    const timer = setInterval(look, LOOK_AGAIN_MILLIS);
    window.addEventListener('pageshow', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pageshow', look);
    };
  }, [journey]);
  if (!next) {
    return (
      <Page about="none" title={t('not_now.none.title')} lead={t('not_now.none.text')}>
        <Help />
      </Page>
    );
  }
  const today = sameDay(next.start, Date.now());
  return (
    <Page about="next" title={t('not_now.title')}>
      <div class="when">
        <Icon of={CalendarClock} size="l" />
        <span class="stack">
          <b>{today ? t('not_now.today') : longDay(next.start)}</b>
          <span class="big-time">{clockTime(next.start)}</span>
        </span>
      </div>
      <p class="lead">{today ? t('not_now.soon') : t('not_now.later')}</p>
      <Help quiet />
    </Page>
  );
}
