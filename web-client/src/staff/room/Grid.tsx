import { ChevronLeft, ChevronRight, Ellipsis, Hand, Heart, Lock, MicOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { stopwatch, useNow } from '../../common/time';
import { useFaceGrid } from '../../design/faceGrid';
import { Icon } from '../../design/Icon';
import { Tile, WeakMark } from '../../design/Tile';
import { useFaces } from '../../media/parts/faces';
import { SharedScreen } from '../../media/parts/Screen';
import { screenOf } from '../../media/screens';
import { handPosition, type Room } from '../../protocol';
import type { MemberView } from '../../wire/types';
import { s } from '../words';
import { memberActs } from './acts';
import { EnforcedMark } from './Enforced';
import { Menu } from '../Menu';
import { seated } from './model';
import { PrivacyVeil } from './Privacy';
import type { DeskProps } from './RoomScreen';

const PAGE = 16;

/** Smaller than this a face says nothing, pixels; the same on a phone, where one scrolls. */
const LEAST_WIDTH = 100;
const LEAST_HEIGHT = 52;

/** Up to sixteen faces at a time, each in its own place; beside what is looked at: a shared screen, or whom one talks apart with. */
export function Grid({ desk, room }: DeskProps) {
  const media = desk.live.media.value;
  const people = seated(room);
  const { member, asideWith } = room.self;
  const shared = screenOf(room);
  const talking = people.filter((each) => media?.talking(each.member) ?? false).map((each) => each.member);
  if (asideWith === undefined && !shared) return <Pages desk={desk} room={room} people={people} />;
  const pair = asideWith === undefined ? [] : people.filter((each) => each.member === member || each.member === asideWith);
  const beside = people.filter((each) => !pair.includes(each));
  return (
    <div class="faces looks">
      {shared ? <SharedScreen media={media} member={shared} /> : <Faces desk={desk} room={room} shown={pair} />}
      <Beside desk={desk} room={room} people={beside} shown={[...pair, ...beside]} talking={talking} />
    </div>
  );
}

function Pages({ desk, room, people }: DeskProps & { people: readonly MemberView[] }) {
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(people.length / PAGE));
  const current = Math.min(page, pages - 1);
  const shown = people.slice(current * PAGE, current * PAGE + PAGE);
  useShown(desk, room, shown, []);
  return (
    <div class="faces">
      <Faces desk={desk} room={room} shown={shown} />
      {people.length === 1 && <p class="alone">{s(room.session.phase === 'prepared' ? 'grid.alone.before' : 'grid.alone')}</p>}
      {pages > 1 && (
        <div class="pages row">
          <button type="button" class="round" aria-label={s('grid.before')} disabled={current === 0} onClick={() => setPage(current - 1)}>
            <Icon of={ChevronLeft} />
          </button>
          <span>{s('grid.page', { n: current + 1, of: pages })}</span>
          <button type="button" class="round" aria-label={s('grid.after')} disabled={current === pages - 1} onClick={() => setPage(current + 1)}>
            <Icon of={ChevronRight} />
          </button>
        </div>
      )}
    </div>
  );
}

function Faces({ desk, room, shown }: DeskProps & { shown: readonly MemberView[] }) {
  const box = useFaceGrid<HTMLDivElement>(shown.length, LEAST_WIDTH, LEAST_HEIGHT);
  return (
    <div ref={box} class="grid face-grid" data-count={shown.length}>
      {shown.map((member) => (
        <Face key={member.member} desk={desk} room={room} member={member} />
      ))}
    </div>
  );
}

interface BesideProps extends DeskProps {
  people: readonly MemberView[];
  /** All whose cameras this screen shows now. */
  shown: readonly MemberView[];
  talking: readonly string[];
}

function Beside({ desk, room, people, shown, talking }: BesideProps) {
  useShown(desk, room, shown, talking);
  return (
    <div class="beside">
      {people.map((member) => (
        <Face key={member.member} desk={desk} room={room} member={member} short />
      ))}
    </div>
  );
}

function useShown(desk: DeskProps['desk'], room: Room, shown: readonly MemberView[], talking: readonly string[]): void {
  const { member: own } = room.self;
  const others = shown.map(({ member }) => member).filter((member) => member !== own);
  useFaces(desk.live.media.value, others, talking.filter((member) => member !== own), PAGE);
}

/** The name under a face, with what staff must know about it. */
export function captionOf(room: Room, member: MemberView): string {
  const name = member.member === room.self.member ? s('person.you', { name: member.name }) : member.name;
  if (member.member === room.session.lead && member.member === room.self.member) return s(room.session.actingLead ? 'person.you_acting' : 'person.you_lead');
  if (member.member === room.session.lead) return s(room.session.actingLead ? 'person.acting' : 'person.lead', { name });
  if (member.role === 'participant') return name;
  return s('person.role', { name, role: s(`role.${member.role}`) });
}

/** @param short the name without the role: there is no room for more */
function Face({ desk, room, member, short = false }: DeskProps & { member: MemberView; short?: boolean }) {
  const position = handPosition(room, member.member);
  const away = member.presence === 'reconnecting';
  const alert = room.alerts.get(member.member);
  const media = desk.live.media.value;
  return (
    <Tile
      member={member.member}
      name={member.name}
      caption={short && member.member !== room.self.member ? member.name : captionOf(room, member)}
      class={away ? 'away' : ''}
      camera={media?.of(member.member).camera}
      mirrored={member.member === room.self.member}
      talking={media?.talking(member.member) ?? false}
    >
      {away && <Away desk={desk} member={member} />}
      <PrivacyVeil room={room} member={member} />
      <EnforcedMark desk={desk} member={member.member} />
      {alert && (
        <span class="badge heart" role="img" aria-label={s('person.support')}>
          <Icon of={Heart} size="m" />
        </span>
      )}
      {position > 0 && (
        <span class="badge hand" role="img" aria-label={s('person.hand', { n: position })}>
          <Icon of={Hand} size="m" />
          {position}
        </span>
      )}
      <Menu of={Ellipsis} class="face-menu" label={s('act.more', { name: member.name })} items={memberActs(desk, room, member)} />
      {!member.microphone && (
        <span class="state" role="img" aria-label={s(member.speakingLocked ? 'person.locked' : 'person.muted')}>
          <Icon of={member.speakingLocked ? Lock : MicOff} size="m" />
        </span>
      )}
      {!away && media?.weak(member.member) && <WeakMark label={s('person.weak')} />}
    </Tile>
  );
}

function Away({ desk, member }: { desk: DeskProps['desk']; member: MemberView }) {
  const now = useNow(1000) + desk.live.view.value.serverOffset;
  return (
    <span class="gone">
      {s('person.reconnecting')}
      <small>{stopwatch(now - member.presenceSince)}</small>
    </span>
  );
}
