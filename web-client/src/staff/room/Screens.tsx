import { ScreenShare } from 'lucide-preact';
import { Icon } from '../../design/Icon';
import { OwnScreen } from '../../media/parts/Screen';
import { screenOf } from '../../media/screens';
import type { MemberView } from '../../wire/types';
import { s } from '../words';
import { moderates, staffName } from './model';
import type { DeskProps } from './RoomScreen';
import { invited } from './screens';

/** Above the faces: who shares the room's one screen, and who may. */
export function ScreenNotes({ desk, room }: DeskProps) {
  const media = desk.live.media.value;
  const sharing = screenOf(room);
  return (
    <>
      {media && <OwnScreen media={media} onStop={() => void desk.press('screen')} />}
      {sharing && <Note desk={desk} room={room} member={sharing} text={s('screen.others', { name: staffName(sharing) })} stop={s('screen.stop')} />}
      {moderates(room.self.role) &&
        invited(room).map((member) => (
          <Note key={member.member} desk={desk} room={room} member={member} text={s('screen.invited', { name: staffName(member) })} more={s('screen.invited.text')} stop={s('screen.take_back')} />
        ))}
    </>
  );
}

interface NoteProps extends DeskProps {
  member: MemberView;
  text: string;
  more?: string;
  stop: string;
}

function Note({ desk, room, member, text, more, stop }: NoteProps) {
  return (
    <div class="strip-note aside" role="status">
      <Icon of={ScreenShare} size="m" />
      <span class="grow">
        {more === undefined ? text : <b>{text}</b>} {more}
      </span>
      {moderates(room.self.role) && (
        <button type="button" class="btn sm" onClick={() => void desk.act({ kind: 'stop_screen', member: member.member })}>
          {stop}
        </button>
      )}
    </div>
  );
}

/** The same beside a name in the list. */
export function ScreenMarks({ member }: { member: MemberView }) {
  const word = member.screen ? 'person.shares' : member.screenInvited === true ? 'person.may_share' : undefined;
  if (word === undefined) return null;
  return (
    <span role="img" class={member.screen ? 'shares' : ''} aria-label={s(word)} title={s(word)}>
      <Icon of={ScreenShare} size="m" />
    </span>
  );
}
