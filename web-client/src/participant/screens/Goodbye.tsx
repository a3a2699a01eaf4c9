import { CalendarClock, Clock, Leaf } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { clockTime, longDay } from '../../common/time';
import { t, tn } from '../../common/words';
import { Icon } from '../../design/Icon';
import type { OwnMinutes } from '../api';
import { useJourney } from '../context';
import { Help } from './Help';
import { Page } from './Page';

/** Thanks, the own minutes, the next time. Whoever left by his own act can come back. */
export function Goodbye({ left }: { left: boolean }) {
  const journey = useJourney();
  const minutes = useOwnMinutes();
  const next = journey.next.value;
  return (
    <Page
      about="goodbye"
      title={t('goodbye.title')}
      lead={left ? t('goodbye.left') : t('goodbye.ended')}
      foot={
        left && (
          <button type="button" class="btn big full" onClick={() => journey.enter()}>
            {t('goodbye.back')}
          </button>
        )
      }
    >
      <div class="sign leaf" aria-hidden="true">
        <Icon of={Leaf} size="xl" />
      </div>
      <div class="facts">
        <Fact of={Clock} name={t('goodbye.minutes')} value={minutes === undefined ? t('goodbye.counting') : tn('minutes', minutes.minutes)} />
        <Fact
          of={CalendarClock}
          name={t('goodbye.next')}
          value={next ? t('goodbye.when', { day: longDay(next.start), time: clockTime(next.start) }) : t('goodbye.no_next')}
        />
      </div>
      <Help quiet />
    </Page>
  );
}

function Fact({ of, name, value }: { of: typeof Clock; name: string; value: string }) {
  return (
    <div class="fact">
      <Icon of={of} />
      <span>
        <span class="tiny soft">{name}</span>
        <b>{value}</b>
      </span>
    </div>
  );
}

const PAUSE_MILLIS = 4000;

/** The ledger may need a moment after the end: asks until there is an answer. */
function useOwnMinutes(): OwnMinutes | undefined {
  const journey = useJourney();
  const [minutes, setMinutes] = useState<OwnMinutes>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let done = false;
    const look = async (): Promise<void> => {
      try {
        const answer = await journey.minutes();
        if (!done) setMinutes(answer);
      } catch {
        if (!done) timer = setTimeout(() => void look(), PAUSE_MILLIS);
      }
    };
    void look();
    void journey.refresh();
    return () => {
      done = true;
      clearTimeout(timer);
    };
  }, [journey]);
  return minutes;
}
