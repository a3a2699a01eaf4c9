import { describe, expect, it } from 'vitest';
import { SAID_AFTER_MILLIS } from '../../src/media/faces';
import { aRoom } from '../protocol/world';
import { aTrack, member, Page, settle } from './fakes';

const pcs = (page: Page): number[] => page.sayings('offer').map(({ pc }) => pc);

/** In the room with the microphone on. */
async function speaking(): Promise<Page> {
  const page = new Page(aRoom({ members: [member('me'), member('ann'), member('ben')] }));
  await page.begins();
  await page.media.microphone.press();
  page.self({ microphone: true });
  await page.up();
  return page;
}

describe('one life of the media and the next', () => {
  it('keeps everything when the same life is said again', async () => {
    const page = await speaking();
    await page.offered(1);
    await page.begins();
    await page.begins();
    expect(page.peers).toHaveLength(2);
    expect(page.peers.some((peer) => peer.closed)).toBe(false);
  });

  it('sets all up anew in another life, with what the person had on', async () => {
    const page = await speaking();
    const track = page.devices.last;
    await page.offered(5);
    await page.begins('sfu', 'life-2');
    expect(page.peers.map((peer) => peer.closed)).toEqual([true, true, false]);
    expect(pcs(page)).toEqual([1, 2]);
    expect(page.send.sending.get('microphone')).toBe(track.real);
    expect(page.commands).toEqual([{ kind: 'set_microphone', on: true }]);
    expect(track.readyState).toBe('live');
    // The server may number anew.
    await page.offered(1);
    expect(page.sayings('answer').map(({ pc }) => pc)).toEqual([5, 1]);
  });

  it('takes answers of the life before for nobody', async () => {
    const page = new Page();
    await page.begins();
    await page.begins('sfu', 'life-2');
    await page.answered(1);
    expect(page.send.taken).toEqual([]);
  });

  it('has nothing outside the room: sent back, everything closes and the devices go off', async () => {
    const page = await speaking();
    await page.offered(1);
    const microphone = page.devices.last;
    page.self({ standing: 'waiting', cause: 'sent_back', microphone: false });
    expect(page.peers.every((peer) => peer.closed)).toBe(true);
    expect(microphone.readyState).toBe('ended');
    expect(page.media.mode.value).toBeUndefined();
    expect(page.timers.pending).toBeLessThanOrEqual(1);
  });

  it('begins anew when let in again, with numbers that go on, and muted', async () => {
    const page = await speaking();
    page.self({ standing: 'waiting', microphone: false });
    page.self({ standing: 'admitted' });
    await page.begins();
    expect(pcs(page)).toEqual([1, 2]);
    expect(page.send.sending.get('microphone')).toBeUndefined();
  });

  it('waits for the admission when the word of the media comes a moment before it', async () => {
    const waiting = aRoom();
    const page = new Page({ ...waiting, self: { ...waiting.self, standing: 'waiting' } });
    await page.begins();
    expect(page.peers).toEqual([]);
    page.self({ standing: 'admitted' });
    await settle();
    expect(pcs(page)).toEqual([1]);
  });

  it('goes without sound and picture in a browser that has no peer connections', async () => {
    const page = new Page(aRoom(), undefined, false);
    await page.begins();
    expect(page.media.mode.value).toBe('none');
    expect(page.peers).toEqual([]);
  });

  it('ends with the connection', async () => {
    const page = await speaking();
    page.view.value = { ...page.view.value, status: { phase: 'final', close: 'removed' } };
    expect(page.peers.every((peer) => peer.closed)).toBe(true);
    expect(page.devices.last.readyState).toBe('ended');
  });

  it('keeps what flows while the socket is away', async () => {
    const page = await speaking();
    page.drop();
    expect(page.send.closed).toBe(false);
    expect(page.send.sending.get('microphone')).toBe(page.devices.last.real);
  });

  it('closes all when the page is done with it', async () => {
    const page = await speaking();
    page.media.close();
    expect(page.send.closed).toBe(true);
    expect(page.devices.last.readyState).toBe('ended');
    expect(page.timers.pending).toBeLessThanOrEqual(1);
  });
});

