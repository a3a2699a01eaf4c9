import { describe, expect, it } from 'vitest';
import { newClientId } from '../../src/protocol';
import { pauseBefore } from '../../src/protocol/backoff';
import { fold, foldAll, handPosition, hands, roomOf, type Room } from '../../src/protocol/room';
import type { AlertView, MemberView, OutsideView, WaitingView } from '../../src/wire/types';
import { aRoom } from './world';

const member = (id: string, part: Partial<MemberView> = {}): MemberView => ({
  member: id,
  name: id,
  role: 'participant',
  presence: 'connected',
  presenceSince: 0,
  microphone: false,
  camera: false,
  aside: false,
  screen: false,
  ...part,
});
const waiter = (id: string, since: number): WaitingView => ({
  member: id,
  name: id,
  role: 'participant',
  expected: 'today',
  cause: 'arrived',
  since,
  presence: 'connected',
  gatePassed: false,
});
const empty = (): Room => roomOf(aRoom());

describe('a room folds changes', () => {
  it('adds, replaces and drops a member, and keeps the order of arrival', () => {
    const room = foldAll(empty(), [
      { t: 'member', member: member('a') },
      { t: 'member', member: member('b') },
      { t: 'member', member: member('a', { microphone: true }) },
    ]);
    expect([...room.members.keys()]).toEqual(['a', 'b']);
    expect(room.members.get('a')?.microphone).toBe(true);
    expect([...fold(room, { t: 'member_gone', member: 'a' }).members.keys()]).toEqual(['b']);
  });

  it('never changes the room it was given', () => {
    const before = foldAll(empty(), [{ t: 'member', member: member('a') }]);
    fold(before, { t: 'member_gone', member: 'a' });
    fold(before, { t: 'member', member: member('b') });
    expect([...before.members.keys()]).toEqual(['a']);
  });

  it('moves somebody from the queue into the room and out again', () => {
    const out: OutsideView = { member: 'a', name: 'a', standing: 'removed', reason: 'other', at: 3 };
    const room = foldAll(empty(), [
      { t: 'waiting', person: waiter('a', 1) },
      { t: 'waiting', person: waiter('b', 2) },
      { t: 'waiting_gone', member: 'a' },
      { t: 'member', member: member('a') },
      { t: 'member_gone', member: 'a' },
      { t: 'outside', person: out },
    ]);
    expect([...room.waiting.keys()]).toEqual(['b']);
    expect(room.members.size).toBe(0);
    expect(room.outside.get('a')).toEqual(out);
    expect(fold(room, { t: 'outside_gone', member: 'a' }).outside.size).toBe(0);
  });

  it('raises an alert and clears it for all once somebody looks after it', () => {
    const alert: AlertView = { member: 'a', name: 'a', at: 1 };
    const room = fold(empty(), { t: 'alert', alert });
    expect(room.alerts.get('a')).toEqual(alert);
    expect(fold(room, { t: 'alert_gone', member: 'a' }).alerts.size).toBe(0);
  });

  it('replaces what is known of the session and of oneself', () => {
    const room = foldAll(empty(), [
      { t: 'session', session: { ...empty().session, locked: true } },
      { t: 'self', self: { ...empty().self, hand: 4 } },
    ]);
    expect(room.session.locked).toBe(true);
    expect(room.self.hand).toBe(4);
  });

  it('drops somebody who is not there without a complaint', () => {
    const room = empty();
    expect(fold(room, { t: 'member_gone', member: 'nobody' })).toEqual(room);
  });
});

describe('hands', () => {
  const room = foldAll(empty(), [
    { t: 'member', member: member('late', { hand: 30 }) },
    { t: 'member', member: member('none') },
    { t: 'member', member: member('early', { hand: 12 }) },
  ]);

  it('stand in the order in which they went up', () => {
    expect(hands(room).map((each) => each.member)).toEqual(['early', 'late']);
  });

  it('have a place from one on, and none when they are down', () => {
    expect(handPosition(room, 'early')).toBe(1);
    expect(handPosition(room, 'late')).toBe(2);
    expect(handPosition(room, 'none')).toBe(0);
  });
});

describe('small parts', () => {
  it('a client id has 22 url-safe characters and differs each time', () => {
    const make = (): string => newClientId((bytes) => crypto.getRandomValues(bytes));
    expect(make()).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(make()).not.toBe(make());
  });

  it('a pause lies between half and all of its length at random', () => {
    expect(pauseBefore(1, () => 0)).toBe(250);
    expect(pauseBefore(3, () => 0)).toBe(1000);
    expect(pauseBefore(3, () => 0.5)).toBe(1500);
    expect(pauseBefore(1000, () => 0)).toBe(7500);
  });
});
