// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../../src/common/words';
import { App } from '../../src/participant/App';
import type { MessageView } from '../../src/wire/types';
import { drawn, press, type } from '../hands';
import { settle, Trip, waitingRoom } from './fakes';

const pings: number[] = [];
vi.mock('../../src/common/sound', () => ({
  ping: () => pings.push(1),
  chime: () => undefined,
  unlockSound: () => undefined,
}));

const shown: string[] = [];
beforeEach(() => {
  speak('en');
  pings.length = 0;
  shown.length = 0;
  Element.prototype.scrollIntoView = function (this: Element) {
    shown.push(this.textContent ?? '');
  };
});
afterEach(cleanup);

const line = (id: string, from: string, text: string): MessageView => ({ id, kind: from === 'me' ? 'to_staff' : 'line', from, text, at: 1 });

/** An answer came below the fold of a small phone, without a sound: nobody saw it. */
describe('lines while waiting', () => {


  it('come into sight, are heard when staff wrote them, and take the place of the hints', async () => {
    const trip = new Trip();
    await trip.journey.open('token-of-the-link');
    const page = render(<App journey={trip.journey} />);
    trip.journey.enter();
    const room = waitingRoom();
    trip.room.show({ ...room, messages: [] });
    await vi.waitFor(() => expect(page.queryByText(/We will chime/)).toBeTruthy(), { timeout: 4000 });

    const own = line('1', room.self.member, 'I am here');
    trip.room.show({ ...room, messages: [own] });
    await vi.waitFor(() => expect(shown.at(-1)).toContain('I am here'));
    expect(pings).toHaveLength(0);
    expect(page.queryByText(/We will chime/)).toBeNull();
    trip.room.show({ ...room, messages: [own, line('2', 'lead', 'One moment please')] });
    await vi.waitFor(() => expect(shown.at(-1)).toContain('One moment please'));
    expect(pings).toHaveLength(1);
  });
});

describe('a number that is too short', () => {
  it('is said to be so once one leaves the field, not while one types', async () => {
    const trip = new Trip();
    await trip.journey.open('token-of-the-link');
    const page = render(<App journey={trip.journey} />);
    await settle();
    trip.journey.gate?.goTo(1);
    trip.journey.toGate();
    const field = await page.findByLabelText(/Phone number/);
    await type(field, '5550');
    expect(page.queryByText(/looks too short/)).toBeNull();
    field.dispatchEvent(new Event('blur'));
    await drawn();
    expect(page.getByText(/looks too short/)).toBeTruthy();
    await type(field, '(555) 010-0142');
    expect(page.queryByText(/looks too short/)).toBeNull();
    await press('Next');
  });
});
