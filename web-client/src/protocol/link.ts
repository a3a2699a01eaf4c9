import type { ClientMessage, ServerMessage } from '../wire/types';
import type { Socket, SocketFactory } from './ports';

export interface LinkEvents {
  opened(): void;
  received(message: ServerMessage): void;
  /** @param opened whether the socket had opened before */
  closed(code: number, opened: boolean): void;
}

/** Close code of a break that no peer announced. */
export const BROKEN = 1006;

/** One socket and its frames as messages. Once cut or closed it is silent: late events of a dead socket change nothing. */
export class Link {
  private socket: Socket | undefined;
  private silent = false;
  private opened = false;

  constructor(openSocket: SocketFactory, private readonly events: LinkEvents) {
    const socket = openSocket({
      opened: () => {
        if (this.silent) return;
        this.opened = true;
        events.opened();
      },
      received: (text) => this.read(text),
      closed: (code) => this.end(code),
    });
    // A factory may report a failure at once, before it returns.
    if (!this.silent) this.socket = socket;
  }

  send(message: ClientMessage): void {
    this.socket?.send(JSON.stringify(message));
  }

  /** Ends this link without another event. */
  cut(): void {
    this.silent = true;
    this.socket?.close(1000);
    this.socket = undefined;
  }

  /** Takes the socket for dead: closes it and reports a break now, since a dead socket reports its own end minutes later. */
  break(): void {
    if (this.silent) return;
    const socket = this.socket;
    this.end(BROKEN);
    socket?.close(1000);
  }

  private read(text: string): void {
    if (this.silent) return;
    const message = parse(text);
    if (message) this.events.received(message);
    else this.break();
  }

  private end(code: number): void {
    if (this.silent) return;
    this.silent = true;
    this.socket = undefined;
    this.events.closed(code, this.opened);
  }
}

/** A frame that is no object with a `t` is not this protocol: the socket is not worth keeping. */
function parse(text: string): ServerMessage | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 't' in value ? (value as ServerMessage) : undefined;
  } catch {
    return undefined;
  }
}
