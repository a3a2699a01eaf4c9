/*
 * Runs before the screens' own code is here: small, so that on a slow line the link is exchanged while the rest still
 * comes. The token leaves the address bar before anything else happens: no history, no screenshot, no shared address
 * has it.
 */
import { browserHttp } from '../common/http';
import type { Exchange } from './api';
import { hasMediaDevices } from '../common/browser';
import { isInAppWithoutCamera, tokenOf } from './browser';
import { exchangeLink } from './exchange';

/** The address as it was opened. */
export const address = location.href;
export const token = tokenOf(location.hash);
/** Inside another app without a camera the link stays unused and in the bar, for the app's own "open in browser". */
export const inApp = isInAppWithoutCamera(navigator.userAgent, hasMediaDevices());

export function forgetToken(): void {
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
}

if (!inApp) forgetToken();

/** What the link stands for, under way; whoever awaits it is told of a failure. */
export const exchanged: Promise<Exchange> | undefined = token === undefined || inApp ? undefined : exchangeLink(browserHttp, token);
exchanged?.catch(() => undefined);
