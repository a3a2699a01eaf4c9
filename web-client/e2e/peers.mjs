/*
 * What the browser makes of the peer connections in src/media/browserPeer.ts, without any server:
 *   node e2e/peers.mjs
 * The sending one offers three sections in their order; a receiving one answers it and gets what is sent; two of a mesh
 * meet, also when their offers cross, and when one of them was loaded anew. Needs a Chromium; best in a network namespace that has only lo.
 */
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection',
];

/** Runs in the page. */
async function inPage() {
  const { browserPeers } = await import('/src/media/browserPeer.ts');
  const { offeringQuiet } = await import('/src/media/sdp.ts');
  const made = (purpose) => {
    const told = { states: [], found: [] };
    const peer = browserPeers({ purpose, relays: [], relayOnly: false }, { state: (now) => told.states.push(now), candidate: (ice) => told.found.push(ice) });
    return { peer, told };
  };
  const until = async (true_, what) => {
    for (let turn = 0; turn < 100; turn++) {
      if (await true_()) return;
      await new Promise((next) => setTimeout(next, 100));
    }
    throw new Error(`never: ${what}`);
  };
  const trickle = async ({ told }, { peer }) => {
    for (const ice of told.found.splice(0)) await peer.reach(ice);
  };
  const devices = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320 } });
  const [microphone] = devices.getAudioTracks();
  const [camera] = devices.getVideoTracks();

  const sender = made('send');
  const receiver = made('receive');
  await sender.peer.describe(false);
  const offer = offeringQuiet(sender.peer.local());
  await receiver.peer.take({ type: 'offer', sdp: offer });
  await sender.peer.take(await receiver.peer.describe(false));
  await until(async () => {
    await trickle(sender, receiver);
    await trickle(receiver, sender);
    return sender.peer.state === 'connected' && receiver.peer.state === 'connected';
  }, 'send and receive connect');
  await sender.peer.send('microphone', microphone);
  await sender.peer.send('camera', camera);
  await until(async () => (await receiver.peer.stats()).packetsReceived > 20, 'packets come in');
  const kinds = ['0', '1', '2'].map((mid) => receiver.peer.received(mid)?.kind);
  await sender.peer.describe(true);
  await receiver.peer.take({ type: 'offer', sdp: sender.peer.local() });
  await sender.peer.take(await receiver.peer.describe(false));

  const [one, two] = [made('both'), made('both')];
  await one.peer.send('microphone', microphone);
  await one.peer.describe(false);
  await two.peer.send('camera', camera);
  await two.peer.take({ type: 'offer', sdp: one.peer.local() });
  await one.peer.take(await two.peer.describe(false));
  await until(async () => {
    await trickle(one, two);
    await trickle(two, one);
    return one.peer.state === 'connected' && two.peer.state === 'connected';
  }, 'a mesh connects');
  await until(async () => (await one.peer.stats()).packetsReceived > 10 && (await two.peer.stats()).packetsReceived > 10, 'a mesh carries both ways');
  // Both mend at once: the polite one's offer gives way.
  await one.peer.describe(true);
  await two.peer.describe(true);
  await one.peer.take({ type: 'offer', sdp: two.peer.local() });
  await two.peer.take(await one.peer.describe(false));
  const stillOffering = one.peer.offering || two.peer.offering;
  const meshSections = two.peer.local().match(/^m=/gm)?.length;
  for (const { peer } of [sender, receiver, one, two]) peer.close();
  return { offer, kinds, stillOffering, meshSections, mesh: one.peer.receivedKind('camera')?.kind };
}

