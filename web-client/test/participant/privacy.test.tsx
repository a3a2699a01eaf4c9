// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../../src/common/words';
import { JourneyContext } from '../../src/participant/context';
import { RoomScreen } from '../../src/participant/room/RoomScreen';
import { apart, self, snapshot } from '../../src/stories/roomFixture';
import type { RoomSnapshot } from '../../src/wire/types';
import { drawn, press } from '../hands';
import { FakeRoom, Trip } from './fakes';

let live: FakeRoom;

beforeEach(() => {
  speak('en');
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
});
afterEach(() => cleanup());

function Page() {
  const { room } = live.view.value;
  return <JourneyContext.Provider value={new Trip().journey}>{room && <RoomScreen live={live} room={room} />}</JourneyContext.Provider>;
}

function open(part: Partial<RoomSnapshot> = {}): void {
  live = new FakeRoom(snapshot(part));
  render(<Page />);
}

async function show(part: Partial<RoomSnapshot>): Promise<void> {
  live.show(snapshot(part));
  await drawn();
}

const others = (): boolean => document.body.textContent?.includes('Maya') === true;

describe('hiding', () => {
  it('covers the whole room on the press and asks the server', async () => {
    open({ self: self({ microphone: false, camera: false }) });
    expect(others()).toBe(true);
    await press('Hide my screen');
    expect(live.commands).toEqual([{ kind: 'shield' }]);
    await screen.findByRole('heading', { name: 'Your screen is hidden' });
    expect(others()).toBe(false);
    expect(screen.getAllByRole('button')).toHaveLength(1);
  });

  it('takes the own microphone away on the press too', async () => {
    open({ self: self({ microphone: true, camera: false }) });
    await press('Hide my screen');
    expect(live.commands).toEqual([{ kind: 'shield' }, { kind: 'set_microphone', on: false }]);
  });

  it('says nothing of a group or a counselor to who looks over the shoulder', async () => {
    open({ self: self({ shielded: true }) });
    expect(document.body.textContent).not.toMatch(/group|counselor|private|support/i);
  });

  it('shows the room again only when the server says so', async () => {
    open({ self: self({ shielded: true }) });
    await press('I am alone again');
    expect(live.commands).toEqual([{ kind: 'lower_shield' }]);
    expect(others()).toBe(false);
    await show({});
    expect(others()).toBe(true);
  });

  it('shows the room again when the server refused to hide', async () => {
    open();
    live.outcome = { ok: false, code: 'not_in_room' };
    await press('Hide my screen');
    await drawn();
    expect(others()).toBe(true);
  });

  it('hides what the server hid on another page', async () => {
    open();
    await show({ self: self({ shielded: true }) });
    expect(others()).toBe(false);
  });

  it('is said in Spanish too', () => {
    speak('es');
    open({ self: self({ shielded: true }) });
    expect(screen.getByRole('heading', { name: 'Su pantalla está oculta' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Estoy a solas de nuevo' })).toBeTruthy();
  });
});

describe('talking apart', () => {
  it('says with whom, shows the two alone, and leads back', async () => {
    open({ self: self({ asideWith: 'ruth' }), members: apart('ruth', 'sam') });
    expect(screen.getByText('You and Ruth A. are talking apart from the group.')).toBeTruthy();
    expect(others()).toBe(false);
    expect(screen.queryByText('Stepped out for a moment')).toBeNull();
    await press('Back to the group');
    expect(live.commands).toEqual([{ kind: 'end_aside', member: 'sam' }]);
  });

  it('tells the others of the group that two stepped out, and no reason', () => {
    open({ members: apart('ruth', 'theo') });
    expect(screen.getAllByText('Stepped out for a moment')).toHaveLength(2);
    expect(document.body.textContent).not.toContain('apart');
  });
});
