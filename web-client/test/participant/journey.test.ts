// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { HttpProblem } from '../../src/common/http';
import { language } from '../../src/common/words';
import { aRoom } from '../protocol/world';
import { ANSWERED, LATER, memoryStorage, settle, Trip, VISIT, waitingRoom } from './fakes';

describe('a link is opened', () => {
  it('exchanges the token and keeps only the visit in the tab', async () => {
    const trip = new Trip();
    await trip.journey.open('token-of-the-link');
    expect(trip.server.sent('POST /api/links/exchange')).toEqual([{ method: 'POST', json: { token: 'token-of-the-link' } }]);
    expect(trip.storage.getItem('visit')).toBe('bearer-1');
    expect(JSON.stringify([...trip.storage.values])).not.toContain('token-of-the-link');
    expect(trip.journey.stage.value).toEqual({ at: 'ready' });
  });

  it('takes an exchange that is under way and asks for none', async () => {
    const trip = new Trip();
    await trip.journey.open('token-of-the-link', Promise.resolve({ visit: 'bearer-2', ...VISIT }));
    expect(trip.server.sent('POST /api/links/exchange')).toEqual([]);
    expect(trip.storage.getItem('visit')).toBe('bearer-2');
    expect(trip.journey.stage.value).toEqual({ at: 'ready' });
  });

  it('shows what an exchange that is under way is refused with', async () => {
    const trip = new Trip();
    await trip.journey.open('token-of-the-link', Promise.reject(new HttpProblem(404, 'link_unknown')));
    expect(trip.journey.stage.value).toEqual({ at: 'trouble', kind: 'link_unknown' });
  });

  it('goes on with the visit of this tab after a reload', async () => {
    const trip = new Trip(memoryStorage({ visit: 'bearer-9' }));
    await trip.journey.open(undefined);
    expect(trip.server.sent('GET /api/visit')[0]?.headers).toMatchObject({ authorization: 'Bearer bearer-9' });
    expect(trip.journey.stage.value).toEqual({ at: 'ready' });
  });

  it('asks for the link when there is neither token nor visit, and shows whom to call', async () => {
    const trip = new Trip();
    await trip.journey.open(undefined);
    await settle();
    expect(trip.journey.stage.value).toEqual({ at: 'trouble', kind: 'no_link' });
    expect(trip.journey.contact.value?.phone).toBe('(555) 010-0100');
  });

  it.each([
    ['an unknown link', new HttpProblem(404, 'link_unknown'), 'link_unknown'],
    ['no network', new HttpProblem(0, 'unreachable'), 'unreachable'],
    ['a server in trouble', new HttpProblem(503, 'unavailable'), 'unreachable'],
  ])('tells %s apart', async (_, problem, kind) => {
    const trip = new Trip();
    trip.server.on('POST /api/links/exchange', problem);
    await trip.journey.open('some-token-of-a-link');
    expect(trip.journey.stage.value).toEqual({ at: 'trouble', kind });
  });

  it('keeps the visit when only the network is gone, and forgets one that is refused', async () => {
    const trip = new Trip(memoryStorage({ visit: 'bearer-9' }));
    trip.server.on('GET /api/visit', new HttpProblem(0, 'unreachable'));
    await trip.journey.open(undefined);
    expect(trip.storage.getItem('visit')).toBe('bearer-9');
    trip.server.on('GET /api/visit', new HttpProblem(401, 'unauthorized'));
    await trip.journey.open(undefined);
    expect(trip.storage.getItem('visit')).toBeNull();
    expect(trip.journey.stage.value).toEqual({ at: 'trouble', kind: 'signed_out' });
  });

  it('shows the next time and nothing else on another day, and opens by itself when it is time', async () => {
    const trip = new Trip();
    trip.server.on('POST /api/links/exchange', { visit: 'bearer-1', ...LATER });
    await trip.journey.open('token-of-the-link');
    expect(trip.journey.stage.value).toEqual({ at: 'not_now' });
    expect(trip.journey.next.value?.session).toBe('s2');
    await trip.journey.refresh();
    expect(trip.journey.stage.value).toEqual({ at: 'ready' });
  });

  it('speaks the language of the person, or the one that was chosen in this tab', async () => {
    const spanish = new Trip();
    spanish.server.on('POST /api/links/exchange', { visit: 'x', ...VISIT, language: 'es' });
    await spanish.journey.open('token-of-the-link');
    expect(language.value).toBe('es');
    spanish.journey.chooseLanguage('en');
    const again = new Trip(spanish.storage);
    again.server.on('GET /api/visit', { ...VISIT, language: 'es' });
    await again.journey.open(undefined);
    expect(language.value).toBe('en');
  });
});

async function entered(): Promise<Trip> {
  const trip = new Trip();
  await trip.journey.open('token-of-the-link');
  trip.journey.gate?.set(ANSWERED);
  trip.journey.enter();
  return trip;
}

