import { BellOff, DoorClosed, Ellipsis, MapPin, MessageSquare, UsersRound } from 'lucide-preact';
import { useNow, wholeMinutes } from '../../common/time';
import type { WaitingView } from '../../wire/types';
import { Icon } from '../../design/Icon';
import { s, sn } from '../words';
import { Menu, type MenuItem } from '../Menu';
import { askedFirst, careOf, isOpenYet, seesGate, staffName, unreadMessages } from './model';
import type { DeskProps } from './RoomScreen';

interface WaiterProps extends DeskProps {
  person: WaitingView;
}

/** One person of the queue: what speaks for and against, what was written, what to do. */
export function Waiter({ desk, room, person }: WaiterProps) {
  const now = useNow(5000) + desk.live.view.value.serverOffset;
  const minutes = wholeMinutes(now - person.since);
  const { apart } = careOf(room, person);
  return (
    <li class={person.presence === 'reconnecting' ? 'waiter away' : 'waiter'}>
      <div class="row apart">
        <b class="cut" title={staffName(person)}>
          {staffName(person)}
        </b>
        <span class="tiny soft">{minutes === 0 ? s('waiting.just_now') : sn('waiting.minutes', minutes)}</span>
      </div>
      <Flags person={person} />
      {apart.map((other) => (
        <p key={other.member} class="notice amber apart">
          <Icon of={UsersRound} size="m" />
          <span>{s(room.members.has(other.member) ? 'waiting.apart.here' : 'waiting.apart.waits', { name: staffName(other) })}</span>
        </p>
      ))}
      <Wrote desk={desk} room={room} person={person} />
      <Acts desk={desk} room={room} person={person} />
    </li>
  );
}

/** The newest line of this person that nobody at this desk has seen. */
function Wrote({ desk, room, person }: WaiterProps) {
  const line = unreadMessages(room, desk.readUpTo.value)
    .filter(({ from }) => from === person.member)
    .at(-1);
  if (!line) return null;
  return (
    <button type="button" class="notice teal wrote" onClick={() => desk.writeToPerson(person)}>
      <Icon of={MessageSquare} size="m" />
      <span>
        <span class="seen-by-ear">{s('waiting.wrote', { name: staffName(person) })}</span> {s('waiting.wrote.line', { text: line.text })}
      </span>
    </button>
  );
}

function Acts({ desk, room, person }: WaiterProps) {
  const { member } = person;
  const driving = person.gate?.driving === true;
  const care = careOf(room, person);
  const ready = person.gatePassed && !driving;
  const writesFirst = !ready || care.unsafe;
  const notNow = (): void => void desk.act({ kind: 'not_now', member });
  const mayPutOff = person.cause !== 'not_now';
  const items: MenuItem[] = [
    ...(writesFirst && mayPutOff ? [{ of: BellOff, text: s('act.not_now'), act: notNow }] : []),
    { of: MessageSquare, text: s('act.write'), act: () => desk.writeToPerson(person) },
    ...(seesGate(room.self.role) && person.gatePassed
      ? [{ of: MapPin, text: s('act.place'), act: () => desk.ask({ what: 'place', person }) }]
      : []),
    { of: DoorClosed, text: s('act.decline'), danger: true, act: () => desk.ask({ what: 'decline', person }) },
  ];
  return (
    <div class="row">
      {writesFirst && (
        <button type="button" class={care.unsafe && ready ? 'btn primary sm' : 'btn sm'} onClick={() => desk.writeToPerson(person)}>
          {s(driving ? 'act.ask_to_park' : 'act.write')}
        </button>
      )}
      {ready && (
        <button type="button" class={askedFirst(care) ? 'btn sm' : 'btn primary sm'} disabled={!isOpenYet(room)} onClick={() => desk.admit(person, care)}>
          {s('act.admit')}
        </button>
      )}
      {!writesFirst && mayPutOff && (
        <button type="button" class="btn sm" onClick={notNow}>
          {s('act.not_now')}
        </button>
      )}
      <Menu of={Ellipsis} label={s('act.more', { name: staffName(person) })} items={items} />
    </div>
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
