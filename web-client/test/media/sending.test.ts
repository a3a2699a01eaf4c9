import { describe, expect, it } from 'vitest';
import { AWAY_MILLIS, COMES_UP_WITHIN_MILLIS, HELPS_WITHIN_MILLIS } from '../../src/media/watch';
import { LISTENS_WITHIN_MILLIS } from '../../src/media/machine';
import { LEAST_BETWEEN_RENEWALS } from '../../src/media/sfu';
import { Page, settle } from './fakes';

const offers = (page: Page): (readonly [number, string])[] => page.sayings('offer').map(({ pc, sdp }) => [pc, sdp]);

async function connected(): Promise<Page> {
  const page = new Page();
  await page.begins();
  await page.up();
  return page;
}

describe('setting up what is sent', () => {
  it('offers one connection when the server says that media can be set up, and takes the answer', async () => {
    const page = new Page();
    expect(page.peers).toEqual([]);
    await page.begins();
    expect(offers(page)).toEqual([[1, 'offer send1.1']]);
    await page.answered(1);
    expect(page.send.taken).toEqual(['answer 1']);
  });

  it('uses the relays that the server names, and only them where it says so', async () => {
    const page = new Page();
    const relays = [{ urls: ['turn:relay.example.org'], username: 'u', credential: 'c' }];
    page.media.heard({ t: 'media', mode: 'sfu', life: 'l', relayOnly: true, relays });
    expect(page.send.setup).toEqual({ purpose: 'send', relays, relayOnly: true });
  });

  it('says addresses as they are found, and those found before the offer with the offer', async () => {
    const page = new Page();
    page.media.heard({ t: 'media', mode: 'sfu', life: 'l', relayOnly: false, relays: [] });
    page.send.finds('too early for a message of its own');
    await settle();
    page.send.finds('candidate:1');
    page.send.events.candidate(undefined);
    expect(page.sayings('candidate')).toEqual([
      { t: 'candidate', side: 'send', pc: 1, ice: { text: 'candidate:1', mid: '0', line: 0 } },
      { t: 'candidate', side: 'send', pc: 1 },
    ]);
  });

  it('takes no answer for another connection, and none twice', async () => {
    const page = await connected();
    await page.answered(1);
    await page.answered(7);
    expect(page.send.taken).toEqual(['answer 1']);
  });

  it('opens nothing in a room without sound and picture', async () => {
    const page = new Page();
    await page.begins('none', 'none');
    expect(page.peers).toEqual([]);
    expect(page.said).toEqual([]);
    expect(page.media.mode.value).toBe('none');
  });
});

describe('the way breaks', () => {
  it('restarts ICE on the same connection when it is away for longer than a hiccup', async () => {
    const page = await connected();
    page.send.becomes('disconnected');
    await page.timers.pass(AWAY_MILLIS - 1);
    expect(page.send.restarts).toBe(0);
    await page.timers.pass(1);
    expect(page.send.restarts).toBe(1);
    expect(offers(page).at(-1)).toEqual([1, 'offer send1.2']);
  });

  it('leaves alone what comes back by itself', async () => {
    const page = await connected();
    page.send.becomes('disconnected');
    await page.timers.pass(AWAY_MILLIS - 1);
    page.send.becomes('connected');
    await page.timers.pass(60_000);
    expect(page.peers).toHaveLength(1);
    expect(page.send.restarts).toBe(0);
  });

  it('restarts at once when it failed', async () => {
    const page = await connected();
    page.send.becomes('failed');
    await settle();
    expect(page.send.restarts).toBe(1);
  });

  it('opens a new connection when restarting did not help, with what was sent before', async () => {
    const page = await connected();
    page.self({ microphone: true });
    await page.media.microphone.press();
    page.self({ microphone: false });
    await page.media.microphone.press();
    page.self({ microphone: true });
    const track = page.devices.last.real;
    page.send.becomes('failed');
    await page.timers.pass(HELPS_WITHIN_MILLIS);
    expect(page.of('send')).toHaveLength(2);
    expect(page.of('send')[0]?.closed).toBe(true);
    expect(offers(page).at(-1)).toEqual([2, 'offer send2.1']);
    expect(page.send.sending.get('microphone')).toBe(track);
  });

  it('tries again with growing patience, and has the patience back once the way is good', async () => {
    const page = await connected();
    page.send.becomes('failed');
    await page.timers.pass(HELPS_WITHIN_MILLIS);
    expect(page.of('send')).toHaveLength(2);
    await page.timers.pass(2 * HELPS_WITHIN_MILLIS - 1);
    expect(page.of('send')).toHaveLength(2);
    await page.timers.pass(1);
    expect(page.of('send')).toHaveLength(3);
    await page.up(3);
    page.send.becomes('failed');
    await page.timers.pass(HELPS_WITHIN_MILLIS);
    expect(page.of('send')).toHaveLength(4);
  });

  it('does not take a restart that left the way as good as before for a failure', async () => {
    const page = await connected();
    page.moved();
    await page.answered(1);
    await page.timers.pass(60_000);
    expect(page.of('send')).toHaveLength(1);
    expect(page.send.restarts).toBe(1);
  });

  it('opens a new connection when the first one never comes up', async () => {
    const page = new Page();
    await page.begins();
    await page.answered(1);
    await page.timers.pass(COMES_UP_WITHIN_MILLIS);
    expect(offers(page).map(([pc]) => pc)).toEqual([1, 2]);
  });

  it('never has two offers open on one connection: an answer does not say which it answers', async () => {
    const page = await connected();
    page.send.becomes('failed');
    await settle();
    // It came back by itself, and the restart is not answered yet.
    page.send.becomes('connected');
    page.moved();
    await settle();
    expect(offers(page).map(([pc]) => pc)).toEqual([1, 1, 2]);
  });

  it('is not confused by a connection that was given up', async () => {
    const page = await connected();
    const [old] = page.of('send');
    page.media.heard({ t: 'renew', side: 'send' });
    await page.timers.pass(LEAST_BETWEEN_RENEWALS);
    old?.events.candidate(undefined);
    expect(page.of('send')).toHaveLength(2);
    await page.answered(1);
    expect(page.send.taken).toEqual([]);
  });
});