/** Two rooms' worth of media in one page, with a server between them that only passes on; runs in the page. */
async function meshInPage() {
  const { RoomMedia } = await import('/src/media/roomMedia.ts');
  const { browserPeers } = await import('/src/media/browserPeer.ts');
  const { BrowserDevices } = await import('/src/media/browserDevices.ts');
  const { Listening } = await import('/src/media/listening.ts');
  // A signal of the same copy of the library that the media use.
  const signal = (value) => Object.assign(new Listening().blocked, { value });
  const ids = ['ann', 'ben'];
  const on = { ann: {}, ben: {} };
  const all = {};
  const member = (id) => ({ member: id, name: id, role: 'participant', presence: 'connected', presenceSince: 0, microphone: false, camera: false, ...on[id] });
  const roomFor = (id) => ({
    session: {},
    self: { member: id, standing: 'admitted', microphone: false, camera: false, ...on[id] },
    members: new Map(ids.map((each) => [each, member(each)])),
  });
  const views = Object.fromEntries(ids.map((id) => [id, signal({ status: { phase: 'open' }, room: roomFor(id), serverOffset: 0 })]));
  const show = () => ids.forEach((id) => (views[id].value = { ...views[id].value, room: roomFor(id) }));
  const told = { offer: 'offered', answer: 'answered', candidate: 'reachable' };
  const pass = (from, { t, peer, pc, sdp, ice }) => setTimeout(() => all[peer]?.heard({ t: told[t], pc, peer: from, sdp, ice, tracks: [] }), 5);
  const open = (id) =>
    new RoomMedia({
      view: views[id],
      devices: new BrowserDevices(),
      random: Math.random,
      peers: browserPeers,
      timers: { after: (millis, act) => ((timer) => () => clearTimeout(timer))(setTimeout(act, millis)) },
      onMove: () => () => undefined,
      say: (saying) => (saying.peer && pass(id, saying), true),
      do: async ({ kind, on: to }) => {
        on[id] = { ...on[id], [kind === 'set_microphone' ? 'microphone' : 'camera']: to };
        show();
        return { ok: true, seq: 1 };
      },
    });
  const begin = (id) => all[id].heard({ t: 'media', mode: 'mesh', life: 'l', relayOnly: false, relays: [] });
  const until = async (true_, what) => {
    for (let turn = 0; turn < 150; turn++) {
      if (await true_()) return;
      await new Promise((next) => setTimeout(next, 100));
    }
    throw new Error(`never: ${what}`);
  };
  const received = async (id) => (await all[id].machine.stats()).reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  for (const id of ids) all[id] = open(id);
  ids.forEach(begin);
  await until(() => ids.every((id) => all[id].quality.value === 'good'), 'both are connected');
  await all.ann.camera.press();
  await all.ben.microphone.press();
  await until(async () => (await received('ann')) > 20 && (await received('ben')) > 5, 'it flows both ways');
  const seen = { ann: Object.keys(all.ann.of('ben')), ben: Object.keys(all.ben.of('ann')) };
  // One page is loaded anew.
  all.ben.close();
  on.ben = {};
  show();
  all.ben = open('ben');
  begin('ben');
  await until(async () => (await received('ben')) > 5, 'a page that was loaded anew sees the other one');
  for (const id of ids) all[id].close();
  return seen;
}

const server = await createServer({ server: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
try {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls.local[0]}stories.html`);
  const { offer, kinds, stillOffering, meshSections, mesh } = await page.evaluate(inPage);
  const sections = offer.split(/^(?=m=)/m).slice(1);
  if (process.argv.includes('--show')) process.stdout.write(offer);
  assert.deepEqual(sections.map((section) => section.match(/^m=(\w+)/)[1]), ['audio', 'video', 'video']);
  for (const section of sections) {
    assert.match(section, /^a=sendonly/m);
    assert.doesNotMatch(section, /^m=\w+ 0 /m, 'no section looks refused');
  }
  assert.match(sections[0], /useinbandfec=1.*usedtx=1/);
  assert.doesNotMatch(offer, /H264|VP9|AV1|red\/|ulpfec/);
  assert.ok(offer.length < 6000, `the offer has ${offer.length} characters`);
  assert.deepEqual(kinds, ['audio', 'video', 'video']);
  assert.equal(stillOffering, false);
  assert.equal(meshSections, 3);
  assert.equal(mesh, 'video');
  assert.deepEqual(await page.evaluate(meshInPage), { ann: ['microphone'], ben: ['camera'] });
  process.stdout.write(`peers: true; the offer has ${offer.length} characters\n`);
} finally {
  await browser.close();
  await server.close();
}
