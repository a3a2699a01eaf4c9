import './privacy.css';
import { EyeOff, Users } from 'lucide-preact';
import { Icon } from '../../design/Icon';
import type { MemberView } from '../../wire/types';
import { Confirm } from '../parts';
import { s } from '../words';
import type { Named } from './desk';
import { staffName } from './model';
import { hidden, isGroupAlone, pairsApart, stayingWithGroup } from './privacy';
import type { DeskProps } from './RoomScreen';

/** Above the faces: who talks apart, and who hides because somebody came in. */
export function PrivacyNotes({ desk, room }: DeskProps) {
  return (
    <>
      {pairsApart(room).map(([staff, member]) => (
        <Pair key={member.member} desk={desk} room={room} staff={staff} member={member} />
      ))}
      {isGroupAlone(room) && (
        <p class="strip-note" role="status">
          {s('aside.alone')}
        </p>
      )}
      {hidden(room).map((member) => (
        <p key={member.member} class="strip-note" role="status">
          <Icon of={EyeOff} size="m" />
          <span>
            <b>{s('shield.title', { name: staffName(member) })}</b> {s('shield.text')}
          </span>
        </p>
      ))}
    </>
  );
}

function Pair({ desk, room, staff, member }: DeskProps & { staff: MemberView; member: MemberView }) {
  const own = staff.member === room.self.member;
  return (
    <div class={own ? 'strip-note aside own' : 'strip-note aside'} role="status">
      <Icon of={Users} size="m" />
      <span class="grow">
        {own ? (
          <>
            <b>{s('aside.own', { name: staffName(member) })}</b> {s('aside.own.text')}
          </>
        ) : (
          s('aside.others', { name: staffName(staff), other: staffName(member) })
        )}
      </span>
      {own && (
        <button type="button" class="btn sm" onClick={() => void desk.act({ kind: 'end_aside', member: member.member })}>
          {s('aside.return')}
        </button>
      )}
    </div>
  );
}

/** Asks by name, and says first when the group would be without anybody who may be alone with it. */
export function AskAside({ desk, room, person }: DeskProps & { person: Named }) {
  const staying = stayingWithGroup(room, room.self.member);
  const name = staffName(person);
  return (
    <Confirm
      title={s('ask.step_aside', { name })}
      text={s('ask.step_aside.text', { name })}
      yes={s('ask.step_aside.yes')}
      danger={false}
      onYes={() => {
        desk.close();
        void desk.act({ kind: 'step_aside', member: person.member });
      }}
      onClose={() => desk.close()}
    >
      {staying.length > 0 ? (
        <p class="soft">{s('ask.step_aside.staying', { names: staying.map(staffName).join(', ') })}</p>
      ) : (
        <p class="notice amber" role="alert">
          {s('ask.step_aside.alone')}
        </p>
      )}
    </Confirm>
  );
}

/** Over the face of whom one neither hears nor sees: who talks apart from the group, or the group while one does. */
export function PrivacyVeil({ room, member }: { room: DeskProps['room']; member: MemberView }) {
  const { self } = room;
  if (member.presence === 'reconnecting' || member.member === self.member || member.member === self.asideWith) return null;
  if (member.aside) return <span class="gone">{s('person.aside')}</span>;
  if (member.shielded === true) return <span class="gone">{s('person.shielded')}</span>;
  return self.asideWith === undefined ? null : <span class="gone">{s('person.with_group')}</span>;
}

/** The same beside a name in the list. */
export function PrivacyMarks({ member }: { member: MemberView }) {
  return (
    <>
      {member.aside && (
        <span role="img" aria-label={s('person.aside')}>
          <Icon of={Users} size="m" />
        </span>
      )}
      {member.shielded === true && (
        <span role="img" aria-label={s('person.shielded')}>
          <Icon of={EyeOff} size="m" />
        </span>
      )}
    </>
  );
}
