/*
 * What the browser makes of the peer connections in src/media/browserPeer.ts, without any server:
 *   node e2e/peers.mjs
 * The sending one offers three sections in their order; a receiving one answers it and gets what is sent; two of a mesh
 * meet, also when their offers cross. Then whole pages: with a server that sends back what they send, over one sending
 * connection, the next and another life; and two of a mesh, one of them loaded anew. Needs a Chromium and a network
 * namespace.
 */
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { FLAGS } from './lib/stage.mjs';

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

/** What both stories below stand on; runs in the page. */
async function preparePage() {
  const { RoomMedia } = await import('/src/media/roomMedia.ts');
  const { browserPeers } = await import('/src/media/browserPeer.ts');
  const { BrowserDevices } = await import('/src/media/browserDevices.ts');
  const { Listening } = await import('/src/media/listening.ts');
  // A signal of the same copy of the library that the media use.
  const signal = (value) => Object.assign(new Listening().blocked, { value });
  const until = async (true_, what) => {
    for (let turn = 0; turn < 150; turn++) {
      if (await true_()) return;
      await new Promise((next) => setTimeout(next, 100));
    }
    throw new Error(`never: ${what}`);
  };
  /** A room of these people, whose pages all are in this page. */
  const roomOf = (ids, server) => {
    const on = Object.fromEntries(ids.map((id) => [id, {}]));
    const person = (id) => ({ member: id, name: id, microphone: false, camera: false, screen: false, ...on[id] });
    const roomFor = (id) => ({
      self: { ...person(id), standing: 'admitted' },
      members: new Map(ids.map((each) => [each, { ...person(each), presence: 'connected' }])),
    });
    const views = Object.fromEntries(ids.map((id) => [id, signal({ status: { phase: 'open' }, room: roomFor(id), serverOffset: 0 })]));
    const set = (id, part) => {
      on[id] = { ...on[id], ...part };
      for (const each of ids) views[each].value = { ...views[each].value, room: roomFor(each) };
    };
    const open = (id) =>
      new RoomMedia({
        view: views[id],
        devices: new BrowserDevices(),
        random: Math.random,
        able: true,
        peers: browserPeers,
        timers: { after: (millis, act) => ((timer) => () => clearTimeout(timer))(setTimeout(act, millis)) },
        onMove: () => () => undefined,
        say: (saying) => (setTimeout(() => server(id, saying), 5), true),
        do: async ({ kind, on: to }) => {
          set(id, { [kind.replace('set_', '')]: to });
          return { ok: true, seq: 1 };
        },
      });
    return { open, set, room: (id) => views[id].value.room };
  };
  const received = async (media) => (await media.machine.stats()).reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  window.lab = { browserPeers, until, roomOf, received };
}

/** Two pages of a mesh, with a server between them that only passes on; runs in the page. */
async function meshInPage() {
  const { until, roomOf, received } = window.lab;
  const all = {};
  const told = { offer: 'offered', answer: 'answered', candidate: 'reachable' };
  const { open, set } = roomOf(['ann', 'ben'], (from, { t, peer, pc, sdp, ice }) => {
    if (peer) all[peer]?.heard({ t: told[t], pc, peer: from, sdp, ice, tracks: [] });
  });
  const begin = (id) => all[id].heard({ t: 'media', mode: 'mesh', life: 'l', relayOnly: false, relays: [] });
  for (const id of ['ann', 'ben']) all[id] = open(id);
  for (const id of ['ann', 'ben']) begin(id);
  await until(() => all.ann.quality.value === 'good' && all.ben.quality.value === 'good', 'both are connected');
  await all.ann.camera.press();
  await all.ben.microphone.press();
  await all.ann.screen.press();
  await until(async () => (await received(all.ann)) > 5 && (await received(all.ben)) > 5, 'it flows both ways');
  const seen = { ann: Object.keys(all.ann.of('ben')), ben: Object.keys(all.ben.of('ann')) };
  // One page is loaded anew.
  all.ben.close();
  set('ben', { microphone: false });
  all.ben = open('ben');
  begin('ben');
  await until(async () => (await received(all.ben)) > 5, 'a page that was loaded anew sees the other one');
  for (const id of ['ann', 'ben']) all[id].close();
  return seen;
}

