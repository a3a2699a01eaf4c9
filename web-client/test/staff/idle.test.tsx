// @vitest-environment happy-dom
import { effect } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpProblem } from '../../src/common/http';
import type { Me } from '../../src/staff/api';
import { endsAt, IdleWatch, liveHere } from '../../src/staff/idle';
import { StaffSession } from '../../src/staff/session';
import { FakeServer } from '../participant/fakes';

const MINUTE = 60_000;
const me = (idleLeftMillis: number): Me => ({
  person: 'p',
  name: 'Ruth',
  fullName: 'Ruth Full',
  roles: ['counselor'],
  csrf: 'c',
  notices: [],
  idleMillis: 15 * MINUTE,
  idleLeftMillis,
});

describe('signing out by idleness', () => {
  let server: FakeServer;
  let session: StaffSession;
  let stop: () => void;

  beforeEach(async () => {
    vi.useFakeTimers();
    server = new FakeServer();
    server.on('GET /api/staff/me', me(15 * MINUTE));
    server.on('POST /api/staff/active', undefined);
    session = new StaffSession(server.http);
    await session.open(undefined);
    stop = new IdleWatch(session).start();
    document.body.innerHTML = '<main><textarea></textarea></main>';
  });
  afterEach(() => {
    stop();
    endsAt.value = undefined;
    vi.useRealTimers();
  });

  const pass = (millis: number): Promise<unknown> => vi.advanceTimersByTimeAsync(millis);
  const asked = (what: string): number => server.sent(what).length;

  it('warns two minutes before, after asking the server', async () => {
    await pass(11 * MINUTE);
    expect(asked('GET /api/staff/me')).toBe(1);
    server.on('GET /api/staff/me', me(2 * MINUTE));
    await pass(2 * MINUTE);
    expect(endsAt.value).toBeDefined();
  });

  it('warns nobody who is active elsewhere or live in a session', async () => {
    await pass(30 * MINUTE);
    expect(endsAt.value).toBeUndefined();
  });

  it('never signs out who watches a room, and tells the server so', async () => {
    liveHere.value = true;
    server.on('GET /api/staff/me', me(0));
    await pass(20 * MINUTE);
    expect(endsAt.value).toBeUndefined();
    expect(asked('GET /api/staff/me')).toBe(1);
    expect(asked('POST /api/staff/active')).toBeGreaterThan(15);
    liveHere.value = false;
  });

  it('tells the server of typing, at most once a minute', async () => {
    for (let i = 0; i < 30; i++) {
      document.querySelector('textarea')?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
      await pass(10_000);
    }
    expect(asked('POST /api/staff/active')).toBe(4);
  });

  it('goes on when the person says that he is here', async () => {
    server.on('GET /api/staff/me', me(MINUTE));
    await pass(13 * MINUTE);
    expect(endsAt.value).toBeDefined();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
    expect(asked('POST /api/staff/active')).toBe(0);
    server.on('GET /api/staff/me', me(15 * MINUTE));
    await pass(20_000);
    expect(endsAt.value).toBeUndefined();
  });

  it('says afterwards why, and keeps a page on which something was typed for the same person only', async () => {
    const field = document.querySelector('textarea');
    if (field) field.value = 'half a sentence';
    await pass(15 * MINUTE);
    server.on('GET /api/staff/me', new HttpProblem(401, 'signed_out'));
    await pass(MINUTE);
    await session.ask('/api/staff/me').catch(() => undefined);
    expect(session.state.value).toEqual({ at: 'out', reason: 'idle' });
    expect(session.kept.value?.person).toBe('p');
    expect(session.has('counselor')).toBe(true);
    const seen: unknown[] = [];
    const end = effect(() => void seen.push([session.state.value.at, session.kept.value?.person]));
    session.stand({ ...me(15 * MINUTE), person: 'somebody else' });
    end();
    expect(seen).toEqual([['out', 'p'], ['out', undefined], ['in', undefined]]);
  });

  it('keeps nothing for longer than half an hour, nor where nothing was typed', async () => {
    const field = document.querySelector('textarea');
    if (field) field.value = 'half a sentence';
    await pass(15 * MINUTE);
    server.on('GET /api/staff/me', new HttpProblem(401, 'signed_out'));
    await session.ask('/api/staff/me').catch(() => undefined);
    expect(session.kept.value).toBeDefined();
    await pass(30 * MINUTE);
    expect(session.kept.value).toBeUndefined();
    session.stand(me(15 * MINUTE));
    if (field) field.value = '';
    await session.ask('/api/staff/me').catch(() => undefined);
    expect(session.state.value.at).toBe('out');
    expect(session.kept.value).toBeUndefined();
  });
});
