import { Ellipsis, Hand, Heart, Lock, Mic, MicOff } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { stopwatch, useNow } from '../../common/time';
import { Icon } from '../../design/Icon';
import { useMedia } from '../../design/media';
import { handPosition } from '../../protocol';
import type { MemberView } from '../../wire/types';
import { s } from '../words';
import { memberActs } from './acts';
import { Alerts } from './Alerts';
import { Chat } from './Chat';
import type { Panel } from './desk';
import { EnforcedMark } from './Enforced';
import { Menu } from '../Menu';
import { inOrder, isLead, moderates, staffName, unreadMessages } from './model';
import { PrivacyMarks } from './Privacy';
import { ScreenMarks } from './Screens';
import type { DeskProps } from './RoomScreen';
import { TimerPanel } from './TimerPanel';
import { WaitingList } from './WaitingList';

/** Where the waiting queue has no column of its own; the same width as in room.css. */
const NARROW = '(max-width: 1099px)';

const PANELS: readonly Panel[] = ['waiting', 'people', 'timer', 'chat'];

/** The tools at the right; on a narrow screen the waiting queue is one of them. */
export function Side({ desk, room }: DeskProps) {
  const narrow = useMedia(NARROW);
  const panel = !narrow && desk.panel.value === 'waiting' ? 'people' : desk.panel.value;
  const reading = panel === 'chat';
  const unread = reading ? 0 : unreadMessages(room, desk.readUpTo.value).length;
  useEffect(() => {
    if (reading) desk.markRead(room);
  }, [desk, reading, room]);
  useEffect(() => {
    // Whoever waits is looked after first; later the counselor chooses.
    if (narrow && moderates(room.self.role) && room.waiting.size > 0 && desk.panel.peek() === 'people') desk.panel.value = 'waiting';
  }, [desk]);
  const counts: Readonly<Record<Panel, number>> = { waiting: room.waiting.size, people: 0, timer: 0, chat: unread };
  const panels = moderates(room.self.role) ? PANELS : PANELS.filter((each) => each === 'people' || each === 'chat');
  return (
    <aside class="right" aria-label={s('side')}>
      <div class="tabs" role="tablist" aria-label={s('side')}>
        {panels.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            class={each === 'waiting' ? 'narrow-only' : ''}
            aria-selected={panel === each}
            aria-controls="side-panel"
            onClick={() => {
              desk.panel.value = each;
            }}
          >
            {s(`tab.${each}`)}
            {counts[each] > 0 && <span class="count">{counts[each]}</span>}
          </button>
        ))}
      </div>
      <Alerts desk={desk} room={room} />
      <div id="side-panel" class={`panel ${panel}`} role="tabpanel" aria-label={s(`tab.${panel}`)}>
        <Content panel={panel} desk={desk} room={room} />
      </div>
    </aside>
  );
}

function Content({ panel, desk, room }: DeskProps & { panel: Panel }) {
  switch (panel) {
    case 'waiting':
      return <WaitingList desk={desk} room={room} />;
    case 'people':
      return <People desk={desk} room={room} />;
    case 'timer':
      return <TimerPanel desk={desk} room={room} />;
    case 'chat':
      return <Chat desk={desk} room={room} />;
  }
}

function People({ desk, room }: DeskProps) {
  const leadHere = room.session.lead !== undefined && room.members.has(room.session.lead);
  const mayTake = room.self.qualified && !isLead(room) && (!leadHere || room.session.actingLead);
  return (
    <>
      {mayTake && (
        <button type="button" class="btn sm full" onClick={() => void desk.act({ kind: 'take_lead' })}>
          {s('act.take_lead')}
        </button>
      )}
      <ul class="person-list">
        {inOrder(room).map((member) => (
          <Row key={member.member} desk={desk} room={room} member={member} />
        ))}
      </ul>
    </>
  );
}

function Row({ desk, room, member }: DeskProps & { member: MemberView }) {
  const position = handPosition(room, member.member);
  const away = member.presence === 'reconnecting';
  const tone = away || member.supportAsked ? 'amber' : moderates(member.role) ? 'teal' : 'leaf';
  return (
    <li class="person">
      <span class={`dot ${tone}`} aria-hidden="true" />
      <span class="grow">
        <span class="cut block" title={staffName(member)}>
          {staffName(member)}
        </span>
        {away ? <AwaySince desk={desk} since={member.presenceSince} /> : <RoleWord room={room} member={member} />}
        <EnforcedMark desk={desk} member={member.member} />
      </span>
      <span class="facts">
        {member.supportAsked && (
          <span role="img" aria-label={s('person.support')}>
            <Icon of={Heart} size="m" />
          </span>
        )}
        <PrivacyMarks member={member} />
        <ScreenMarks member={member} />
        {position > 0 && (
          <span class="hand-at" role="img" aria-label={s('person.hand', { n: position })}>
            <Icon of={Hand} size="m" />
            {position}
          </span>
        )}
        {!away && <Voice member={member} />}
      </span>
      <Menu of={Ellipsis} label={s('act.more', { name: staffName(member) })} items={memberActs(desk, room, member)} />
    </li>
  );
}

function RoleWord({ room, member }: { room: DeskProps['room']; member: MemberView }) {
  if (member.member === room.session.lead) return <span class="tiny soft block">{s(room.session.actingLead ? 'word.acting' : 'word.lead')}</span>;
  return member.role === 'participant' ? null : <span class="tiny soft block">{s(`role.${member.role}`)}</span>;
}

function Voice({ member }: { member: MemberView }) {
  if (member.role === 'observer') return null;
  const [icon, word] = member.microphone
    ? ([Mic, 'person.unmuted'] as const)
    : member.speakingLocked
      ? ([Lock, 'person.locked'] as const)
      : ([MicOff, 'person.muted'] as const);
  return (
    <span role="img" aria-label={s(word)}>
      <Icon of={icon} size="m" />
    </span>
  );
}

function AwaySince({ desk, since }: { desk: DeskProps['desk']; since: number }) {
  const now = useNow(1000) + desk.live.view.value.serverOffset;
  return <span class="tiny soft block">{s('person.reconnecting_since', { time: stopwatch(now - since) })}</span>;
}
