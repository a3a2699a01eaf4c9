import { describe, expect, it } from 'vitest';
import { ev, World, welcome } from './world';

describe('a connection enters', () => {
  it('says hello with a fresh ticket and its client session as the first frame', async () => {
    const world = new World();
    world.connection.start();
    await world.settle();
    expect(world.socket.sent).toEqual([]);
    world.socket.open();
    expect(world.socket.sent).toEqual([{ t: 'hello', versions: [1], ticket: 'ticket-1', client: 'abcdefghijklmnopqrstuv' }]);
  });

  it('is connecting until the welcome, then open with the room', async () => {
    const world = new World();
    world.connection.start();
    await world.settle();
    world.socket.open();
    expect(world.view.status.phase).toBe('connecting');
    world.socket.say(welcome());
    expect(world.view.status).toEqual({ phase: 'open' });
    expect(world.view.room?.self.member).toBe('me');
  });

  it('knows the distance to the clock of the server', async () => {
    const world = new World();
    await world.enter();
    expect(world.now + world.view.serverOffset).toBe(5_000_000);
  });

  it('starts once, however often it is told to', async () => {
    const world = new World();
    world.connection.start();
    world.connection.start();
    await world.settle();
    expect(world.sockets).toHaveLength(1);
  });

  it('tries again with another ticket when the first socket does not open', async () => {
    const world = new World();
    world.connection.start();
    await world.settle();
    world.socket.drop();
    world.pass(1_000);
    await world.settle();
    world.socket.open();
    expect(world.sockets).toHaveLength(2);
    expect(world.socket.sent[0]).toMatchObject({ t: 'hello', ticket: 'ticket-2' });
  });

  it('counts sockets that never opened, so that a blocked network can be told', async () => {
    const world = new World();
    world.connection.start();
    for (let attempt = 0; attempt < 3; attempt++) {
      await world.settle();
      world.socket.drop();
      world.pass(5_000);
    }
    await world.settle();
    expect(world.view.status).toMatchObject({ phase: 'connecting', unopened: 3 });
  });

  it('gives up an attempt that gets no welcome within ten seconds', async () => {
    const world = new World();
    world.connection.start();
    await world.settle();
    world.socket.open();
    world.pass(11_000);
    await world.settle();
    expect(world.sockets).toHaveLength(2);
    expect(world.sockets[0]?.closedWith).toBe(1000);
  });

  it('tries again when the ticket cannot be fetched for now', async () => {
    const world = new World();
    world.ticketProblem = new Error('no network');
    world.connection.start();
    await world.settle();
    expect(world.sockets).toHaveLength(0);
    world.ticketProblem = undefined;
    world.pass(1_000);
    await world.settle();
    expect(world.sockets).toHaveLength(1);
  });

  it('ends with the reason when the ticket is refused for good', async () => {
    const world = new World();
    world.refuseTickets('ended');
    world.connection.start();
    await world.settle();
    expect(world.view.status).toEqual({ phase: 'final', close: 'refused', reason: 'ended' });
    world.pass(60_000);
    expect(world.sockets).toHaveLength(0);
  });

  it('throws away a ticket that comes after the attempt was given up', async () => {
    const world = new World();
    world.connection.start();
    world.connection.stop();
    await world.settle();
    expect(world.sockets).toHaveLength(0);
  });
});

describe('the view follows the numbered lane', () => {
  it('folds what comes in order', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(11, 10));
    socket.say(ev(14, 11));
    expect(world.view.room?.messages.map((message) => message.id)).toEqual(['m11', 'm14']);
  });

  it('leaves out what is older than its position', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(11, 10));
    socket.say(ev(9, 8));
    expect(world.view.room?.messages.map((message) => message.id)).toEqual(['m11']);
    expect(world.sockets).toHaveLength(1);
  });

  it('folds what comes at the seq that it has reached: leaving it out would be worse', async () => {
    const world = new World();
    const socket = await world.enter();
    const room = world.view.room;
    if (!room) throw new Error('no room');
    socket.say(ev(11, 10));
    socket.say(ev(11, 11, { changes: [{ t: 'self', self: { ...room.self, hand: 11 } }] }));
    expect(world.view.room?.messages).toHaveLength(1);
    expect(world.view.room?.self.hand).toBe(11);
    expect(world.sockets).toHaveLength(1);
  });

  it('is not disturbed by a frame that comes twice', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(11, 10));
    socket.say(ev(11, 10));
    expect(world.view.room?.messages).toHaveLength(1);
    expect(world.sockets).toHaveLength(1);
  });

  it('accepts entries that were not for it: seq may jump while after does not', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(25, 10));
    expect(world.sockets).toHaveLength(1);
    expect(world.view.room?.messages).toHaveLength(1);
  });

  it('resumes from its own position when after tells of a frame that never came', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(11, 10));
    socket.say(ev(14, 13));
    expect(world.view.room?.messages.map((message) => message.id)).toEqual(['m11']);
    world.pass(600);
    world.socket.open();
    expect(world.sockets).toHaveLength(2);
    expect(world.socket.sent).toEqual([{ t: 'resume', versions: [1], token: 'token-1', epoch: 1, seq: 11 }]);
  });

  it('takes a sync as the whole truth, also of a new epoch with smaller numbers', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say(ev(11, 10));
    const room = world.view.room;
    if (!room) throw new Error('no room');
    const session = { ...room.session, locked: true };
    socket.say({
      t: 'sync',
      epoch: 2,
      seq: 3,
      now: 6_000_000,
      room: { session, self: room.self, members: [], waiting: [], outside: [], messages: [], alerts: [] },
    });
    expect(world.view.room?.session.locked).toBe(true);
    expect(world.view.room?.messages).toEqual([]);
    socket.say(ev(4, 3));
    expect(world.view.room?.messages.map((message) => message.id)).toEqual(['m4']);
  });

  it('ignores messages, changes and fields that it does not know', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.raw('{"t":"soft","speaking":"x"}');
    socket.raw('{"t":"ev","seq":11,"after":10,"at":1,"later":true,"changes":[{"t":"poll","poll":{}}]}');
    expect(world.view.status.phase).toBe('open');
    socket.say(ev(12, 11));
    expect(world.view.room?.messages).toHaveLength(1);
  });

  it('does not keep a socket that speaks no protocol', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.raw('<html>');
    expect(world.view.status.phase).toBe('reconnecting');
    expect(socket.closedWith).toBe(1000);
  });

  it('reports an error that belongs to no command', async () => {
    const world = new World();
    const socket = await world.enter();
    socket.say({ t: 'error', code: 'too_fast', text: '' });
    expect(world.troubles).toEqual(['too_fast']);
  });
});
