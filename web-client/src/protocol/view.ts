import type { CloseName, ErrorCode } from '../wire/types';
import type { MediaNews } from './media';
import type { Room } from './room';

/**
 * Where the connection stands. `since` is this machine's clock; `unopened` counts sockets that never opened in a row
 * (many of them while HTTP works: something on the way blocks WebSockets).
 */
export type Status =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting'; readonly since: number; readonly unopened: number }
  | { readonly phase: 'open' }
  | { readonly phase: 'reconnecting'; readonly since: number; readonly unopened: number }
  | { readonly phase: 'final'; readonly close: CloseName; readonly reason?: string };

export interface View {
  readonly status: Status;
  /** The last known room; stays while reconnecting and after the end. */
  readonly room: Room | undefined;
  /** Milliseconds to add to this machine's clock to get the server's. */
  readonly serverOffset: number;
}

export interface Listener {
  /** Something of the view is new. */
  changed(view: View): void;
  /** The server reported an error that belongs to no command. */
  trouble(code: ErrorCode): void;
  /** Something about sound and picture. */
  media(message: MediaNews): void;
}
