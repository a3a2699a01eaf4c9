import { describe, expect, it } from 'vitest';
import { AFTER_YOU_MILLIS } from '../../src/media/meshPair';
import { AWAY_MILLIS, HELPS_WITHIN_MILLIS } from '../../src/media/watch';
import type { MediaSaying } from '../../src/protocol';
import { aRoom } from '../protocol/world';
import { aTrack, member, Page, settle } from './fakes';

/** A server that passes on what pages of a mesh say to each other, in order, and can hold it back. */
class Relay {
  readonly pages = new Map<string, Page>();
  readonly taken = new Map<Page, number>();
  silent = false;

  join(id: string, others: readonly string[], random: number): Page {
    const room = aRoom({ members: [id, ...others].map((each) => member(each)) });
    const page = new Page({ ...room, self: { ...room.self, member: id } }, () => random);
    this.pages.set(id, page);
    this.taken.set(page, 0);
    return page;
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await settle();
      for (const [id, page] of this.pages) {
        const from = this.taken.get(page) ?? 0;
        this.taken.set(page, page.said.length);
        if (!this.silent) for (const saying of page.said.slice(from)) this.pass(id, saying);
      }
    }
  }

  private pass(from: string, saying: MediaSaying): void {
    if (!('peer' in saying) || saying.peer === undefined) return;
    const to = this.pages.get(saying.peer)?.media;
    if (saying.t === 'offer') to?.heard({ t: 'offered', pc: saying.pc, peer: from, sdp: saying.sdp, tracks: [] });
    else if (saying.t === 'answer') to?.heard({ t: 'answered', pc: saying.pc, peer: from, sdp: saying.sdp });
    else if (saying.t === 'candidate') to?.heard({ t: 'reachable', pc: saying.pc, peer: from, ...(saying.ice ? { ice: saying.ice } : {}) });
  }
}

/** Both pages of a pair are in the mesh; ann is the polite one, since her id is the smaller. */
async function met(): Promise<{ relay: Relay; ann: Page; ben: Page }> {
  const relay = new Relay();
  const ann = relay.join('ann', ['ben'], 0.9);
  const ben = relay.join('ben', ['ann'], 0.1);
  await ann.begins('mesh');
  await ben.begins('mesh');
  await relay.settle();
  return { relay, ann, ben };
}

const stable = (page: Page): boolean => page.both.signaling === 'stable' && page.both.taken.length > 0;

