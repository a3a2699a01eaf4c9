import { describe, expect, it } from 'vitest';
import { aRoom, ev, resumed, welcome, World } from './world';

describe('a connection comes back', () => {
  it('resumes with the newest token and its position', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(11, 10));
    socket.drop();
    world.comeBack(resumed({ token: 'token-2', seq: 12 }));
    expect(world.socket.sent[0]).toEqual({ t: 'resume', versions: [1], token: 'token-1', epoch: 1, seq: 11 });
    world.socket.drop();
    world.pass(600);
    world.socket.open();
    expect(world.socket.sent[0]).toEqual({ t: 'resume', versions: [1], token: 'token-2', epoch: 1, seq: 12 });
  });

  it('asks for no new ticket to resume', async () => {
    const world = new World();
    (await world.enter()).drop();
    world.comeBack(resumed());
    expect(world.tickets).toBe(1);
  });

  it('shows reconnecting with the last known room meanwhile', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(11, 10));
    world.pass(30_000);
    socket.drop();
    expect(world.view.status).toMatchObject({ phase: 'reconnecting', since: world.now });
    expect(world.view.room?.messages).toHaveLength(1);
  });

  it('keeps the moment of the loss over many attempts', async () => {
    const world = new World();
    (await world.enter()).drop();
    const lostAt = world.now;
    for (let attempt = 0; attempt < 4; attempt++) {
      world.pass(16_000);
      world.socket.drop();
    }
    expect(world.view.status).toMatchObject({ phase: 'reconnecting', since: lostAt });
  });

  it('folds what changed meanwhile into what it had', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(11, 10));
    socket.drop();
    const message = { id: 'm12', kind: 'room', text: 'missed', at: 1 } as const;
    const again = { id: 'm11', kind: 'room', text: 'text 11', at: 5_000_000 } as const;
    world.comeBack(resumed({ seq: 12, changes: [{ t: 'message', message: again }, { t: 'message', message }] }));
    expect(world.view.room?.messages.map((each) => each.id)).toEqual(['m11', 'm12']);
    expect(world.view.status.phase).toBe('open');
    world.socket.say(ev(13, 12));
    expect(world.view.room?.messages).toHaveLength(3);
  });

  it('takes a welcome instead when too much was missed', async () => {
    const world = new World();
    (await world.enter()).drop();
    world.comeBack(welcome({ epoch: 2, seq: 900, token: 'token-9', room: aRoom({ messages: [{ id: 'x', kind: 'room', text: '', at: 1 }] }) }));
    expect(world.view.room?.messages.map((each) => each.id)).toEqual(['x']);
    world.socket.drop();
    world.pass(600);
    world.socket.open();
    expect(world.socket.sent[0]).toMatchObject({ token: 'token-9', epoch: 2, seq: 900 });
  });

  it('starts anew with a fresh ticket when its position was lost', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.drop(4002);
    world.pass(600);
    await world.settle();
    world.socket.open();
    expect(world.socket.sent[0]).toMatchObject({ t: 'hello', ticket: 'ticket-2' });
    expect(world.view.status.phase).toBe('reconnecting');
  });

  it('ignores everything that a cut socket still says', async () => {
    const world = new World();
    const old = await world.enter();
    old.say(ev(14, 13));
    old.say(ev(11, 10));
    old.drop(4503);
    expect(world.view.status.phase).toBe('reconnecting');
    expect(world.view.room?.messages).toEqual([]);
  });

  it('waits longer from attempt to attempt, never longer than fifteen seconds', async () => {
    const world = new World();
    (await world.enter()).drop();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      const before = world.now;
      const count = world.sockets.length;
      while (world.sockets.length === count) world.pass(50);
      pauses.push(world.now - before);
      world.socket.drop();
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  });

  it('begins with the short pause again after it was open', async () => {
    const world = new World();
    (await world.enter()).drop();
    world.pass(500);
    world.socket.drop();
    world.pass(1000);
    world.socket.open();
    world.socket.say(resumed());
    world.socket.drop();
    const count = world.sockets.length;
    world.pass(500);
    expect(world.sockets).toHaveLength(count + 1);
  });
});

describe('close codes', () => {
  it.each([4000, 4001, 4003, 4004, 4321, 1001, 1006, 1011])('%i: comes back', async (code) => {
    const world = new World();
    (await world.enter()).drop(code);
    world.pass(600);
    expect(world.sockets).toHaveLength(2);
  });

  it.each([
    [4500, 'bad_ticket'],
    [4501, 'protocol_violation'],
    [4502, 'connected_elsewhere'],
    [4503, 'removed'],
    [4504, 'ended'],
    [4505, 'bad_token'],
    [4506, 'declined'],
    [4507, 'signed_out'],
    [4508, 'left'],
    [4509, 'refused'],
    [4777, 'refused'],
  ])('%i: is final and says %s', async (code, name) => {
    const world = new World();
    (await world.enter()).drop(code);
    expect(world.view.status).toEqual({ phase: 'final', close: name });
    world.pass(120_000);
    world.connection.wake();
    expect(world.sockets).toHaveLength(1);
  });

  it('believes a bye when the network eats the close code', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say({ t: 'bye', code: 4509, text: 'room_full' });
    socket.drop(1006);
    expect(world.view.status).toEqual({ phase: 'final', close: 'refused', reason: 'room_full' });
  });

  it('comes back after a bye that says so', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say({ t: 'bye', code: 4000, text: 'draining' });
    socket.drop(4000);
    world.pass(600);
    expect(world.sockets).toHaveLength(2);
  });

  it('forgets a bye once it is back', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say({ t: 'bye', code: 4000, text: 'draining' });
    socket.drop(4000);
    world.comeBack(resumed());
    world.socket.drop(4504);
    expect(world.view.status).toMatchObject({ phase: 'final', close: 'ended' });
  });

  it('leaves no timer behind at the end', async () => {
    const world = new World();
    (await world.enter()).drop(4504);
    expect(world.pendingTimers).toBe(0);
  });

  it('leaves no timer and no socket behind when it is stopped', async () => {
    const world = new World();
    const socket = await world.enter();
    world.connection.stop();
    expect(world.pendingTimers).toBe(0);
    expect(socket.closedWith).toBe(1000);
  });
});