describe('the server asks for a new one', () => {
  it('opens it with a higher number', async () => {
    const page = await connected();
    await page.timers.pass(LEAST_BETWEEN_RENEWALS);
    page.media.heard({ t: 'renew', side: 'send' });
    await settle();
    expect(offers(page).map(([pc]) => pc)).toEqual([1, 2]);
    expect(page.of('send')[0]?.closed).toBe(true);
  });

  it('rests between two, so that a refusal does not become a storm', async () => {
    const page = await connected();
    for (let times = 0; times < 20; times++) page.media.heard({ t: 'renew', side: 'send' });
    await settle();
    expect(page.of('send')).toHaveLength(1);
    await page.timers.pass(LEAST_BETWEEN_RENEWALS);
    expect(page.of('send')).toHaveLength(2);
    await page.timers.pass(LEAST_BETWEEN_RENEWALS);
    expect(page.of('send')).toHaveLength(2);
  });
});

describe('the socket is away', () => {
  it('says an offer that could not be said when the server listens again, with what was found meanwhile', async () => {
    const page = await connected();
    page.drop();
    page.send.becomes('failed');
    await page.timers.pass(60_000);
    expect(offers(page)).toHaveLength(1);
    page.back();
    await page.begins();
    expect(offers(page).at(-1)).toEqual([1, 'offer send1.2']);
  });

  it('says an offer again that may have been lost with the socket', async () => {
    const page = new Page();
    await page.begins();
    page.drop();
    page.back();
    await page.begins();
    expect(offers(page)).toEqual([
      [1, 'offer send1.1'],
      [1, 'offer send1.1'],
    ]);
  });

  it('does not wait for ever for the word that media are there', async () => {
    const page = new Page();
    await page.begins();
    page.drop();
    page.back();
    expect(offers(page)).toHaveLength(1);
    await page.timers.pass(LISTENS_WITHIN_MILLIS);
    expect(offers(page)).toHaveLength(2);
  });

  it('says nothing anew of what is answered and well', async () => {
    const page = await connected();
    page.drop();
    page.back();
    await page.begins();
    await page.timers.pass(60_000);
    expect(offers(page)).toHaveLength(1);
    expect(page.peers).toHaveLength(1);
  });

  it('says addresses later that were found meanwhile', async () => {
    const page = await connected();
    page.drop();
    page.send.finds('candidate:late');
    page.back();
    await page.begins();
    expect(page.sayings('candidate').map(({ ice }) => ice?.text)).toEqual(['candidate:late']);
  });

  it('does not mend later what mended itself', async () => {
    const page = await connected();
    page.drop();
    page.send.becomes('failed');
    await settle();
    page.send.becomes('connected');
    page.back();
    await page.begins();
    expect(page.send.restarts).toBe(0);
  });

  it('says an offer that the browser was still making when the server listened', async () => {
    const page = await connected();
    page.send.wait();
    page.send.becomes('failed');
    await settle();
    await page.begins();
    expect(offers(page)).toHaveLength(1);
    page.send.go();
    await settle();
    expect(offers(page).at(-1)).toEqual([1, 'offer send1.2']);
  });
});
