// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpProblem } from '../../src/common/http';
import { speak } from '../../src/common/words';
import { App } from '../../src/participant/App';
import { drawn, press } from '../hands';
import { settle, Trip } from './fakes';

const ENTRY = 'GET /api/visit/sessions/s1/entry';

beforeEach(() => {
  speak('en');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const passing = async (millis: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(millis);
  await drawn();
};

/** Somebody whose page was told that he is out. */
async function out(): Promise<Trip> {
  const trip = new Trip();
  await trip.journey.open('token-of-the-link');
  render(<App journey={trip.journey} />);
  trip.journey.enter();
  trip.room.end('removed');
  await settle();
  await passing(100);
  return trip;
}

/** Staff took a removal back, and the page stood there until somebody reloaded it. */
describe('whoever is not in the session now', () => {
  it('comes back by himself when staff took it back, and is told before that the page may stay open', async () => {
    const trip = await out();
    trip.server.on(ENTRY, { entry: 'not_now' });
    await passing(3_000);
    expect(screen.getByText(/leave this page open/)).toBeTruthy();
    expect(trip.rooms).toHaveLength(1);
    trip.server.on(ENTRY, { entry: 'free' });
    await passing(13_000);
    expect(trip.rooms).toHaveLength(2);
    expect(trip.journey.stage.value).toEqual({ at: 'live' });
    const asked = trip.server.sent(ENTRY).length;
    await passing(60_000);
    expect(trip.server.sent(ENTRY)).toHaveLength(asked);
  });

  it('who may come back through the waiting room goes there by an own press, not by itself', async () => {
    const trip = await out();
    trip.server.on(ENTRY, { entry: 'by_waiting_room' });
    await passing(60_000);
    expect(trip.rooms).toHaveLength(1);
    await press('Go to the waiting room');
    expect(trip.rooms).toHaveLength(2);
  });

  it('is answered calmly when he tries again too early, and when the network is gone', async () => {
    const trip = await out();
    trip.server.on(ENTRY, { entry: 'not_now' });
    await press('Try again');
    expect(screen.getByRole('status').textContent).toBe('Not yet. You can leave this page open, or call us.');
    trip.server.on(ENTRY, new HttpProblem(0, 'unreachable'));
    await press('Try again');
    expect(screen.getByRole('status').textContent).toMatch(/No connection/);
    expect(trip.rooms).toHaveLength(1);
  });

  it.each([
    ['the session is over', { entry: 'ended' }],
    ['the visit is not known any more', new HttpProblem(401, 'signed_out')],
  ])('stops asking when %s', async (_, answer) => {
    const trip = await out();
    trip.server.on(ENTRY, answer);
    await passing(120_000);
    expect(trip.server.sent(ENTRY)).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('goes on asking through a passing failure, about every ten seconds', async () => {
    const trip = await out();
    trip.server.on(ENTRY, new HttpProblem(503, 'unavailable'));
    await passing(62_000);
    const asked = trip.server.sent(ENTRY).length;
    expect(asked).toBeGreaterThanOrEqual(5);
    expect(asked).toBeLessThanOrEqual(8);
  });
});
