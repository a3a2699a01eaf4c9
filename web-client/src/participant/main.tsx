import '../design/base.css';
import './participant.css';
import { render } from 'preact';
import { browserHttp } from '../common/http';
import { languageOf, speak } from '../common/words';
import { openRoom } from '../live/liveRoom';
import { App } from './App';
import { tokenOf } from './browser';
import { address, exchanged, forgetToken, inApp, token } from './early';
import { Journey } from './journey';
import { tabStorage } from '../common/tabStorage';

const place = document.getElementById('app');
const journey = new Journey({ http: browserHttp, storage: tabStorage(), openRoom, now: () => Date.now() });

function start(): void {
  forgetToken();
  void journey.open(token, exchanged);
}

speak(languageOf(navigator.language));
if (place && inApp) {
  journey.trouble('in_app');
  render(<App journey={journey} inApp={{ address, goOn: start }} />, place);
} else if (place) {
  start();
  // One turn later: when the answer was here before this code, its screen is the first that is drawn.
  setTimeout(() => render(<App journey={journey} />, place));
}

// The same tab may be given another link.
window.addEventListener('hashchange', () => {
  const next = tokenOf(location.hash);
  if (next === undefined) return;
  forgetToken();
  journey.leaveRoom();
  void journey.open(next);
});
