import { BellRing, Eye, MessageSquare, Send } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ping } from '../../common/sound';
import { clockTime, useNow } from '../../common/time';
import { errorText, t, type TextKey } from '../../common/words';
import { useWakeLock } from '../../common/wakeLock';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import type { Room } from '../../protocol';
import { LIMITS } from '../../wire/types';
import { Help } from './Help';
import { Page } from './Page';

/** What is true while somebody waits, in the order in which it matters. */
export function waitingWord(room: Room, serverNow: number): 'parked' | 'sent_back' | 'came_back' | 'open' | 'late' | 'early' {
  const { cause } = room.self;
  if (cause === 'parked' || cause === 'sent_back' || cause === 'came_back') return cause;
  if (room.session.phase === 'started') return 'open';
  return serverNow > room.session.scheduledStart + 60_000 ? 'late' : 'early';
}

/** Whether somebody who leads can see the queue now. Before the start nobody here knows. */
const isSeen = ({ session }: Room): boolean => session.phase === 'started' && session.staffGoneSince === undefined;

/** The waiting room: the truth, a calm dot, and one line to staff. No count and no other names. */
export function Waiting({ live, room, serverOffset }: { live: LiveRoom; room: Room; serverOffset: number }) {
  useWakeLock();
  const now = useNow(5000);
  const word = waitingWord(room, now + serverOffset);
  const talking = room.messages.length > 0;
  return (
    <Page about={`waiting-${word}`} title={t(`waiting.${word}.title`)}>
      <div class={talking ? 'breathing small' : 'breathing'} aria-hidden="true">
        <i />
      </div>
      <p class="lead" aria-live="polite">
        {t(`waiting.${word}.text`, { time: clockTime(room.session.scheduledStart) })}
      </p>
      {!talking && (
        <ul class="happens">
          {word !== 'parked' && <Happens of={Eye} text={isSeen(room) ? 'waiting.seen' : 'waiting.will_see'} />}
          <Happens of={BellRing} text="waiting.chime" />
          <Happens of={MessageSquare} text="waiting.write" />
        </ul>
      )}
      <Lines room={room} />
      <OneLine live={live} />
      <Help quiet />
    </Page>
  );
}

function Happens({ of, text }: { of: typeof Eye; text: TextKey }) {
  return (
    <li>
      <Icon of={of} />
      <span>{t(text)}</span>
    </li>
  );
}

/** What staff wrote and what one wrote oneself, oldest first. */
function Lines({ room }: { room: Room }) {
  const list = useRef<HTMLUListElement>(null);
  useNewLine(room, () => list.current?.lastElementChild?.scrollIntoView?.({ block: 'center' }));
  return (
    <ul ref={list} class="lines" aria-live="polite" aria-label={t('waiting.lines')}>
      {room.messages.map((message) => {
        const own = message.from === room.self.member;
        return (
          <li key={message.id} class={own ? 'line own' : 'line'}>
            <span class="tiny soft">
              {own ? t('messages.you') : (message.fromName ?? t('messages.staff'))} · {clockTime(message.at)}
            </span>
            <span>{message.text}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** A new line comes into sight; one of staff is heard too. Those that were here when the page opened only stand there. */
function useNewLine(room: Room, show: () => void): void {
  const last = room.messages.at(-1);
  const before = useRef(last?.id);
  useEffect(() => {
    if (last === undefined) return;
    show();
    if (last.id !== before.current && last.from !== room.self.member) ping();
    before.current = last.id;
  }, [last?.id]);
}

function OneLine({ live }: { live: LiveRoom }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const alive = useRef(true);
  useEffect(
    () => () => {
      alive.current = false;
    },
    [],
  );
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const line = text.trim();
    if (line === '') return;
    setText('');
    const outcome = await live.do({ kind: 'write_to_staff', text: line });
    if (alive.current) setProblem(outcome.ok ? undefined : outcome.code);
  };
  return (
    <form class="one-line" onSubmit={(event) => void send(event)}>
      <label class="grow">
        <span class="seen-by-ear">{t('waiting.line')}</span>
        <input
          class="input"
          value={text}
          maxLength={LIMITS.textCharacters}
          placeholder={t('waiting.line')}
          autocomplete="off"
          enterkeyhint="send"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="btn primary" aria-label={t('messages.send')}>
        <Icon of={Send} />
      </button>
      {problem !== undefined && <span class="wrong tiny">{errorText(problem)}</span>}
    </form>
  );
}
