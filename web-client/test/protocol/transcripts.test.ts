import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Room } from '../../src/protocol';
import type { ClientMessage, RoomSnapshot, ServerMessage } from '../../src/wire/types';
import { World } from './world';

/*
 * Stories as the server really told them: the server's tests take these files and compare them, here the library lives
 * through them. It must say what the page said then and end with what the page saw then.
 */
const FOLDER = new URL('../../../server/src/test/resources/transcripts/', import.meta.url);

type Line =
  | { readonly page: string; readonly what: 'open' | 'cut' }
  | { readonly page: string; readonly what: 'out'; readonly frame: ClientMessage }
  | { readonly page: string; readonly what: 'in'; readonly frame: ServerMessage }
  | { readonly page: string; readonly what: 'closed'; readonly code: number }
  | { readonly page: string; readonly what: 'final'; readonly room: RoomSnapshot };

/** Longer than the library's first pause, shorter than its patience with an attempt. */
const PAUSE = 3_000;

function linesOf(file: string): ReadonlyMap<string, readonly Line[]> {
  const pages = new Map<string, Line[]>();
  for (const text of readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n')) {
    const line = JSON.parse(text) as Line;
    pages.set(line.page, [...(pages.get(line.page) ?? []), line]);
  }
  return pages;
}

const snapshotOf = (room: Room): RoomSnapshot => ({
  session: room.session,
  self: room.self,
  members: [...room.members.values()],
  waiting: [...room.waiting.values()],
  outside: [...room.outside.values()],
  messages: [...room.messages],
  alerts: [...room.alerts.values()],
});

/** The library's client id and tickets are its own. */
const comparable = (message: ClientMessage | undefined): unknown =>
  message?.t === 'hello' ? { ...message, ticket: '', client: '' } : message;

async function live(world: World, line: Line, before: Line | undefined): Promise<void> {
  switch (line.what) {
    case 'open':
      if (before === undefined) world.connection.start();
      else world.pass(PAUSE);
      await world.settle();
      return world.socket.open();
    case 'out':
      if (line.frame.t === 'do') void world.connection.do(line.frame.command);
      return expect(comparable(world.socket.sent.at(-1))).toEqual(comparable(line.frame));
    case 'in':
      return world.socket.say(line.frame);
    case 'cut':
      return world.socket.drop();
    case 'closed':
      return world.socket.drop(line.code);
    case 'final':
      return expect(world.view.room && snapshotOf(world.view.room)).toEqual(line.room);
  }
}

describe.each(readdirSync(FOLDER))('the story %s', (file) => {
  it.each([...linesOf(file)])('ends for %s as it did', async (_page, lines) => {
    const world = new World();
    for (const [index, line] of lines.entries()) await live(world, line, lines[index - 1]);
    expect(lines.at(-1)?.what).toBe('final');
    expect(world.sockets.every((socket) => socket.closedWith === undefined)).toBe(true);
  });
});
