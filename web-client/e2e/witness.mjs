/*
 * Members of one room who stay in it while something goes wrong around them, with the page's own connection code:
 *   node e2e/witness.mjs TOKENS SITE AUTHORITY NOTES
 * TOKENS is what the server's seed wrote, SITE the address that people type, which is looked for on this machine,
 * AUTHORITY a PEM file with its issuer. One hand after the other goes up and down, each seen by everybody. What became of that
 * stands in NOTES, one figure a line, written anew all the time. Ends at SIGTERM: with 0 when nobody was lost.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { build } from 'vite';
import WebSocket from 'ws';

const PAUSE = 200;
const NOTE_MILLIS = 250;

const [file, site, authority, notes] = process.argv.slice(2);
const [room] = JSON.parse(readFileSync(file, 'utf8')).rooms;
const address = new URL(site);
/** Certificates are judged by their issuer, not by whether they ended: what is asked is what becomes of the room. */
const way = {
  ca: readFileSync(authority),
  servername: address.hostname,
  lookup: (_name, options, found) => (options.all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4)),
};
const sleep = (millis) => new Promise((wake) => setTimeout(wake, millis));
const figures = { members: room.members.length, open: 0, rounds: 0, gone: 0, ended: 0, refused: 0, dropped: 0 };

const bundle = await build({
  configFile: false,
  logLevel: 'error',
  build: { write: false, lib: { entry: new URL('../src/protocol/index.ts', import.meta.url).pathname, formats: ['es'] } },
});
const { RoomConnection, TicketRefused, newClientId } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle[0].output[0].code).toString('base64')}`
);

/** One question to the server; rejects with its code when that is final, with anything else when it may pass. */
function ask(path, method, headers, body) {
  return new Promise((done, failed) => {
    const call = request({ ...way, host: address.hostname, port: address.port || 443, path, method, timeout: 8_000, headers: { origin: address.origin, 'content-type': 'application/json', ...headers } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode === 200) return done(JSON.parse(text));
        const passing = answer.statusCode >= 500 || answer.statusCode === 429;
        failed(passing ? new Error(`${answer.statusCode}`) : new TicketRefused(`${answer.statusCode} ${text}`));
      });
    });
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.on('error', failed);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function ticket(member) {
  const session = encodeURIComponent(room.session);
  if (member.cookie === undefined) {
    const { visit } = await ask('/api/links/exchange', 'POST', {}, { token: member.link });
    return (await ask(`/api/visit/sessions/${session}/ticket`, 'POST', { authorization: `Bearer ${visit}` })).ticket;
  }
  const cookie = `evenkeel_staff=${member.cookie}`;
  const { csrf } = await ask('/api/staff/me', 'GET', { cookie });
  return (await ask(`/api/staff/sessions/${session}/ticket`, 'POST', { cookie, 'x-evenkeel-csrf': csrf })).ticket;
}

function openSocket(events) {
  const socket = new WebSocket(new URL('/socket', site.replace('http', 'ws')), 'evenkeel.1', { ...way, origin: address.origin });
  socket.on('open', () => events.opened());
  socket.on('message', (data) => events.received(String(data)));
  socket.on('error', () => undefined);
  socket.on('close', (code) => events.closed(code));
  return { send: (text) => socket.send(text), close: (code) => socket.close(code) };
}

class Witness {
  constructor(member) {
    this.id = member.member;
    this.seen = new Set();
    this.phase = 'idle';
    this.connection = new RoomConnection(
      {
        openSocket,
        clock: { now: () => performance.now() },
        timers: {
          after: (millis, act) => {
            const timer = setTimeout(act, millis);
            return () => clearTimeout(timer);
          },
        },
        random: Math.random,
        ticket: () => ticket(member),
        client: newClientId((bytes) => crypto.getRandomValues(bytes)),
      },
      { changed: (view) => this.changed(view), trouble: () => undefined, media: () => undefined },
    );
  }

  changed({ status, room: view }) {
    if (this.phase === 'open' && status.phase !== 'open') figures.dropped++;
    if (status.phase === 'final' && this.phase !== 'final') {
      figures.ended++;
      process.stdout.write(`${this.id} was ended: ${status.close} ${status.reason ?? ''}\n`);
    }
    this.phase = status.phase;
    if (!view) return;
    const now = new Set(view.members.keys());
    for (const other of this.seen) if (!now.has(other)) figures.gone++;
    this.seen = now;
  }

  get open() {
    return this.phase === 'open';
  }

  hasHand(member) {
    return this.connection.view().room?.members.get(member)?.hand !== undefined;
  }

  /** Until it was carried out: what is refused meanwhile is counted and said again. */
  async must(command) {
    for (;;) {
      const outcome = await this.connection.do(command);
      if (outcome.ok) return;
      if (outcome.code === 'closed') throw new Error(`${this.id}: ended with ${command.kind} unanswered`);
      figures.refused++;
      figures[`refused_${outcome.code}`] = (figures[`refused_${outcome.code}`] ?? 0) + 1;
      await sleep(PAUSE);
    }
  }
}

const witnesses = room.members.map((member) => new Witness(member));
const everybodySees = async (member, up) => {
  while (!witnesses.every((each) => each.hasHand(member) === up)) await sleep(PAUSE / 4);
};

async function rounds() {
  for (;;) {
    for (const each of witnesses) {
      await each.must({ kind: 'raise_hand' });
      await everybodySees(each.id, true);
      await each.must({ kind: 'lower_hand', member: each.id });
      await everybodySees(each.id, false);
      await sleep(PAUSE);
    }
    figures.rounds++;
  }
}

function note() {
  figures.open = witnesses.filter((each) => each.open).length;
  const text = Object.entries(figures).map(([name, figure]) => `${name}=${figure}\n`);
  writeFileSync(`${notes}.part`, text.join(''));
  renameSync(`${notes}.part`, notes);
}

process.on('SIGTERM', () => {
  note();
  process.exit(figures.gone + figures.ended === 0 ? 0 : 1);
});
setInterval(note, NOTE_MILLIS);
for (const each of witnesses) each.connection.start();
await rounds();
