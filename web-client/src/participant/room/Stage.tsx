import { Hand, MicOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import { useFaceGrid } from '../../design/faceGrid';
import { Tile, WeakMark } from '../../design/Tile';
import { useFaces, useFront } from '../../media/parts/faces';
import { SharedScreen } from '../../media/parts/Screen';
import type { RoomMedia } from '../../media/roomMedia';
import { screenOf } from '../../media/screens';
import { handPosition, type Room } from '../../protocol';
import type { MemberView } from '../../wire/types';
import { inSamePlace, SteppedOut } from './Privacy';

/** Places below the one who is large; the last of them may stand for the rest. */
const STRIP = 4;
const WIDE_STRIP = 5;
/** Smaller than this a face says nothing, pixels: then one scrolls. */
const LEAST_WIDTH = 140;
const LEAST_HEIGHT = 116;
/** Pictures that a phone shows at a time, and what a wider screen does. */
const ON_A_PHONE = 6;
const ON_A_WIDE_SCREEN = 16;

/** Whoever stepped out does not stand in front while others are here. */
const isHere = (room: Room, { aside }: MemberView): boolean => !aside || room.self.asideWith !== undefined;

/** Lead first, then staff, then the others as they came. */
export function seatOrder(room: Room): readonly MemberView[] {
  const rank = (member: MemberView): number => {
    if (member.member === room.session.lead) return 0;
    if (member.role === 'participant' || member.role === 'guest') return 2;
    return 1;
  };
  return [...room.members.values()].filter((member) => inSamePlace(room, member)).sort((a, b) => rank(a) - rank(b));
}

export interface StageProps {
  room: Room;
  /** undefined until its code is here: figures without pictures. */
  media: RoomMedia | undefined;
  grid: boolean;
  /** A phone shows fewer pictures. */
  wide: boolean;
}

/** One big and a strip, or everyone. */
export function Stage({ room, media, grid, wide }: StageProps) {
  const [pinned, setPinned] = useState<string>();
  const [more, setMore] = useState(false);
  const everyone = seatOrder(room);
  const others = everyone.filter((member) => member.member !== room.self.member);
  const talking = others.filter((member) => media?.talking(member.member)).map((member) => member.member);
  const front = useFront(talking);
  const big = others.find((member) => member.member === pinned) ?? others.find((member) => member.member === front) ?? others.find((member) => isHere(room, member)) ?? others[0];
  const rest = others.filter((member) => member !== big);
  const places = wide ? WIDE_STRIP : STRIP;
  const fits = more || rest.length <= places ? rest : rest.slice(0, places - 1);
  const shared = screenOf(room);
  const shown = shared || grid || !big ? others : [big, ...fits];
  useFaces(media, shown.map((member) => member.member), talking, wide ? ON_A_WIDE_SCREEN : ON_A_PHONE);
  if (shared) return <Showing room={room} media={media} sharing={shared} people={big ? [big, ...everyone.filter((member) => member !== big)] : everyone} />;
  if (grid || !big) return <Everyone room={room} media={media} people={everyone} />;
  const own = room.members.get(room.self.member);
  return (
    <main class="speaker">
      <div class="front">
        <Person key={big.member} room={room} media={media} member={big} class="big" />
        {own && <Person room={room} media={media} member={own} class="me" />}
      </div>
      {rest.length > 0 && <Strip room={room} media={media} fits={fits} hidden={rest.length - fits.length} onPin={setPinned} onMore={() => setMore(true)} />}
    </main>
  );
}

interface PeopleProps {
  room: Room;
  media: RoomMedia | undefined;
  people: readonly MemberView[];
}

function Everyone({ room, media, people }: PeopleProps) {
  const box = useFaceGrid<HTMLElement>(people.length, LEAST_WIDTH, LEAST_HEIGHT);
  return (
    <main ref={box} class="everyone face-grid" tabIndex={0}>
      {people.map((member) => (
        <Person key={member.member} room={room} media={media} member={member} />
      ))}
    </main>
  );
}

/** A shared screen, and the faces beside it or below. */
function Showing({ room, media, people, sharing }: PeopleProps & { sharing: MemberView }) {
  return (
    <main class="showing">
      <SharedScreen media={media} member={sharing} />
      <div class="beside" role="region" aria-label={t('room.faces')} tabIndex={0}>
        {people.map((member) => (
          <Person key={member.member} room={room} media={media} member={member} short />
        ))}
      </div>
    </main>
  );
}

interface StripProps {
  room: Room;
  media: RoomMedia | undefined;
  fits: readonly MemberView[];
  hidden: number;
  onPin: (member: string) => void;
  onMore: () => void;
}

function Strip({ room, media, fits, hidden, onPin, onMore }: StripProps) {
  return (
    <div class={hidden === 0 && fits.length > STRIP ? 'strip more' : 'strip'}>
      {fits.map((member) => (
        <button key={member.member} type="button" class="pin" onClick={() => onPin(member.member)}>
          <span class="seen-by-ear">{t('room.pin')}</span>
          <Person room={room} media={media} member={member} short />
        </button>
      ))}
      {hidden > 0 && (
        <button type="button" class="pin rest" aria-label={t('room.more', { n: hidden })} onClick={onMore}>
          <span aria-hidden="true">+{hidden}</span>
        </button>
      )}
    </div>
  );
}

interface PersonProps {
  room: Room;
  media: RoomMedia | undefined;
  member: MemberView;
  class?: string;
  /** The name alone: there is no room for more. */
  short?: boolean;
}

function Person({ room, media, member, class: extra = '', short = false }: PersonProps) {
  const own = member.member === room.self.member;
  const lead = member.member === room.session.lead;
  const name = own ? t('room.you') : member.name;
  const position = handPosition(room, member.member);
  const away = member.presence === 'reconnecting';
  return (
    <Tile
      member={member.member}
      name={member.name}
      caption={lead && !short ? t('room.leads', { name }) : name}
      class={`${extra} ${away ? 'away' : ''}`}
      camera={media?.of(member.member).camera}
      mirrored={own}
      talking={media?.talking(member.member) ?? false}
    >
      {position > 0 && (
        <span class="badge hand" aria-label={t('room.hand_at', { n: position })}>
          <Icon of={Hand} size="m" />
          {position}
        </span>
      )}
      {!member.microphone && (
        <span class="state" role="img" aria-label={t('room.is_muted')}>
          <Icon of={MicOff} size="m" />
        </span>
      )}
      {!own && !away && media?.weak(member.member) && <WeakMark label={t('room.is_weak')} />}
      {away && <span class="gone">{t('room.is_reconnecting')}</span>}
      <SteppedOut room={room} member={member} />
    </Tile>
  );
}
