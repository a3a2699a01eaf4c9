/*
 * What a clinic full of people costs the machine: everybody in each room speaks, shows his face and gets all others'.
 *   node e2e/crowd.mjs ADDRESSES FOLDER
 * ADDRESSES is what the server's seed wrote, FOLDER stands in the command lines of the server and of its SFU. Writes one
 * line of JSON: processor time in percent of one core, memory, and the share of packets that came.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { CheapPeer } from './lib/cheapPeer.mjs';

const SETTLE = 8_000;
const WINDOW = 20_000;
/** Sent by one speaker to one listener in a second. */
const RATES = { audio: 50, video: 30 };
const TICKS_A_SECOND = 100;

const [file, folder] = process.argv.slice(2);
const { address, rooms } = JSON.parse(readFileSync(file, 'utf8'));
const sleep = (millis) => new Promise((wake) => setTimeout(wake, millis));

/** The processes whose command line names the folder, by what they are. */
function processes() {
  const found = {};
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const line = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      const name = readFileSync(`/proc/${id}/comm`, 'utf8').trim();
      if (line.includes(folder) && ['janus', 'java', 'redis-server'].includes(name)) found[name === 'java' ? 'server' : name] = id;
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

const cpuMillis = (id) => {
  const [user, system] = readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13);
  return ((Number(user) + Number(system)) * 1000) / TICKS_A_SECOND;
};
const residentMegabytes = (id) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]) / 1024);
const sum = (peers, kind) => peers.reduce((all, peer) => all + peer.received[kind], 0);

const peers = [];
for (const room of rooms) for (const member of room.members) peers.push(await CheapPeer.enter(address, room, member));
for (const peer of peers) await peer.publish();
await sleep(SETTLE);

const measured = processes();
const before = { at: performance.now(), audio: sum(peers, 'audio'), video: sum(peers, 'video') };
const cpuBefore = Object.fromEntries(Object.entries(measured).map(([name, id]) => [name, cpuMillis(id)]));
const own = process.cpuUsage();
await sleep(WINDOW);
const millis = performance.now() - before.at;
const pairs = rooms.reduce((all, { members }) => all + members.length * (members.length - 1), 0);
const came = (kind) => (sum(peers, kind) - before[kind]) / ((pairs * RATES[kind] * millis) / 1000);
const percent = (cpu) => Math.round((cpu * 1000) / millis) / 10;
const spent = process.cpuUsage(own);

const result = {
  rooms: rooms.length,
  members: rooms[0].members.length,
  cpu: Object.fromEntries(Object.entries(measured).map(([name, id]) => [name, percent(cpuMillis(id) - cpuBefore[name])])),
  megabytes: Object.fromEntries(Object.entries(measured).map(([name, id]) => [name, residentMegabytes(id)])),
  came: { audio: Math.round(came('audio') * 1000) / 1000, video: Math.round(came('video') * 1000) / 1000 },
  peersCpu: percent((spent.user + spent.system) / 1000),
  errors: peers.flatMap((peer) => peer.errors),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
await Promise.all(peers.map((peer) => peer.leave()));
process.exit(0);
