// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { roomOf } from '../../src/protocol';
import { Turn } from '../../src/participant/room/Turn';
import { member, self, session, snapshot, stillRoom } from '../../src/stories/roomFixture';
import type { SelfView } from '../../src/wire/types';

afterEach(cleanup);

const asSam = (part: Partial<SelfView>) => {
  const seen = snapshot({ session: session(), self: self(part), members: [member('ruth', 'Ruth A.', { role: 'facilitator' })] });
  return <Turn live={stillRoom(seen)} room={roomOf(seen)} />;
};

it('says after a lock was lifted that one may speak, not that somebody muted one', () => {
  const { rerender } = render(asSam({ speakingLocked: true, mutedByStaff: true }));
  expect(screen.getByText('Speaking is paused for you.')).toBeTruthy();
  rerender(asSam({ mutedByStaff: true }));
  expect(screen.getByText('Speaking is open again.')).toBeTruthy();
  expect(screen.queryByText('Muted by your counselor.')).toBeNull();
});

it('says of whoever comes in after that that he may speak: nobody here knows of the lock', () => {
  render(asSam({ mutedByStaff: true }));
  expect(screen.getByText('Speaking is open again.')).toBeTruthy();
});

it('says again who muted once one spoke after the lock', () => {
  const { rerender } = render(asSam({ speakingLocked: true, mutedByStaff: true }));
  rerender(asSam({ mutedByStaff: true }));
  rerender(asSam({ microphone: true }));
  rerender(asSam({ mutedByStaff: true }));
  expect(screen.getByText('Muted by your counselor.')).toBeTruthy();
});
