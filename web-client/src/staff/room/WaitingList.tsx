import { BellOff, DoorClosed, Ellipsis, MapPin, MessageSquare, UsersRound } from 'lucide-preact';
import { useNow, wholeMinutes } from '../../common/time';
import type { OutsideView, WaitingView } from '../../wire/types';
import { Icon } from '../../design/Icon';
import { s, sn } from '../words';
import { Menu, type MenuItem } from '../Menu';
import { clearToAdmit, keptApart, seesGate, staffName } from './model';
import type { DeskProps } from './RoomScreen';

/** The queue in order of arrival, with what speaks for and against; below it those who are out. */
export function WaitingList({ desk, room }: DeskProps) {
  const people = [...room.waiting.values()];
  const clear = clearToAdmit(room).length;
  return (
    <>
      <div class="row apart">
        <h2>{s('waiting.count', { n: people.length })}</h2>
        {clear > 0 && (
          <button type="button" class="btn quiet sm" onClick={() => desk.ask({ what: 'admit_all' })}>
            {s('waiting.admit_all')}
          </button>
        )}
      </div>
      {people.length === 0 && <p class="soft small">{s('waiting.none')}</p>}
      <ol>
        {people.map((person) => (
          <Waiter key={person.member} desk={desk} room={room} person={person} />
        ))}
      </ol>
      {people.length > 0 && (
        <div class="stack hint">
          <p class="tiny soft">{s('waiting.hint')}</p>
          <button
            type="button"
            class="btn quiet sm"
            onClick={() => {
              desk.writeTo.value = 'waiting';
              desk.panel.value = 'chat';
            }}
          >
            {s('waiting.write_all')}
          </button>
        </div>
      )}
      <Outside desk={desk} room={room} />
    </>
  );
}

function Waiter({ desk, room, person }: DeskProps & { person: WaitingView }) {
  const now = useNow(5000) + desk.live.view.value.serverOffset;
  const { member } = person;
  const minutes = wholeMinutes(now - person.since);
  const driving = person.gate?.driving === true;
  const apart = keptApart(room, person);
  const ready = person.gatePassed && !driving;
  const items: MenuItem[] = [
    ...(!ready && person.cause !== 'not_now'
      ? [{ of: BellOff, text: s('act.not_now'), act: () => void desk.act({ kind: 'not_now', member }) }]
      : []),
    { of: MessageSquare, text: s('act.write'), act: () => desk.writeToPerson(person) },
    ...(seesGate(room.self.role) && person.gatePassed
      ? [{ of: MapPin, text: s('act.place'), act: () => desk.ask({ what: 'place', person }) }]
      : []),
    { of: DoorClosed, text: s('act.decline'), danger: true, act: () => desk.ask({ what: 'decline', person }) },
  ];
  return (
    <li class={person.presence === 'reconnecting' ? 'waiter away' : 'waiter'}>
      <div class="row apart">
        <b class="cut" title={staffName(person)}>
          {person.name}
        </b>
        <span class="tiny soft">{minutes === 0 ? s('waiting.just_now') : sn('waiting.minutes', minutes)}</span>
      </div>
      <Flags person={person} />
      {apart.map((other) => (
        <p key={other.member} class="notice amber apart">
          <Icon of={UsersRound} size="m" />
          <span>{s(room.members.has(other.member) ? 'waiting.apart.here' : 'waiting.apart.waits', { name: other.name })}</span>
        </p>
      ))}
      <div class="row">
        {ready ? (
          <button type="button" class={apart.length > 0 ? 'btn sm' : 'btn primary sm'} onClick={() => desk.admit(person, apart)}>
            {s('act.admit')}
          </button>
        ) : (
          <button type="button" class="btn sm" onClick={() => desk.writeToPerson(person)}>
            {s(driving ? 'act.ask_to_park' : 'act.write')}
          </button>
        )}
        {ready && person.cause !== 'not_now' && (
          <button type="button" class="btn sm" onClick={() => void desk.act({ kind: 'not_now', member })}>
            {s('act.not_now')}
          </button>
        )}
        <Menu of={Ellipsis} label={s('act.more', { name: staffName(person) })} items={items} />
      </div>
    </li>
  );
}

function Flags({ person }: { person: WaitingView }) {
  const { gate, cause } = person;
  return (
    <div class="flags">
      {person.presence === 'reconnecting' && <span class="chip amber">{s('flag.reconnecting')}</span>}
      <span class={person.expected === 'today' ? 'chip teal' : 'chip amber'}>{s(`flag.${person.expected}`)}</span>
      {cause !== 'arrived' && <span class="chip">{s(`flag.${cause}`)}</span>}
      {!person.gatePassed && <span class="chip">{s('flag.answering')}</span>}
      {gate && !gate.safe && <span class="chip red">{s('flag.not_safe')}</span>}
      {gate?.driving && <span class="chip red">{s('flag.driving')}</span>}
      {gate && <span class={gate.alone ? 'chip leaf' : 'chip amber'}>{s(gate.alone ? 'flag.alone' : 'flag.not_alone')}</span>}
      {gate && !gate.rulesAccepted && <span class="chip amber">{s('flag.no_rules')}</span>}
    </div>
  );
}

/** Declined and removed people, each with the way back. */
function Outside({ desk, room }: DeskProps) {
  const people = [...room.outside.values()];
  if (people.length === 0) return null;
  const undo = ({ member, standing }: OutsideView): void =>
    void desk.act({ kind: standing === 'declined' ? 'undo_decline' : 'undo_remove', member });
  return (
    <div class="outside">
      <h2>{s('outside.count', { n: people.length })}</h2>
      <ul>
        {people.map((person) => (
          <li key={person.member} class="row">
            <span class="grow">
              <span class="cut strong" title={staffName(person)}>
                {person.name}
              </span>
              <span class="tiny soft block">
                {[s(`outside.${person.standing}`), person.reason && s(`reason.${person.reason}`)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <button type="button" class="btn quiet sm" aria-label={s('outside.undo_for', { name: staffName(person) })} onClick={() => undo(person)}>
              {s('undo')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

