/*
 * The server is replaced in the middle of a group, in order: it drains, another build comes. Its Redis and its SFU are
 * services of their own. Who hears whom is sampled all the time. Needs FILE.restart beside the addresses.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Peer } from '../lib/peer.mjs';
import { everybodyHears, fourTalk, held, listen, lives, ready, silence, sleep } from '../lib/sound.mjs';

/** Sound is sampled four times a second, less often on a busy machine; media that were set up anew take longer. */
const GAP_MILLIS = 1_500;

export async function restart(stage, text, file) {
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
  await stage.step('another build takes the place of the server', async () => {
    const stop = listen(ann, ben);
    const at = Date.now();
    process.kill(processes.server, 'SIGTERM');
    await Promise.all(peers.map((peer) => peer.until(() => window.peer.closed !== undefined, 'is told to come back')));
    const told = await Promise.all(peers.map((peer) => peer.page.evaluate(() => window.peer.closed)));
    assert.deepEqual(new Set(told), new Set([4000]), 'everybody is told to come back');
    for (const peer of peers) void peer.page.evaluate(() => window.peer.comeBack(200)).catch(() => undefined);
    await ended(processes.server);
    const down = Date.now() - at;
    server = spawn(command[0], command.slice(1), { stdio: 'ignore' });
    await ready(where.origin);
    const up = Date.now();
    await Promise.all(peers.map((peer) => peer.until(() => window.peer.isIn, 'is back')));
    const back = Date.now() - up;
    const { longest } = await stop();
    process.stdout.write(`         drained in ${down} ms, ready after ${up - at} ms, everybody back ${back} ms later; longest silence ${longest} ms\n`);
    assert.ok(longest < GAP_MILLIS, `silent for ${longest} ms`);
    assert.equal(await lives(peers), 1, 'the media were set up anew');
  });
  await stage.step('nobody was seen leaving, and the muted one is muted', async () => {
    for (const peer of peers) {
      const gone = await peer.page.evaluate(() => window.peer.gone);
      assert.deepEqual(gone, [], `${peer.role} saw somebody leaving`);
    }
    await silence([ann], cat, 'microphone', lead);
  });
  await stage.step('people go on as before', async () => {
    await held(lead, await lead.must('mute', { member: ben.member }));
    await silence([ann], ben, 'microphone', lead);
    await ben.must('set_microphone', { on: true });
    await everybodyHears([lead, ann, ben]);
  });
  const gone = new Promise((exited) => server.once('exit', exited));
  server.kill('SIGTERM');
  await gone;
}

/** Its parent is busy and lets it lie as a zombie. */
async function ended(pid) {
  const isThere = () => existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  while (isThere()) await sleep(20);
}
