import { Reply, Send } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { clockTime } from '../../common/time';
import { Icon } from '../../design/Icon';
import type { Room } from '../../protocol';
import { LIMITS, type ClientCommand, type MemberView, type MessageView, type WaitingView } from '../../wire/types';
import { s } from '../words';
import { isGuided, moderates, staffName } from './model';
import type { DeskProps } from './RoomScreen';

/** Everything written that staff may read, each with who reads it; and one line to write, with whom it is for. */
export function Chat({ desk, room }: DeskProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.scrollTo?.({ top: list.current.scrollHeight }), [room.messages.length]);
  return (
    <>
      <ul ref={list} class="messages" aria-live="polite">
        {room.messages.length === 0 && <li class="soft small">{s('chat.none')}</li>}
        {room.messages.map((message) => (
          <Message key={message.id} desk={desk} room={room} message={message} />
        ))}
      </ul>
      <Composer desk={desk} room={room} />
    </>
  );
}

function nameOf(room: Room, member: string | undefined): string | undefined {
  if (member === undefined) return undefined;
  return room.members.get(member)?.name ?? room.waiting.get(member)?.name ?? room.outside.get(member)?.name;
}

function audience(room: Room, message: MessageView): string {
  switch (message.kind) {
    case 'room':
      return s('chat.to_room');
    case 'to_staff':
    case 'staff':
      return s('chat.to_staff');
    case 'line':
      return s('chat.to_person', { name: nameOf(room, message.to) ?? s('chat.somebody') });
    case 'waiting_line':
      return s('chat.to_waiting');
  }
}

function Message({ desk, room, message }: DeskProps & { message: MessageView }) {
  const own = message.from === room.self.member;
  const name = message.fromName ?? nameOf(room, message.from) ?? s('chat.somebody');
  const { from } = message;
  const mayReply = message.kind === 'to_staff' && from !== undefined && moderates(room.self.role);
  return (
    <li class={`message ${message.kind} ${own ? 'own' : ''}`}>
      <span class="tiny soft">
        <b>{own ? s('chat.you') : name}</b> {audience(room, message)} · {clockTime(message.at)}
      </span>
      <span class="words">{message.text}</span>
      {mayReply && (
        <button type="button" class="btn quiet sm" onClick={() => desk.writeToPerson({ member: from, name })}>
          <Icon of={Reply} size="s" />
          {s('chat.reply')}
        </button>
      )}
    </li>
  );
}

function commandFor(to: string, text: string): ClientCommand {
  if (to === 'staff') return { kind: 'say_to_staff', text };
  if (to === 'room') return { kind: 'say_in_room', text };
  if (to === 'waiting') return { kind: 'write_to_waiting', text };
  return { kind: 'write_to_member', member: to, text };
}

/** Whom one may write to, in the order of the list. */
interface Audiences {
  readonly everyone: boolean;
  readonly waiting: boolean;
  readonly people: readonly (MemberView | WaitingView)[];
}

function audiencesOf(room: Room): Audiences {
  const staff = moderates(room.self.role);
  return {
    everyone: room.session.chat && room.self.role !== 'observer',
    waiting: staff && room.waiting.size > 0,
    people: staff ? [...[...room.members.values()].filter(isGuided), ...room.waiting.values()] : [],
  };
}

/** What was chosen, as long as it is offered: nothing is ever written to somebody whom the list does not show. */
function offered(to: string, { everyone, waiting, people }: Audiences): string {
  if (to === 'room') return everyone ? to : 'staff';
  if (to === 'waiting') return waiting ? to : 'staff';
  return people.some(({ member }) => member === to) ? to : 'staff';
}

function Composer({ desk, room }: DeskProps) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const audiences = audiencesOf(room);
  const to = offered(desk.writeTo.value, audiences);
  useEffect(() => {
    if (to !== 'staff') field.current?.focus();
    desk.writeTo.value = to;
  }, [desk, to]);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const line = text.trim();
    if (line === '') return;
    const { ok } = await desk.act(commandFor(to, line));
    if (ok) setText('');
  };
  return (
    <form class="composer" onSubmit={(event) => void send(event)}>
      <label class="row">
        <span class="tiny soft">{s('chat.to')}</span>
        <Audience desk={desk} to={to} of={audiences} />
      </label>
      <div class="row">
        <label class="grow">
          <span class="seen-by-ear">{s('chat.write')}</span>
          <input
            ref={field}
            class="input"
            value={text}
            placeholder={s('chat.write')}
            maxLength={LIMITS.textCharacters}
            autocomplete="off"
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn primary" aria-label={s('chat.send')}>
          <Icon of={Send} size="m" />
        </button>
      </div>
    </form>
  );
}

function Audience({ desk, to, of: { everyone, waiting, people } }: Pick<DeskProps, 'desk'> & { to: string; of: Audiences }) {
  return (
    <select
      class="input small-input grow"
      value={to}
      onChange={(event) => {
        desk.writeTo.value = event.currentTarget.value;
      }}
    >
      <option value="staff">{s('chat.staff')}</option>
      {everyone && <option value="room">{s('chat.everyone')}</option>}
      {waiting && <option value="waiting">{s('chat.waiting')}</option>}
      {people.length > 0 && (
        <optgroup label={s('chat.one')}>
          {people.map((person) => (
            <option key={person.member} value={person.member}>
              {staffName(person)}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}
