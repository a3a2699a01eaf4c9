import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomMedia } from '../../src/media/roomMedia';
import { roomOf, type Outcome } from '../../src/protocol';
import { concerned, Enforcement, SILENT_AFTER_MILLIS } from '../../src/staff/room/enforcement';
import type { ClientCommand } from '../../src/wire/types';
import { member, Page, settle } from '../media/fakes';
import { aRoom } from '../protocol/world';

const ROOM = roomOf(
  aRoom({
    members: [
      member('ruth', { role: 'facilitator' }),
      member('maya', { camera: true }),
      member('theo', { microphone: false, camera: false }),
      member('priya', { screen: true }),
      member('eve', { role: 'observer' }),
    ],
  }),
);
const MUTE: ClientCommand = { kind: 'mute', member: 'maya' };
const ACKED: Outcome = { ok: true, seq: 20 };

/** A desk's view of enforcement over a room with an SFU. */
async function desk(mode: 'sfu' | 'none' = 'sfu') {
  const page = new Page();
  await page.begins(mode);
  const warned: string[] = [];
  const enforcement = new Enforcement(signal<RoomMedia | undefined>(page.media), (name) => warned.push(name));
  const held = (seq: number, late: string[] = [], failed: string[] = []): void => page.media.heard({ t: 'held', seq, late, failed });
  return { enforcement, held, warned };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

describe('whom an act must be confirmed for', () => {
  it.each<[ClientCommand, string[]]>([
    [MUTE, ['maya']],
    [{ kind: 'mute', member: 'theo' }, []],
    [{ kind: 'lock_speaking', member: 'maya' }, ['maya']],
    [{ kind: 'mute_all' }, ['maya', 'priya']],
    [{ kind: 'lock_speaking_for_all' }, ['maya', 'priya']],
    [{ kind: 'send_back', member: 'theo' }, ['theo']],
    [{ kind: 'remove', member: 'theo', removal: 'may_return', reason: 'other' }, ['theo']],
    [{ kind: 'stop_camera', member: 'maya' }, ['maya']],
    [{ kind: 'stop_camera', member: 'theo' }, []],
    [{ kind: 'stop_screen', member: 'priya' }, ['priya']],
    [{ kind: 'lower_all_hands' }, []],
  ])('%j', (command, members) => {
    expect(concerned(command, ROOM)).toEqual(members);
  });
});

describe('muting', () => {
  it('is under way from the press until a report goes as far as the act and does not name the person', async () => {
    const { enforcement, held, warned } = await desk();
    let settleAct: (outcome: Outcome) => void = () => undefined;
    void enforcement.watch(MUTE, ROOM, new Promise((resolve) => (settleAct = resolve)));
    expect(enforcement.of('maya')).toBe('muting');
    held(19);
    expect(enforcement.of('maya')).toBe('muting');
    settleAct(ACKED);
    await settle();
    expect(enforcement.of('maya')).toBe('muting');
    held(20, ['maya']);
    expect(enforcement.of('maya')).toBe('muting');
    held(21, ['priya']);
    expect(enforcement.of('maya')).toBeUndefined();
    expect(warned).toEqual([]);
  });

  it('is called stopping when it is about a picture', async () => {
    const { enforcement, held } = await desk();
    await enforcement.watch({ kind: 'stop_camera', member: 'maya' }, ROOM, Promise.resolve(ACKED));
    expect(enforcement.of('maya')).toBe('stopping');
    held(20);
    expect(enforcement.of('maya')).toBeUndefined();
  });

  it('is confirmed by a report that was here before the answer', async () => {
    const { enforcement, held } = await desk();
    held(25);
    await enforcement.watch(MUTE, ROOM, Promise.resolve(ACKED));
    expect(enforcement.of('maya')).toBeUndefined();
  });

  it('is a warning while the media server could not, said once, and none when it could later', async () => {
    const { enforcement, held, warned } = await desk();
    await enforcement.watch(MUTE, ROOM, Promise.resolve(ACKED));
    held(20, ['maya'], ['maya']);
    held(21, ['maya'], ['maya']);
    expect(enforcement.of('maya')).toBe('unconfirmed');
    expect(warned).toEqual(['maya']);
    held(22);
    expect(enforcement.of('maya')).toBeUndefined();
    held(23, ['maya'], ['maya']);
    expect(warned).toEqual(['maya', 'maya']);
  });

  it('warns when no report comes at all', async () => {
    const { enforcement, held, warned } = await desk();
    await enforcement.watch(MUTE, ROOM, Promise.resolve(ACKED));
    vi.advanceTimersByTime(SILENT_AFTER_MILLIS - 1);
    expect(warned).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(warned).toEqual(['maya']);
    expect(enforcement.of('maya')).toBe('unconfirmed');
    held(30);
    expect(enforcement.of('maya')).toBeUndefined();
  });

  it('shows what fails of another one\u2019s acts too', async () => {
    const { enforcement, held, warned } = await desk();
    held(5, ['theo'], ['theo']);
    expect(enforcement.of('theo')).toBe('unconfirmed');
    expect(warned).toEqual(['theo']);
  });

  it('is over when the room refused it', async () => {
    const { enforcement } = await desk();
    await enforcement.watch(MUTE, ROOM, Promise.resolve({ ok: false, code: 'no_such_member' }));
    expect(enforcement.of('maya')).toBeUndefined();
  });

  it('is nothing to wait for where there is no sound', async () => {
    const { enforcement } = await desk('none');
    await enforcement.watch(MUTE, ROOM, Promise.resolve(ACKED));
    expect(enforcement.of('maya')).toBeUndefined();
  });
});
