import type { Http } from '../common/http';
import type { Exchange } from './api';

/** A link's token for a visit. */
export const exchangeLink = (http: Http, token: string): Promise<Exchange> =>
  http<Exchange>('/api/links/exchange', { method: 'POST', json: { token } });