describe('a person enters', () => {
  it('with a ticket for this session, fetched with the bearer of the tab', async () => {
    const trip = await entered();
    await expect(trip.fetchTicket?.()).resolves.toBe('ticket');
    expect(trip.server.sent('POST /api/visit/sessions/s1/ticket')[0]?.headers).toMatchObject({ authorization: 'Bearer bearer-1' });
    expect(trip.journey.stage.value).toEqual({ at: 'live' });
  });

  it('goes straight back after a reload', async () => {
    const before = await entered();
    const after = new Trip(before.storage);
    await after.journey.open(undefined);
    expect(after.rooms).toHaveLength(1);
    expect(after.journey.stage.value).toEqual({ at: 'live' });
  });

  it('sends the answers once more when the room does not know them', async () => {
    const trip = await entered();
    trip.room.show(waitingRoom(false));
    trip.room.show(waitingRoom(false));
    await settle();
    expect(trip.server.sent('PUT /api/visit/sessions/s1/gate').map((ask) => ask.json)).toEqual([{ ...ANSWERED, complete: true }]);
    expect(trip.journey.stage.value).toEqual({ at: 'live' });
  });

  it('is asked the questions again when they were never answered here', async () => {
    const trip = new Trip();
    await trip.journey.open('token-of-the-link');
    trip.journey.enter();
    trip.room.show(waitingRoom(false));
    await settle();
    expect(trip.journey.stage.value).toEqual({ at: 'gate' });
    expect(trip.room.stopped).toBe(true);
  });

  it.each(['declined', 'removed', 'barred'] as const)('sees the same calm page when the room says %s', async (standing) => {
    const trip = await entered();
    trip.room.show({ ...aRoom(), self: { ...aRoom().self, standing } });
    expect(trip.journey.stage.value).toEqual({ at: 'trouble', kind: 'out' });
  });
});

describe('the connection ends', () => {
  it.each([
    ['removed', undefined, { at: 'trouble', kind: 'out' }],
    ['declined', undefined, { at: 'trouble', kind: 'out' }],
    ['connected_elsewhere', undefined, { at: 'trouble', kind: 'elsewhere' }],
    ['signed_out', undefined, { at: 'trouble', kind: 'signed_out' }],
    ['ended', undefined, { at: 'goodbye', left: false }],
    ['left', undefined, { at: 'goodbye', left: true }],
    ['refused', 'barred', { at: 'trouble', kind: 'out' }],
    ['refused', 'declined', { at: 'trouble', kind: 'out' }],
    ['refused', 'room_locked', { at: 'trouble', kind: 'locked' }],
    ['refused', 'room_full', { at: 'trouble', kind: 'full' }],
    ['refused', 'ended', { at: 'goodbye', left: false }],
    ['refused', 'gate_missing', { at: 'gate' }],
    ['refused', 'driving', { at: 'gate' }],
    ['refused', 'something_new', { at: 'trouble', kind: 'unavailable' }],
  ] as const)('%s (%s)', async (close, reason, stage) => {
    const trip = await entered();
    trip.room.end(close, reason);
    expect(trip.journey.stage.value).toEqual(stage);
    expect(trip.room.stopped).toBe(true);
  });

  it('"use here" enters again; a reload of the tab that lost the seat does not', async () => {
    const trip = await entered();
    trip.room.end('connected_elsewhere');
    const reloaded = new Trip(trip.storage);
    await reloaded.journey.open(undefined);
    expect(reloaded.rooms).toHaveLength(0);
    expect(reloaded.journey.stage.value).toEqual({ at: 'trouble', kind: 'elsewhere' });
    reloaded.journey.enter();
    expect(reloaded.rooms).toHaveLength(1);
  });

  it('enters once more by itself when a token was no longer known, but not in a circle', async () => {
    const trip = await entered();
    trip.now += 60_000;
    trip.room.end('bad_token');
    expect(trip.rooms).toHaveLength(2);
    trip.now += 1_000;
    trip.room.end('bad_token');
    expect(trip.rooms).toHaveLength(2);
    expect(trip.journey.stage.value).toEqual({ at: 'trouble', kind: 'unavailable' });
  });

  it('does not run in a circle when the door says no to what the visit calls open', async () => {
    const trip = await entered();
    trip.room.end('refused', 'not_open');
    await settle();
    expect(trip.rooms).toHaveLength(1);
    expect(trip.journey.stage.value).toEqual({ at: 'ready' });
  });

  it('looking for the next appointment does not take the goodbye away', async () => {
    const trip = await entered();
    trip.room.end('ended');
    trip.server.on('GET /api/visit', LATER);
    await trip.journey.refresh();
    expect(trip.journey.stage.value).toEqual({ at: 'goodbye', left: false });
    expect(trip.journey.next.value?.session).toBe('s2');
  });
});
