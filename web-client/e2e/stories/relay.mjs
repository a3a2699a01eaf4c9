/* Somebody whose network lets no UDP through hears and is heard through the clinic's relay, over UDP and over TCP alike. */
import assert from 'node:assert/strict';
import { Peer } from '../lib/peer.mjs';

export async function relay(stage, text) {
  const { address, rooms } = JSON.parse(text);
  const [room] = rooms;
  const where = { address, origin: stage.address.origin };
  const [lead, udp, tcp] = await stage.step('one comes directly, one over UDP and one over TCP through the relay', () =>
    Promise.all([
      Peer.enter(stage, room, room.members[0], where),
      Peer.enter(stage, room, room.members[1], { ...where, relay: 'transport=udp' }),
      Peer.enter(stage, room, room.members[2], { ...where, relay: 'transport=tcp' }),
    ]),
  );
  const peers = [lead, udp, tcp];
  await stage.step('everybody hears everybody', async () => {
    const at = Date.now();
    await Promise.all(peers.map((peer) => peer.publish()));
    await Promise.all(peers.map((peer) => peer.must('set_microphone', { on: true })));
    for (const ear of peers) for (const other of peers) if (ear !== other) await ear.gets(other.member);
    process.stdout.write(`         after ${Date.now() - at} ms\n`);
  });
  await stage.step('each by the way that was left to him', async () => {
    assert.deepEqual(await udp.call('way'), { type: 'relay', protocol: 'udp' });
    assert.deepEqual(await tcp.call('way'), { type: 'relay', protocol: 'tcp' });
    assert.notEqual((await lead.call('way')).type, 'relay');
  });
  await stage.step('a login is for one member and not his name', async () => {
    const logins = await Promise.all(peers.map((peer) => peer.page.evaluate(() => window.peer.media.relays[0].username)));
    assert.equal(new Set(logins).size, peers.length);
    for (const [index, login] of logins.entries()) assert.ok(!login.includes(peers[index].member));
  });
  await stage.step('a mute holds for them, too', async () => {
    const seq = await lead.must('mute', { member: tcp.member });
    await lead.until((at) => window.peer.held?.seq >= at && window.peer.held.late.length === 0, 'sees the mute held', seq);
    await new Promise((wake) => setTimeout(wake, 400));
    const gained = await udp.during(1_200);
    assert.equal(gained[tcp.member]?.microphone ?? 0, 0);
    assert.ok((gained[lead.member]?.microphone ?? 0) >= 20, JSON.stringify(gained));
  });
}
