import { describe, expect, it } from 'vitest';
import { ev, resumed, World } from './world';

const pings = (world: World): number[] => world.socket.sent.flatMap((message) => (message.t === 'ping' ? [message.id] : []));

describe('a page that was suspended', () => {
  it('probes its socket when it wakes', async () => {
    const world = new World();
    await world.enter();
    world.connection.wake();
    expect(pings(world)).toEqual([1]);
  });

  it('stays when the pong comes in time', async () => {
    const world = new World();
    const socket = await world.enter();
    world.connection.wake();
    world.pass(1_000);
    socket.say({ t: 'pong', id: 1, now: 7_000_000 });
    world.pass(60_000);
    expect(world.sockets).toHaveLength(1);
    expect(world.now - 60_000 + world.view.serverOffset).toBe(7_000_000);
  });

  it('takes the socket for dead without a pong, and resumes', async () => {
    const world = new World();
    const socket = await world.enter();
    world.connection.wake();
    world.pass(4_000);
    expect(world.view.status.phase).toBe('reconnecting');
    expect(socket.closedWith).toBe(1000);
    world.comeBack(resumed());
    expect(world.socket.sent[0]).toMatchObject({ t: 'resume', seq: 10 });
    expect(world.view.status.phase).toBe('open');
  });

  it('probes once for a bunch of wake-ups', async () => {
    const world = new World();
    await world.enter();
    for (let count = 0; count < 5; count++) world.connection.wake();
    expect(pings(world)).toEqual([1]);
  });

  it('notices by the clock alone that time jumped', async () => {
    const world = new World();
    await world.enter();
    world.pass(30_000);
    expect(pings(world)).toEqual([]);
    world.sleep(45_000);
    expect(pings(world)).toEqual([1]);
  });

  it('does not mistake a slow timer for sleep', async () => {
    const world = new World();
    await world.enter();
    world.sleep(9_000);
    expect(pings(world)).toEqual([]);
  });

  it('does not wait out the pause when it wakes while reconnecting', async () => {
    const world = new World();
    (await world.enter()).drop();
    for (let attempt = 0; attempt < 5; attempt++) {
      world.pass(15_000);
      world.socket.drop();
    }
    const count = world.sockets.length;
    world.pass(2_000);
    expect(world.sockets).toHaveLength(count);
    world.connection.wake();
    expect(world.sockets).toHaveLength(count + 1);
  });

  it('does not storm when wake-ups come in a row while reconnecting', async () => {
    const world = new World();
    (await world.enter()).drop();
    world.pass(2_000);
    for (let count = 0; count < 10; count++) {
      world.socket.drop();
      world.connection.wake();
    }
    expect(world.sockets.length).toBeLessThanOrEqual(3);
  });

  it('is not disturbed by a wake-up while an attempt is under way', async () => {
    const world = new World();
    (await world.enter()).drop();
    world.pass(600);
    const attempt = world.socket;
    world.pass(2_000);
    world.connection.wake();
    expect(world.socket).toBe(attempt);
    attempt.open();
    attempt.say(resumed());
    expect(world.view.status.phase).toBe('open');
  });

  it('takes another socket at once when the network is another one', async () => {
    const world = new World();
    const before = await world.enter();
    world.pass(2_000);
    world.connection.moved();
    expect(before.closedWith).toBe(1000);
    expect(world.sockets).toHaveLength(2);
    world.connection.moved();
    expect(world.sockets).toHaveLength(2);
    world.socket.open();
    world.socket.say(resumed());
    expect(world.view.status.phase).toBe('open');
  });

  it('does not wait for an attempt over a network that is gone', async () => {
    const world = new World();
    (await world.enter()).drop();
    world.pass(600);
    const stuck = world.socket;
    world.pass(2_000);
    world.connection.moved();
    expect(stuck.closedWith).toBe(1000);
    expect(world.socket).not.toBe(stuck);
  });

  it('suspects a socket on which a command stays unanswered', async () => {
    const world = new World();
    await world.enter();
    void world.connection.do({ kind: 'raise_hand' });
    world.pass(9_000);
    expect(pings(world).length).toBeGreaterThan(0);
    world.pass(4_000);
    expect(world.view.status.phase).toBe('reconnecting');
  });

  it('does not mistake other frames for the pong', async () => {
    const world = new World();
    const socket = await world.enter();
    world.connection.wake();
    socket.say(ev(11, 10));
    world.pass(4_000);
    expect(world.view.status.phase).toBe('reconnecting');
  });

  it('stays ended when it ended', async () => {
    const world = new World();
    (await world.enter()).drop(4504);
    world.sleep(600_000);
    world.connection.wake();
    world.connection.moved();
    expect(world.sockets).toHaveLength(1);
  });
});
