import type { ClientMessage, ServerMessage } from '../wire/types';

/** What the server says about sound and picture, outside the room's numbering. */
export type MediaNews = Extract<
  ServerMessage,
  { t: 'media' | 'offered' | 'answered' | 'reachable' | 'renew' | 'held' | 'talking' | 'weak' }
>;

/** What a page says about its own sound and picture. */
export type MediaSaying = Extract<ClientMessage, { t: 'offer' | 'answer' | 'candidate' | 'restart' | 'want' }>;