describe('two pages of a mesh', () => {
  it('meet with one offer: the polite one leaves it to the other', async () => {
    const { relay, ann, ben } = await met();
    await ann.timers.pass(AFTER_YOU_MILLIS);
    await relay.settle();
    expect(ben.sayings('offer')).toHaveLength(1);
    expect(ann.sayings('offer')).toEqual([]);
    expect(ann.sayings('answer').map(({ pc, peer }) => [pc, peer])).toEqual([[100_001, 'ben']]);
    expect([ann, ben].every(stable)).toBe(true);
  });

  it('meet all the same when the other one never begins', async () => {
    const relay = new Relay();
    const ann = relay.join('ann', ['ben'], 0);
    await ann.begins('mesh');
    await ann.timers.pass(AFTER_YOU_MILLIS - 1);
    expect(ann.peers).toEqual([]);
    await ann.timers.pass(1);
    expect(ann.sayings('offer')).toMatchObject([{ pc: 1, peer: 'ben' }]);
  });

  it('pass their addresses on', async () => {
    const { relay, ann, ben } = await met();
    ann.both.finds('candidate:a');
    await relay.settle();
    expect(ben.both.reached).toEqual(['candidate:a']);
  });

  it('give way when both offer at once: the polite one takes the offer, the other one goes on', async () => {
    const { relay, ann, ben } = await met();
    // Both mend at the same moment.
    ann.both.becomes('connected');
    ben.both.becomes('connected');
    relay.silent = true;
    ann.moved();
    ben.moved();
    await settle();
    expect([ann.both.offering, ben.both.offering]).toEqual([true, true]);
    relay.silent = false;
    relay.taken.set(ann, ann.said.length - 1);
    relay.taken.set(ben, ben.said.length - 1);
    await relay.settle();
    expect([ann, ben].every(stable)).toBe(true);
    expect(ann.sayings('answer')).toHaveLength(2);
    expect(ben.sayings('answer')).toEqual([]);
    expect([ann.peers.length, ben.peers.length]).toEqual([1, 1]);
  });

  it('agree when their very first offers cross', async () => {
    const relay = new Relay();
    const ann = relay.join('ann', ['ben'], 0.5);
    const ben = relay.join('ben', ['ann'], 0.5);
    await ann.begins('mesh');
    await ann.timers.pass(AFTER_YOU_MILLIS);
    await ben.begins('mesh');
    await relay.settle();
    expect([ann, ben].every(stable)).toBe(true);
    expect(ben.peers).toHaveLength(1);
    expect(ann.peers.map((peer) => peer.closed)).toEqual([true, false]);
  });

  it('meet anew when one of them was loaded anew, whatever its numbers are', async () => {
    for (const random of [0.05, 0.95]) {
      const { relay, ann, ben } = await met();
      const again = relay.join('ben', ['ann'], random);
      expect(ben.both.closed).toBe(false);
      await again.begins('mesh');
      await relay.settle();
      expect([ann, again].every(stable)).toBe(true);
      expect(ann.of('both').map((peer) => peer.closed)).toEqual([true, false]);
      expect(new Set([ann, again].map((page) => page.said.at(-1)).map((saying) => saying && 'pc' in saying && saying.pc)).size).toBe(1);
    }
  });

  it('send and receive by kind', async () => {
    const { ann, ben } = await met();
    await ann.media.camera.press();
    ann.self({ camera: true });
    expect(ann.both.sending.get('camera')).toBe(ann.devices.last.real);
    ben.both.brings.set('microphone', aTrack('voice'));
    ben.both.becomes('connected');
    expect(ben.media.of('ann').microphone).toBeDefined();
  });

  it('mend: first on the same connection, then the impolite one begins a new one', async () => {
    const { relay, ann, ben } = await met();
    for (const page of [ann, ben]) page.both.becomes('connected');
    ben.both.becomes('disconnected');
    await ben.timers.pass(AWAY_MILLIS);
    await relay.settle();
    expect(ben.both.restarts).toBe(1);
    await ben.timers.pass(HELPS_WITHIN_MILLIS);
    await relay.settle();
    expect(ben.sayings('offer').at(-1)?.pc).toBe(100_002);
    expect(ann.of('both')).toHaveLength(2);
    expect([ann, ben].every(stable)).toBe(true);
  });

  it('say what they could not say once the socket is back', async () => {
    const { relay, ben } = await met();
    ben.both.becomes('connected');
    ben.drop();
    ben.both.becomes('failed');
    await settle();
    expect(ben.both.restarts).toBe(0);
    ben.back();
    await ben.begins('mesh');
    await relay.settle();
    expect(ben.both.restarts).toBe(1);
    expect(stable(ben)).toBe(true);
  });
});

describe('who is in a mesh', () => {
  it('is everybody who is there, and whoever goes is let go', async () => {
    const relay = new Relay();
    const page = relay.join('zoe', ['ann', 'ben', 'eve'], 0);
    await page.begins('mesh');
    expect(page.peers).toHaveLength(3);
    page.room({ members: [member('zoe'), member('ben')] });
    expect(page.peers.map((peer) => peer.closed)).toEqual([true, false, true]);
    page.room({ members: [member('zoe'), member('ben', { presence: 'reconnecting' }), member('ann')] });
    await settle();
    expect(page.peers.map((peer) => peer.closed)).toEqual([true, false, true, false]);
  });

  it('is told nothing of faces: there is no server that could leave one out', async () => {
    const { ann } = await met();
    ann.media.show(['ben']);
    await ann.timers.pass(1000);
    expect(ann.sayings('want')).toEqual([]);
  });
});
