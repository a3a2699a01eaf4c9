import { DoorClosed } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { HttpProblem } from '../../common/http';
import { chime } from '../../common/sound';
import { errorText, t } from '../../common/words';
import { Icon } from '../../design/Icon';
import type { Entry } from '../api';
import { useJourney } from '../context';
import type { Journey } from '../journey';
import { Help } from './Help';
import { Page } from './Page';

const FIRST_LOOK_MILLIS = 2_000;
const LOOK_AGAIN_MILLIS = 10_000;
/** Pages that were closed at the same moment shall not ask at the same moment for ever. */
const SPREAD = 0.4;

const pause = (): number => LOOK_AGAIN_MILLIS * (1 - SPREAD / 2 + SPREAD * Math.random());

/** Not in the session now, never why. Looks quietly whether the door is open again, and goes in by itself when it is. */
export function Out() {
  const journey = useJourney();
  const entry = useEntry(journey);
  const [answer, setAnswer] = useState('');
  const again = async (): Promise<void> => {
    setAnswer('');
    setAnswer(await triedAgain(journey));
  };
  const back = entry === 'by_waiting_room';
  const foot = entry !== 'ended' && (
    <button type="button" class="btn primary big full" onClick={() => void again()}>
      {t(back ? 'trouble.out.go_back' : 'trouble.again')}
    </button>
  );
  return (
    <Page about="out" title={t('trouble.out.title')} foot={foot}>
      <div class="sign" aria-hidden="true">
        <Icon of={DoorClosed} size="xl" />
      </div>
      <p class="lead">{t('trouble.out.text')}</p>
      {entry !== 'ended' && <p class="lead">{t(back ? 'trouble.out.may_return' : 'trouble.out.stay')}</p>}
      <div role="status">{answer !== '' && <p class="notice">{answer}</p>}</div>
      <Help />
    </Page>
  );
}

/** Goes in when the door is open, in whichever way; else says in words that it is not. */
async function triedAgain(journey: Journey): Promise<string> {
  try {
    const entry = await journey.entry();
    if (entry === 'free' || entry === 'by_waiting_room') journey.enter();
    return entry === 'not_now' ? t('trouble.out.not_yet') : '';
  } catch (problem) {
    return errorText(problem instanceof HttpProblem ? problem.code : 'internal');
  }
}

/** Asks until the session is over or this tab is not known any more. */
function useEntry(journey: Journey): Entry | undefined {
  const [entry, setEntry] = useState<Entry>();
  useEffect(() => {
    let done = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      const next = await journey.entry().catch((problem: HttpProblem) => (problem.passing ? undefined : 'ended'));
      if (done) return;
      if (next !== undefined) setEntry(next);
      if (next === 'free') {
        done = true;
        chime();
        journey.enter();
      } else if (next !== 'ended') {
        timer = setTimeout(() => void look(), pause());
      }
    };
    // Phones let timers of a hidden page sleep.
    const shown = (): void => {
      if (document.visibilityState === 'visible') void look();
    };
    timer = setTimeout(() => void look(), FIRST_LOOK_MILLIS);
    document.addEventListener('visibilitychange', shown);
    return () => {
      done = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', shown);
    };
  }, [journey]);
  return entry;
}