describe('faces', () => {
  it('are said as soon as the screen is drawn, then once things stand still, and not again while they are the same', async () => {
    const page = await speaking();
    expect(page.sayings('want')).toEqual([]);
    page.media.show(['ben']);
    page.media.show(['ben', 'ann', 'ann']);
    await page.timers.pass(SAID_AFTER_MILLIS);
    page.media.show(['ann', 'ben']);
    await page.timers.pass(SAID_AFTER_MILLIS);
    expect(page.sayings('want')).toEqual([
      { t: 'want', faces: ['ben'] },
      { t: 'want', faces: ['ann', 'ben'] },
    ]);
  });

  it('are said again whenever the server says that media can be set up', async () => {
    const page = await speaking();
    page.media.show(['ann']);
    await page.timers.pass(SAID_AFTER_MILLIS);
    await page.begins();
    await page.begins('sfu', 'life-2');
    expect(page.sayings('want').map(({ faces }) => faces)).toEqual([['ann'], ['ann'], ['ann']]);
  });

  it('are nobody with sound alone, which turns the own camera off too, and come back', async () => {
    const page = await speaking();
    page.media.show(['ann']);
    await page.media.camera.press();
    page.self({ camera: true });
    const camera = page.devices.last;
    await page.timers.pass(SAID_AFTER_MILLIS);
    await page.media.save(true);
    await page.timers.pass(SAID_AFTER_MILLIS);
    expect(page.sayings('want').at(-1)?.faces).toEqual([]);
    expect(camera.readyState).toBe('ended');
    expect(page.commands.at(-1)).toEqual({ kind: 'set_camera', on: false });
    await page.media.save(false);
    await page.timers.pass(SAID_AFTER_MILLIS);
    expect(page.sayings('want').at(-1)?.faces).toEqual(['ann']);
    expect(page.commands.at(-1)).toEqual({ kind: 'set_camera', on: false });
  });

  it('are hidden with sound alone before the server has heard of it', async () => {
    const page = await speaking();
    const pending = page.offered(1, 'o', [{ mid: '1', member: 'ann', track: 'camera' }]);
    page.receive.brings.set('1', aTrack('face'));
    await pending;
    expect(page.media.of('ann').camera).toBeDefined();
    await page.media.save(true);
    expect(page.media.of('ann').camera).toBeUndefined();
  });
});

describe('the own connection', () => {
  it('gets fewer pictures while it loses what comes, the most important ones, and says so', async () => {
    const page = await speaking();
    page.media.show(['ann', 'ben', 'cat']);
    await page.offered(1, 'o', []);
    page.receive.counts = { packetsReceived: 100, packetsLost: 0 };
    await page.timers.pass(4_000);
    expect(page.media.thrifty.value).toBe(false);
    page.receive.counts = { packetsReceived: 180, packetsLost: 20 };
    await page.timers.pass(4_000 + SAID_AFTER_MILLIS);
    expect(page.sayings('want').at(-1)?.faces).toEqual(['ann']);
    expect(page.media.thrifty.value).toBe(true);
  });

  it('is said to be away when it still is at the next look, and good as soon as it is', async () => {
    const page = await speaking();
    expect(page.media.quality.value).toBe('good');
    page.send.becomes('disconnected');
    expect(page.media.quality.value).toBe('good');
    await page.timers.pass(4_000);
    expect(page.media.quality.value).toBe('away');
    page.send.becomes('connected');
    expect(page.media.quality.value).toBe('good');
  });
});

describe('whose network is weak', () => {
  it('is known until it is well again, and by nobody outside the room', async () => {
    const page = await speaking();
    page.media.heard({ t: 'weak', member: 'ann', on: true });
    page.media.heard({ t: 'weak', member: 'ben', on: true });
    page.media.heard({ t: 'weak', member: 'ben', on: false });
    expect(['ann', 'ben'].map((each) => page.media.weak(each))).toEqual([true, false]);
    page.self({ standing: 'waiting' });
    expect(page.media.weak('ann')).toBe(false);
  });
});

describe('who talks', () => {
  it('is shown until it ends or the microphone is off', async () => {
    const page = await speaking();
    page.media.heard({ t: 'talking', member: 'ann', on: true });
    page.media.heard({ t: 'talking', member: 'ben', on: true });
    page.media.heard({ t: 'talking', member: 'ben', on: false });
    expect(['ann', 'ben'].map((each) => page.media.talking(each))).toEqual([true, false]);
    page.room({ members: [member('me'), member('ann', { microphone: false })] });
    expect(page.media.talking('ann')).toBe(false);
  });
});
