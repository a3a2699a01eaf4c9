import { signal, type ReadonlySignal } from '@preact/signals';
import type { RoomMedia } from '../media/roomMedia';
import { newClientId, RoomConnection, TicketRefused, type Outcome, type Socket, type SocketEvents, type Timers, type View } from '../protocol';
import { MediaMail } from './mediaMail';
import { HttpProblem } from '../common/http';
import { onMove } from '../common/network';
import { SOCKET_PATH, SUBPROTOCOL, type ClientCommand, type ErrorCode } from '../wire/types';

/** A room as screens hold it: what is true as a signal, and a way to ask for things. */
export interface LiveRoom {
  readonly view: ReadonlySignal<View>;
  /** Gives a command; a refusal also lands in {@link refusal}. */
  do(command: ClientCommand): Promise<Outcome>;
  /** The last refusal or error, for a short notice; `at` tells two equal ones apart. */
  readonly refusal: ReadonlySignal<{ readonly code: ErrorCode; readonly at: number } | undefined>;
  /** Sound and picture; undefined until their code is here. */
  readonly media: ReadonlySignal<RoomMedia | undefined>;
  stop(): void;
}

const browserTimers: Timers = {
  after: (millis, act) => {
    const timer = setTimeout(act, millis);
    return () => clearTimeout(timer);
  },
};

function openBrowserSocket(events: SocketEvents): Socket {
  const address = `${location.protocol === 'http:' ? 'ws' : 'wss'}://${location.host}${SOCKET_PATH}`;
  const socket = new WebSocket(address, SUBPROTOCOL);
  socket.onopen = () => events.opened();
  socket.onmessage = (event) => events.received(String(event.data));
  socket.onclose = (event) => events.closed(event.code);
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: (code) => socket.close(code),
  };
}

/** What asks for a ticket, with an HTTP refusal told apart from a passing failure. */
async function ticketOrRefusal(fetchTicket: () => Promise<string>): Promise<string> {
  try {
    return await fetchTicket();
  } catch (problem) {
    if (problem instanceof HttpProblem && !problem.passing) throw new TicketRefused(problem.code);
    throw problem;
  }
}

/** The page's signs that time or network may have passed it by. */
function onWakeUps(wake: () => void): () => void {
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  document.addEventListener('visibilitychange', whenVisible);
  const names = ['pageshow', 'online', 'offline', 'focus'] as const;
  for (const name of names) window.addEventListener(name, wake);
  return () => {
    document.removeEventListener('visibilitychange', whenVisible);
    for (const name of names) window.removeEventListener(name, wake);
  };
}

/** Enters a room with fresh tickets from `fetchTicket` and stays until {@link LiveRoom.stop} or a final close. */
export function openRoom(fetchTicket: () => Promise<string>): LiveRoom {
  const view = signal<View>({ status: { phase: 'idle' }, room: undefined, serverOffset: 0 });
  const refusal = signal<{ code: ErrorCode; at: number } | undefined>(undefined);
  const refused = (code: ErrorCode): void => {
    refusal.value = { code, at: Date.now() };
  };
  const mail = new MediaMail();
  const connection: RoomConnection = new RoomConnection(
    {
      openSocket: openBrowserSocket,
      clock: { now: () => Date.now() },
      timers: browserTimers,
      random: Math.random,
      ticket: () => ticketOrRefusal(fetchTicket),
      client: newClientId((bytes) => crypto.getRandomValues(bytes)),
    },
    {
      changed: (next) => {
        view.value = next;
      },
      trouble: refused,
      media: (news) => mail.heard(news),
    },
  );
  const forget = [onWakeUps(() => connection.wake()), onMove(() => connection.moved())];
  const give = async (command: ClientCommand): Promise<Outcome> => {
    const outcome = await connection.do(command);
    if (!outcome.ok && outcome.code !== 'closed') refused(outcome.code);
    return outcome;
  };
  connection.start();
  mail.fetch({ view, do: give, say: (saying) => connection.say(saying), timers: browserTimers });
  return {
    view,
    refusal,
    media: mail.media,
    do: give,
    stop: () => {
      for (const each of forget) each();
      mail.close();
      connection.stop();
    },
  };
}
