import '../design/base.css';
import './participant.css';
import { render } from 'preact';
import { browserHttp } from '../common/http';
import { languageOf, speak } from '../common/words';
import { openRoom } from '../live/liveRoom';
import { App } from './App';
import { hasMediaDevices, isInAppWithoutCamera, tokenOf } from './browser';
import { Journey } from './journey';
import { tabStorage } from './tabStorage';

const place = document.getElementById('app');
const token = tokenOf(location.hash);
const address = location.href;
const journey = new Journey({ http: browserHttp, storage: tabStorage(), openRoom, now: () => Date.now() });

/** The token leaves the address bar before anything else happens: no history, no screenshot, no shared address has it. */
function forgetToken(): void {
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
}

function start(): void {
  forgetToken();
  void journey.open(token);
}

speak(languageOf(navigator.language));
if (place && isInAppWithoutCamera(navigator.userAgent, hasMediaDevices())) {
  // Here alone the address stays as it is: the other app's own "open in browser" hands on what stands in the bar.
  journey.trouble('in_app');
  render(<App journey={journey} inApp={{ address, goOn: start }} />, place);
} else if (place) {
  start();
  render(<App journey={journey} />, place);
}

// The same tab may be given another link.
window.addEventListener('hashchange', () => {
  const next = tokenOf(location.hash);
  if (next === undefined) return;
  forgetToken();
  journey.leaveRoom();
  void journey.open(next);
});
