import { useEffect } from 'preact/hooks';
import { t } from '../common/words';
import { later } from '../design/later';
import { JourneyContext } from './context';
import type { Journey } from './journey';
import { GateScreen } from './screens/GateScreen';
import { NotNow } from './screens/NotNow';
import { Page } from './screens/Page';
import { Ready } from './screens/Ready';
import { Trouble } from './screens/Trouble';

const Live = later(() => import('./screens/Live').then((part) => part.Live));
const Goodbye = later(() => import('./screens/Goodbye').then((part) => part.Goodbye));

export interface AppProps {
  journey: Journey;
  /** Set while the page runs inside another app without a camera: the address to copy, and going on all the same. */
  inApp?: { readonly address: string; readonly goOn: () => void };
}

/** The screen that belongs to where the person stands. */
function Screen({ journey, inApp }: AppProps) {
  const stage = journey.stage.value;
  useEffect(() => {
    // The questions leave time enough for what comes after them.
    if (stage.at === 'gate') Live.fetch();
  }, [stage.at]);
  const live = journey.live.value;
  switch (stage.at) {
    case 'opening':
      return <Page about="opening" title={t('opening.title')} />;
    case 'trouble':
      return <Trouble kind={stage.kind} {...(inApp ? { address: inApp.address, onGoOn: inApp.goOn } : {})} />;
    case 'not_now':
      return <NotNow />;
    case 'ready':
      return <Ready />;
    case 'gate':
      return <GateScreen />;
    case 'live':
      return live ? <Live live={live} /> : null;
    case 'goodbye':
      return <Goodbye left={stage.left} />;
  }
}

export function App(props: AppProps) {
  return (
    <JourneyContext.Provider value={props.journey}>
      <Screen {...props} />
    </JourneyContext.Provider>
  );
}
