import '../design/base.css';
import './staff.css';
import { render } from 'preact';
import { browserHttp } from '../common/http';
import { languageOf, speak } from '../common/words';
import { StaffApp } from './App';
import { followAddress } from './router';
import { StaffSession } from './session';

const ENTRY = /^#enter=([A-Za-z0-9_-]{16,128})$/;

// A one-use entry link's token leaves the address bar before anything else happens.
const entry = ENTRY.exec(location.hash)?.[1];
if (entry !== undefined) history.replaceState(null, '', location.pathname);

// The staff's texts are English so far; dates and screen readers must not mix languages.
speak(languageOf('en'));
followAddress();
const session = new StaffSession(browserHttp);
void session.open(entry);

const place = document.getElementById('app');
if (place) render(<StaffApp session={session} />, place);
