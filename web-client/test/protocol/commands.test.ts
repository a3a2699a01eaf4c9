import { describe, expect, it } from 'vitest';
import type { ClientCommand } from '../../src/wire/types';
import { resumed, World } from './world';

const HAND: ClientCommand = { kind: 'raise_hand' };

describe('commands', () => {
  it('are numbered from one', async () => {
    const world = new World();
    const socket = await world.enter();
    void world.connection.do(HAND);
    void world.connection.do({ kind: 'say_in_room', text: 'hi' });
    expect(socket.sent.slice(1)).toEqual([
      { t: 'do', n: 1, command: HAND },
      { t: 'do', n: 2, command: { kind: 'say_in_room', text: 'hi' } },
    ]);
  });

  it('tell how they ended: carried out or refused with a code', async () => {
    const world = new World();
    const socket = await world.enter();
    const first = world.connection.do(HAND);
    const second = world.connection.do({ kind: 'lock_room' });
    socket.say({ t: 'no', n: 2, code: 'not_allowed', text: '' });
    socket.say({ t: 'ack', n: 1, seq: 11 });
    await expect(first).resolves.toEqual({ ok: true, seq: 11 });
    await expect(second).resolves.toEqual({ ok: false, code: 'not_allowed' });
  });

  it('go out at most eight at a time; the ninth waits for an answer', async () => {
    const world = new World();
    const socket = await world.enter();
    for (let count = 0; count < 11; count++) void world.connection.do(HAND);
    expect(socket.numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    socket.say({ t: 'ack', n: 3, seq: 11 });
    expect(socket.numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    socket.say({ t: 'no', n: 1, code: 'too_fast', text: '' });
    socket.say({ t: 'ack', n: 2, seq: 12 });
    expect(socket.numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('wait before the first welcome', async () => {
    const world = new World();
    void world.connection.do(HAND);
    const socket = await world.enter();
    expect(socket.sent.map((message) => message.t)).toEqual(['hello', 'do']);
  });

  it('are resent after a reconnect with their old numbers, in order, before new ones', async () => {
    const world = new World();
    const socket = await world.enter();
    for (let count = 0; count < 3; count++) void world.connection.do(HAND);
    socket.say({ t: 'ack', n: 2, seq: 11 });
    socket.drop();
    void world.connection.do({ kind: 'leave' });
    const next = world.comeBack(resumed());
    expect(next.sent.slice(1)).toEqual([
      { t: 'do', n: 1, command: HAND },
      { t: 'do', n: 3, command: HAND },
      { t: 'do', n: 4, command: { kind: 'leave' } },
    ]);
  });

  it('keep to eight over a reconnect too', async () => {
    const world = new World();
    const socket = await world.enter();
    for (let count = 0; count < 12; count++) void world.connection.do(HAND);
    socket.drop();
    const next = world.comeBack(resumed());
    expect(next.numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('are not sent between the drop and the answer to resume', async () => {
    const world = new World();
    (await world.enter()).drop();
    void world.connection.do(HAND);
    world.pass(600);
    world.socket.open();
    expect(world.socket.sent.map((message) => message.t)).toEqual(['resume']);
  });

  it('settle once, also when their answer comes twice', async () => {
    const world = new World();
    const socket = await world.enter();
    const outcome = world.connection.do(HAND);
    socket.say({ t: 'ack', n: 1, seq: 11 });
    socket.say({ t: 'no', n: 1, code: 'too_old', text: '' });
    socket.say({ t: 'ack', n: 77, seq: 11 });
    await expect(outcome).resolves.toEqual({ ok: true, seq: 11 });
  });

  it('end as closed when the connection is final: sent, queued and later ones', async () => {
    const world = new World();
    const socket = await world.enter();
    const all = Array.from({ length: 10 }, () => world.connection.do(HAND));
    socket.drop(4503);
    for (const outcome of await Promise.all(all)) expect(outcome).toEqual({ ok: false, code: 'closed' });
    await expect(world.connection.do(HAND)).resolves.toEqual({ ok: false, code: 'closed' });
  });
});
