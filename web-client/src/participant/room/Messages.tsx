import { Send } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { clockTime } from '../../common/time';
import { t } from '../../common/words';
import { Dialog } from '../../design/Dialog';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import type { Room } from '../../protocol';
import { LIMITS, type MessageView } from '../../wire/types';

type To = 'staff' | 'room';

/** What kind of message this is, in words: nobody should wonder who reads it. */
function audience(message: MessageView): string | undefined {
  switch (message.kind) {
    case 'room':
      return undefined;
    case 'to_staff':
      return t('messages.to_staff');
    case 'line':
      return t('messages.only_you');
    case 'waiting_line':
      return t('messages.waiting');
    case 'staff':
      return t('messages.staff');
  }
}

export function Messages({ live, room, onClose }: { live: LiveRoom; room: Room; onClose: () => void }) {
  const [to, setTo] = useState<To>(room.session.chat ? 'room' : 'staff');
  return (
    <Dialog title={t('room.messages')} class="sheet" onClose={onClose}>
      <List room={room} />
      {room.session.chat && (
        <div class="segments" role="radiogroup" aria-label={t('messages.who')}>
          {(['room', 'staff'] as const).map((each) => (
            <button key={each} type="button" role="radio" aria-checked={to === each} onClick={() => setTo(each)}>
              {t(each === 'room' ? 'messages.everyone' : 'messages.staff_only')}
            </button>
          ))}
        </div>
      )}
      <Composer live={live} to={to} />
      <div class="actions">
        <button type="button" class="btn" onClick={onClose}>
          {t('messages.close')}
        </button>
      </div>
    </Dialog>
  );
}

function List({ room }: { room: Room }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.scrollTo?.({ top: list.current.scrollHeight }), [room.messages.length]);
  if (room.messages.length === 0) return <p class="soft">{t('messages.none')}</p>;
  return (
    <ul ref={list} class="lines" aria-live="polite">
      {room.messages.map((message) => {
        const own = message.from === room.self.member;
        const who = own ? t('messages.you') : (message.fromName ?? t('messages.staff'));
        return (
          <li key={message.id} class={own ? 'line own' : 'line'}>
            <span class="tiny soft">{[who, audience(message), clockTime(message.at)].filter(Boolean).join(' · ')}</span>
            <span>{message.text}</span>
          </li>
        );
      })}
          </ul>
  );
}

function Composer({ live, to }: { live: LiveRoom; to: To }) {
  const [text, setText] = useState('');
  const send = (event: Event): void => {
    event.preventDefault();
    const line = text.trim();
    if (line === '') return;
    setText('');
    void live.do({ kind: to === 'room' ? 'say_in_room' : 'write_to_staff', text: line });
  };
  const hint = t(to === 'room' ? 'messages.write_all' : 'messages.write_staff');
  return (
    <form class="one-line" onSubmit={send}>
      <label class="grow">
        <span class="seen-by-ear">{hint}</span>
        <input
          class="input"
          value={text}
          placeholder={hint}
          maxLength={LIMITS.textCharacters}
          autocomplete="off"
          enterkeyhint="send"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="btn primary" aria-label={t('messages.send')}>
        <Icon of={Send} />
      </button>
    </form>
  );
}
