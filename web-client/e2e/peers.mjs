/*
 * What the browser makes of the peer connections in src/media/browserPeer.ts, without any server:
 *   node e2e/peers.mjs
 * The sending one offers three sections in their order; a receiving one answers it and gets what is sent; two of a mesh
 * meet, also when their offers cross. Needs a Chromium; best in a network namespace that has only lo.
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
  await one.peer.send('microphone', microphone);
  await two.peer.take({ type: 'offer', sdp: one.peer.local() });
  await two.peer.send('camera', camera);
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
  process.stdout.write(`peers: true; the offer has ${offer.length} characters\n`);
} finally {
  await browser.close();
  await server.close();
}