/** One page with a server that sends it back, under another name, what it sends; runs in the page. */
async function sfuInPage() {
  const { browserPeers, until, roomOf, received } = window.lab;
  const sides = {};
  const seen = [];
  let media;
  let downs = 0;
  let taken = 0;
  const relays = { relays: [], relayOnly: false };
  const KINDS = ['microphone', 'camera', 'screen'];
  const whole = async (side) => {
    await until(() => side.complete, 'all addresses are found');
    return side.peer.local();
  };
  const side = (purpose) => {
    const one = { complete: false };
    one.peer = browserPeers({ purpose, ...relays }, { state: () => undefined, candidate: (ice) => (one.complete ||= ice === undefined) });
    return one;
  };
  const offerDown = async () => {
    sides.receive = side('send');
    for (const [mid, kind] of KINDS.entries()) await sides.receive.peer.send(kind, sides.send.peer.received(String(mid)));
    await sides.receive.peer.describe(false);
    const tracks = KINDS.map((track, mid) => ({ mid: String(mid), member: 'echo', track }));
    media.heard({ t: 'offered', pc: ++downs, sdp: await whole(sides.receive), tracks });
  };
  const heard = {
    offer: async ({ pc, sdp }) => {
      seen.push(pc);
      sides.send?.peer.close();
      sides.send = side('receive');
      await sides.send.peer.take({ type: 'offer', sdp });
      await sides.send.peer.describe(false);
      media.heard({ t: 'answered', pc, sdp: await whole(sides.send) });
      await offerDown();
    },
    answer: async ({ sdp }) => {
      await sides.receive.peer.take({ type: 'answer', sdp });
      taken++;
    },
    candidate: ({ side: of, ice }) => sides[of]?.peer.reach(ice),
  };
  const { open, set, room } = roomOf(['me', 'echo'], (_, saying) => heard[saying.t]?.(saying));
  /** Each receiving connection counts from nothing. */
  const flowsOver = (number) => until(async () => taken === number && (await received(media)) > 5, `it comes back over connection ${number}`);
  set('echo', { microphone: true, camera: true, screen: true });
  media = open('me');
  media.heard({ t: 'media', mode: 'sfu', life: '1', ...relays });
  await media.microphone.press();
  await media.camera.press();
  await flowsOver(1);
  await media.screen.press();
  await until(() => media.of('echo').screen !== undefined, 'a screen comes back');
  const tracks = Object.keys(media.of('echo'));
  const { showFace } = await import('/src/stories/face.tsx');
  showFace(media, room('me'), 'echo');
  await until(() => document.querySelector('.tile .moving.seen')?.videoWidth > 0, 'the face is seen');
  await until(() => document.querySelector('.shared-screen .moving.seen')?.videoWidth > 0, 'the screen is seen');
  const { track } = media.screen.device;
  const shared = { hint: track.value.contentHint, state: track.value.readyState };
  await media.screen.press();
  const let_go = track.value === undefined;
  await until(() => [...document.querySelectorAll('audio')].some((audio) => audio.currentTime > 0.2), 'the voice is played');
  media.heard({ t: 'renew', side: 'send' });
  await flowsOver(2);
  media.heard({ t: 'media', mode: 'sfu', life: '2', ...relays });
  await flowsOver(3);
  media.close();
  return { tracks, seen, shared: { ...shared, let_go } };
}

const server = await createServer({ server: { port: 0, host: '127.0.0.1' }, logLevel: 'error', optimizeDeps: { entries: ['stories.html', 'src/**/*.ts', 'src/**/*.tsx'] } });
await server.listen();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
try {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls.local[0]}stories.html`);
  // The first time the page is loaded anew once all libraries are found.
  const first = await page.evaluate(inPage).catch(async (problem) => {
    if (!/context was destroyed/.test(problem.message)) throw problem;
    await page.waitForLoadState('networkidle');
    return page.evaluate(inPage);
  });
  const { offer, kinds, stillOffering, meshSections, mesh } = first;
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
  await page.evaluate(preparePage);
  assert.deepEqual(await page.evaluate(sfuInPage), {
    tracks: ['microphone', 'camera', 'screen'],
    seen: [1, 2, 3],
    shared: { hint: 'detail', state: 'live', let_go: true },
  });
  assert.deepEqual(await page.evaluate(meshInPage), { ann: ['microphone'], ben: ['camera', 'screen'] });
  process.stdout.write(`peers: true; the offer has ${offer.length} characters\n`);
} finally {
  await browser.close();
  await server.close();
}
