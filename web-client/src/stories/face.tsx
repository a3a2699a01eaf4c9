import { render } from 'preact';
import { Tile } from '../design/Tile';
import { SharedScreen } from '../media/parts/Screen';
import { Voices } from '../media/parts/Voices';
import type { RoomMedia } from '../media/roomMedia';
import type { Room } from '../protocol';

/** One face, a shared screen and all voices of a real room's media, for the browser check (e2e/peers.mjs). */
export function showFace(media: RoomMedia, room: Room, member: string): void {
  const view = room.members.get(member);
  const place = document.createElement('div');
  // A browser plays no muted picture that nobody could see.
  Object.assign(place.style, { display: 'grid', gridAutoRows: '240px' });
  document.body.prepend(place);
  render(
    <>
      {view?.screen === true && <SharedScreen media={media} member={view} />}
      <Tile member={member} name={member} camera={media.of(member).camera} />
      <Voices media={media} room={room} />
    </>,
    place,
  );
}
