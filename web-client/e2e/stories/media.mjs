/*
 * The moderator's word where the packets flow: everything is judged by what the others' receivers count, and each
 * silence stands beside a sound that was heard in the same moment.
 */
import assert from 'node:assert/strict';
import { Peer } from '../lib/peer.mjs';
import { held, silence, sleep, SOUND, WINDOW } from '../lib/sound.mjs';

async function hears(ear, speaker, kind = 'microphone') {
  await ear.gets(speaker.member, kind);
}

async function on(peer) {
  await peer.must('set_microphone', { on: true });
  await peer.must('set_camera', { on: true });
}

export async function media(stage, text) {
  const { address, rooms } = JSON.parse(text);
  const [room] = rooms;
  const where = { address, origin: stage.address.origin };
  const peers = [];
  await stage.step('four people come and are told how sound and picture travel', async () => {
    for (const member of room.members.slice(0, 4)) peers.push(await Peer.enter(stage, room, member, where));
  });
  const [lead, ann, ben, cat] = peers;

  await stage.step('a page that sends without having switched on is heard and seen by nobody', async () => {
    await Promise.all(peers.map((peer) => peer.publish()));
    await lead.must('set_microphone', { on: true });
    await hears(ben, lead);
    await silence([ben, cat], ann, 'microphone', lead);
    await silence([ben, cat], ann, 'camera', lead);
  });
  await stage.step('everybody sees and hears everybody', async () => {
    await Promise.all(peers.map(on));
    for (const ear of peers) for (const other of peers) if (ear !== other) await Promise.all([hears(ear, other), hears(ear, other, 'camera')]);
  });

  /** Everybody but `silent` listens; the control is whom each of them hears anyway. */
  const nothingOf = async (silent, kind) => {
    const ears = peers.filter((peer) => peer !== silent && peer !== lead);
    await silence(ears, silent, kind, lead);
  };

  /** Not one packet comes to him, while somebody else hears somebody. */
  const getsNothing = async (deaf) => {
    const ear = peers.find((peer) => peer !== deaf && peer !== lead);
    await sleep(150);
    const before = await deaf.call('allPackets');
    await silence([ear], deaf, 'microphone', lead);
    assert.equal((await deaf.call('allPackets')) - before, 0, 'packets come to who may get none');
  };

  await stage.step('mute: no sound comes any more, the picture goes on', async () => {
    await held(lead, await lead.must('mute', { member: ben.member }));
    await nothingOf(ben, 'microphone');
    await hears(ann, ben, 'camera');
  });
  await stage.step('who is muted stays so after a new connection, a renegotiation and a restart of the way', async () => {
    await ben.publish();
    await hears(ann, ben, 'camera');
    await nothingOf(ben, 'microphone');
    await ben.page.evaluate(() => {
      if (window.peer.renewed) throw new Error('asked to open a connection that the page had opened by itself');
    });
    await ben.call('negotiate', {});
    await nothingOf(ben, 'microphone');
    await ben.call('negotiate', { iceRestart: true });
    await hears(ann, ben, 'camera');
    await nothingOf(ben, 'microphone');
  });
  await stage.step('a second microphone is refused', async () => {
    await ben.call('secondMicrophone');
    await ben.until(() => window.peer.errors.includes('bad_media'), 'is refused a second microphone');
    await nothingOf(ben, 'microphone');
    await ben.publish();
    await hears(ann, ben, 'camera');
  });
  await stage.step('his own act lets him be heard again', async () => {
    await ben.must('set_microphone', { on: true });
    await hears(ann, ben);
    await hears(cat, ben);
  });
  await stage.step('camera off is off, whatever the page sends', async () => {
    await held(lead, await ben.must('set_camera', { on: false }));
    await nothingOf(ben, 'camera');
    await hears(ann, ben);
    await ben.must('set_camera', { on: true });
    await hears(ann, ben, 'camera');
  });
  await stage.step('a camera that staff stopped comes back by his own act alone', async () => {
    await held(lead, await lead.must('stop_camera', { member: ben.member }));
    await nothingOf(ben, 'camera');
    await ben.publish();
    await hears(ann, ben);
    await nothingOf(ben, 'camera');
    await ben.must('set_camera', { on: true });
    await hears(ann, ben, 'camera');
  });
  await stage.step('a shield: he neither sends nor gets anything, until he is alone again', async () => {
    await held(lead, await ben.must('shield'));
    await nothingOf(ben, 'microphone');
    await nothingOf(ben, 'camera');
    await getsNothing(ben);
    assert.deepEqual(await ben.do('set_microphone', { on: true }), { ok: false, code: 'shielded' });
    await ben.must('lower_shield');
    await hears(ben, ann);
    await on(ben);
    await hears(ann, ben);
  });
  await stage.step('two talk apart: the group hears neither, they hear each other and not the group', async () => {
    await lead.must('set_microphone', { on: true });
    await held(lead, await lead.must('step_aside', { member: cat.member }));
    await on(cat);
    await hears(lead, cat);
    await hears(cat, lead);
    await hears(ann, ben);
    await sleep(150);
    const [ofAnn, ofCat] = await Promise.all([ann.during(WINDOW), cat.during(WINDOW)]);
    for (const apart of [lead, cat]) assert.equal(ofAnn[apart.member]?.microphone ?? 0, 0, `the group hears ${apart.role}`);
    for (const apart of [lead, cat]) assert.equal(ofAnn[apart.member]?.camera ?? 0, 0, `the group sees ${apart.role}`);
    for (const other of [ann, ben]) assert.equal(ofCat[other.member]?.microphone ?? 0, 0, 'who talks apart hears the group');
    assert.ok((ofAnn[ben.member]?.microphone ?? 0) >= SOUND && (ofCat[lead.member]?.microphone ?? 0) >= SOUND, 'control');
    await held(lead, await lead.must('end_aside', { member: cat.member }));
    await Promise.all([on(lead), on(cat)]);
    await hears(ann, cat);
    await hears(cat, ben);
    await hears(ann, lead);
  });
  await stage.step('speaking locked: no sound, and switching on is refused', async () => {
    await held(lead, await lead.must('lock_speaking', { member: ann.member }));
    assert.deepEqual(await ann.do('set_microphone', { on: true }), { ok: false, code: 'speaking_locked' });
    await nothingOf(ann, 'microphone');
    await hears(ben, ann, 'camera');
  });
  await stage.step('locked for all: nobody but staff is heard; unlocked, each by his own act', async () => {
    await held(lead, await lead.must('lock_speaking_for_all'));
    for (const silent of [ann, ben, cat]) await nothingOf(silent, 'microphone');
    await lead.must('unlock_speaking_for_all');
    await nothingOf(ben, 'microphone');
    await ben.must('set_microphone', { on: true });
    await hears(cat, ben);
  });
  await stage.step('sent back: nothing comes from him and nothing goes to him', async () => {
    await lead.must('send_back', { member: cat.member });
    const before = await cat.call('allPackets');
    await sleep(200);
    const settled = await cat.call('allPackets');
    await silence([ann, ben], cat, 'camera', lead);
    const after = await cat.call('allPackets');
    assert.equal(after - settled, 0, `who waits gets packets (${before}, ${settled}, ${after})`);
    await cat.publish();
    await silence([ann, ben], cat, 'camera', lead);
    assert.equal((await cat.call('allPackets')) - settled, 0, 'who waits gets packets after a new offer');
  });
  await stage.step('admitted again he is there again', async () => {
    await lead.must('admit', { member: cat.member });
    await cat.publish();
    await on(cat);
    await hears(ann, cat);
    await hears(cat, lead);
  });
  await stage.step('removed: cut at once, both ways', async () => {
    const settledAt = async () => {
      await sleep(150);
      return ben.call('allPackets');
    };
    await held(lead, await lead.must('remove', { member: ben.member, removal: 'barred', reason: 'safety' }));
    const settled = await settledAt();
    await silence([ann, cat], ben, 'microphone', lead);
    await silence([ann, cat], ben, 'camera', lead);
    assert.equal((await ben.call('allPackets')) - settled, 0, 'who was removed gets packets');
  });
  await stage.step('the end: nothing flows any more', async () => {
    await hears(ann, lead);
    lead.do('end').catch(() => undefined); // its answer may be lost with the socket
    await ann.until(() => window.peer.closed !== undefined, 'is told that the session ended');
    await sleep(300);
    const settled = await ann.call('allPackets');
    await sleep(WINDOW);
    assert.equal((await ann.call('allPackets')) - settled, 0, 'after the end packets come');
  });
}
