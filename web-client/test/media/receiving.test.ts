import { describe, expect, it } from 'vitest';
import { AWAY_MILLIS, HELPS_WITHIN_MILLIS } from '../../src/media/watch';
import { aRoom } from '../protocol/world';
import { aTrack, member, Page, settle } from './fakes';

const MEMBERS = [member('me'), member('ann'), member('ben')];

async function receiving(): Promise<Page> {
  const page = new Page(aRoom({ members: MEMBERS }));
  await page.begins();
  await page.up();
  await page.offered(1, 'offer a');
  page.receive.becomes('connected');
  return page;
}

const answers = (page: Page): (readonly [number, string])[] => page.sayings('answer').map(({ pc, sdp }) => [pc, sdp]);
const restarts = (page: Page): number => page.sayings('restart').length;

describe('what others send', () => {
  it('is answered, and shown under the member that the server names for each section', async () => {
    const page = new Page(aRoom({ members: MEMBERS }));
    await page.begins();
    const pending = page.offered(3, 'offer a', [
      { mid: '0', member: 'ann', track: 'microphone' },
      { mid: '1', member: 'ben', track: 'camera' },
    ]);
    const [voice, face] = [aTrack('voice'), aTrack('face', 'video')];
    page.receive.brings.set('0', voice).set('1', face).set('2', aTrack('nobody listed it'));
    await pending;
    expect(answers(page)).toEqual([[3, 'answer receive1.1']]);
    expect(page.media.of('ann')).toEqual({ microphone: voice });
    expect(page.media.of('ben')).toEqual({ camera: face });
    expect(page.media.of('me')).toEqual({});
  });

  it('moves with the sections: whoever is not listed any more sends nothing', async () => {
    const page = await receiving();
    const track = aTrack('reused');
    page.receive.brings.set('0', track);
    await page.offered(1, 'offer b', [{ mid: '0', member: 'ann', track: 'microphone' }]);
    expect(page.media.of('ann')).toEqual({ microphone: track });
    await page.offered(1, 'offer c', [{ mid: '0', member: 'ben', track: 'microphone' }]);
    expect(page.media.of('ann')).toEqual({});
    expect(page.media.of('ben')).toEqual({ microphone: track });
  });

  it('is neither heard nor seen when the room says that it is off', async () => {
    const page = await receiving();
    page.receive.brings.set('0', aTrack('voice')).set('1', aTrack('face'));
    await page.offered(1, 'offer b', [
      { mid: '0', member: 'ann', track: 'microphone' },
      { mid: '1', member: 'ann', track: 'camera' },
    ]);
    page.room({ members: [member('me'), member('ann', { microphone: false, camera: false })] });
    expect(page.media.of('ann')).toEqual({});
    page.room({ members: [member('me')] });
    expect(page.media.of('ann')).toEqual({});
  });

  it('takes only the newest of several offers that wait, and answers only that', async () => {
    const page = await receiving();
    page.receive.wait();
    for (const sdp of ['offer b', 'offer c', 'offer d']) void page.offered(1, sdp);
    await settle();
    page.receive.go();
    await settle();
    expect(page.receive.taken).toEqual(['offer a', 'offer b', 'offer d']);
    expect(answers(page)).toHaveLength(2);
  });

  it('says which offer it answers, where the server numbers them', async () => {
    const page = await receiving();
    page.media.heard({ t: 'offered', pc: 1, offer: 7, sdp: 'offer b', tracks: [] });
    await settle();
    expect(page.sayings('answer').map(({ offer }) => offer)).toEqual([undefined, 7]);
  });

  it('gives a connection up for one with a higher number, and looks at no lower one', async () => {
    const page = await receiving();
    await page.offered(4, 'offer b');
    expect(page.of('receive').map((peer) => peer.closed)).toEqual([true, false]);
    await page.offered(2, 'offer late');
    expect(page.receive.taken).toEqual(['offer b']);
    expect(page.sayings('answer').map(({ pc }) => pc)).toEqual([1, 4]);
  });

  it('answers an offer again that the server repeats', async () => {
    const page = await receiving();
    await page.offered(1, 'offer a');
    expect(answers(page)).toHaveLength(2);
  });

  it('says its addresses', async () => {
    const page = await receiving();
    page.receive.finds('candidate:r');
    expect(page.sayings('candidate')).toEqual([
      { t: 'candidate', side: 'receive', pc: 1, ice: { text: 'candidate:r', mid: '0', line: 0 } },
    ]);
  });

  it('asks for another offer when one cannot be taken, and keeps what flows', async () => {
    const page = await receiving();
    const voice = aTrack('voice');
    page.receive.brings.set('0', voice);
    await page.offered(1, 'offer b', [{ mid: '0', member: 'ann', track: 'microphone' }]);
    page.receive.refuses = new Error('bad');
    await page.offered(1, 'offer bad');
    expect(restarts(page)).toBe(1);
    expect(page.media.of('ann')).toEqual({ microphone: voice });
  });
});

describe('the way to what is received breaks', () => {
  it('asks the server to restart it, and again while that does not help', async () => {
    const page = await receiving();
    page.receive.becomes('disconnected');
    await page.timers.pass(AWAY_MILLIS);
    expect(page.sayings('restart')).toEqual([{ t: 'restart', pc: 1 }]);
    await page.timers.pass(HELPS_WITHIN_MILLIS);
    expect(restarts(page)).toBe(2);
    page.receive.becomes('connected');
    await page.timers.pass(60_000);
    expect(restarts(page)).toBe(2);
  });

  it('asks at once when the network is another one', async () => {
    const page = await receiving();
    page.moved();
    expect(restarts(page)).toBe(1);
  });

  it('asks when the socket is back, if it could not', async () => {
    const page = await receiving();
    page.drop();
    page.receive.becomes('failed');
    expect(restarts(page)).toBe(0);
    page.back();
    await page.begins();
    expect(restarts(page)).toBe(1);
  });

  it('asks again when the socket that took the asking was lost before anything came of it', async () => {
    const page = await receiving();
    page.moved();
    page.drop();
    page.back();
    await page.begins();
    expect(restarts(page)).toBe(2);
    await page.offered(1, 'offer on another way');
    page.drop();
    page.back();
    await page.begins();
    expect(restarts(page)).toBe(2);
  });

  it('says an answer later that could not be said', async () => {
    const page = await receiving();
    page.receive.wait();
    void page.offered(1, 'offer b');
    await settle();
    page.drop();
    page.receive.go();
    await settle();
    expect(answers(page)).toHaveLength(1);
    page.back();
    await page.begins();
    expect(answers(page).at(-1)).toEqual([1, 'answer receive1.2']);
    await page.begins();
    expect(answers(page)).toHaveLength(2);
  });

  it('lets go of it when the server has none any more, and takes the next offer of whatever number', async () => {
    const page = await receiving();
    page.receive.brings.set('0', aTrack('voice'));
    await page.offered(1, 'offer b', [{ mid: '0', member: 'ann', track: 'microphone' }]);
    page.media.heard({ t: 'renew', side: 'receive' });
    expect(page.media.of('ann')).toEqual({});
    expect(page.receive.closed).toBe(true);
    await page.offered(2, 'offer c');
    expect(answers(page).at(-1)).toEqual([2, 'answer receive2.1']);
  });
});
