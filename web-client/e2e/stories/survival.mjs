/*
 * What happens to a running group when the server or the SFU is killed: who hears whom is sampled all the time. Needs
 * FILE.restart beside the addresses: the command that starts the server again.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Peer } from '../lib/peer.mjs';
import { everybodyHears, fourTalk, held, listen, lives, ready, silence, sleep } from '../lib/sound.mjs';

const AWAY_MILLIS = 30_000;
const CONTROLS_MILLIS = 1_000;
const EVERYBODY_MILLIS = 3_000;

export async function survival(stage, text, file) {
  const { address, rooms, processes } = JSON.parse(text);
  const { command } = JSON.parse(readFileSync(`${file}.restart`, 'utf8'));
  const where = { address, origin: stage.address.origin };
  const peers = [];
  let server;
  await stage.step('four people talk, one of them muted by staff', async () => {
    for (const member of rooms[0].members.slice(0, 4)) peers.push(await Peer.enter(stage, rooms[0], member, where));
    await fourTalk(peers);
  });
  const [lead, ann, ben, cat] = peers;
  const nothingOf = (silent, control) => silence([ann], silent, 'microphone', control);

  await stage.step('the server is killed and away for 30 s: nobody stops hearing anybody', async () => {
    const stop = listen(ann, ben);
    process.kill(processes.server, 'SIGKILL');
    for (const peer of peers) void peer.page.evaluate(() => window.peer.comeBack(200)).catch(() => undefined);
    await sleep(AWAY_MILLIS);
    server = spawn(command[0], command.slice(1), { stdio: 'ignore' });
    await ready(where.origin);
    const up = Date.now();
    await lead.until(() => window.peer.isIn, 'is back');
    const back = Date.now() - up;
    const seq = await lead.must('mute', { member: ben.member });
    const logged = Date.now() - up;
    await held(lead, seq);
    const controls = Date.now() - up;
    const { longest, packets } = await stop();
    process.stdout.write(`         longest silence ${longest} ms, ${packets} packets; after the server was ready: back in ${back} ms, a mute in the log ${logged} ms, held ${controls} ms\n`);
    await nothingOf(ben, lead);
    await nothingOf(cat, lead);
    assert.ok(longest < 1_500, `silent for ${longest} ms`);
    // How soon a page is back is the page's and a cold server's; what the SFU then does is the media plane's.
    assert.ok(controls - back < CONTROLS_MILLIS, `controls ${controls - back} ms after the page was back`);
    assert.ok(await lives(peers) === 1, 'the media were set up anew');
  });
  await stage.step('people go on as before', async () => {
    await Promise.all(peers.map((peer) => peer.until(() => window.peer.isIn, 'is back')));
    await ben.must('set_microphone', { on: true });
    await everybodyHears([lead, ann, ben]);
    await ben.publish();
    await ann.gets(ben.member);
  });

  await stage.step('the SFU is killed: everybody has sound again, the muted one stays muted', async () => {
    const [sfu] = execFileSync('pgrep', ['-f', `${command.at(-1)}/media`], { encoding: 'utf8' }).trim().split('\n');
    const at = Date.now();
    process.kill(Number(sfu), 'SIGKILL');
    await Promise.all(peers.map((peer) => peer.until(() => window.peer.lives === 2, 'is told to set up anew')));
    const told = Date.now() - at;
    await everybodyHears([lead, ann, ben]);
    const all = Date.now() - at;
    process.stdout.write(`         told after ${told} ms, everybody hears everybody after ${all} ms\n`);
    await nothingOf(cat, lead);
    assert.ok(all < EVERYBODY_MILLIS, `silent for ${all} ms`);
  });
  await stage.step('and what staff say holds', async () => {
    await held(lead, await lead.must('mute', { member: ben.member }));
    await nothingOf(ben, lead);
  });
  const gone = new Promise((ended) => server.once('exit', ended));
  server.kill('SIGTERM');
  await gone;
}
