import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MediaMail } from '../../src/live/mediaMail';
import { roomOf, type View } from '../../src/protocol';
import { FakeTimers } from '../media/fakes';
import { aRoom } from '../protocol/world';

const ports = () => ({
  view: signal<View>({ status: { phase: 'open' }, room: roomOf(aRoom()), serverOffset: 0 }),
  timers: new FakeTimers(),
  say: () => true,
  do: () => Promise.resolve({ ok: true, seq: 1 } as const),
});

beforeEach(() => {
  const target = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('window', target);
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('localStorage', { getItem: () => null });
});
afterEach(() => vi.unstubAllGlobals());

describe('what the server says of media before their code is here', () => {
  it('waits for it in order, but for who talked', async () => {
    const mail = new MediaMail();
    mail.heard({ t: 'held', seq: 1, late: [], failed: [] });
    mail.heard({ t: 'talking', member: 'ann', on: true });
    mail.heard({ t: 'media', mode: 'none', life: 'none', relayOnly: false, relays: [] });
    mail.heard({ t: 'held', seq: 2, late: [], failed: [] });
    mail.fetch(ports());
    await vi.waitUntil(() => mail.media.value !== undefined);
    expect(mail.media.value?.mode.value).toBe('none');
    expect(mail.media.value?.held.value?.seq).toBe(2);
    expect(mail.media.value?.talking('ann')).toBe(false);
  });

  it('is thrown away when the room was left meanwhile', async () => {
    const mail = new MediaMail();
    mail.fetch(ports());
    mail.close();
    await import('../../src/media/open');
    await Promise.resolve();
    expect(mail.media.value).toBeUndefined();
  });
});
