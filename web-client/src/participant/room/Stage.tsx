import { Hand, MicOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import { Tile } from '../../design/Tile';
import { handPosition, type Room } from '../../protocol';
import type { MemberView } from '../../wire/types';
import { inSamePlace, SteppedOut } from './Privacy';

const STRIP = 4;

/** Lead first, then staff, then the others as they came. */
export function seatOrder(room: Room): readonly MemberView[] {
  const rank = (member: MemberView): number => {
    if (member.member === room.session.lead) return 0;
    if (member.role === 'participant' || member.role === 'guest') return 2;
    return 1;
  };
  return [...room.members.values()].filter((member) => inSamePlace(room, member)).sort((a, b) => rank(a) - rank(b));
}

/** One big and a strip, or everyone. */
export function Stage({ room, grid }: { room: Room; grid: boolean }) {
  const [pinned, setPinned] = useState<string>();
  const everyone = seatOrder(room);
  const others = everyone.filter((member) => member.member !== room.self.member);
  if (grid || others.length === 0) {
    return (
      <main class="everyone" data-count={Math.min(everyone.length, 16)}>
        {everyone.map((member) => (
          <Person key={member.member} room={room} member={member} />
        ))}
      </main>
    );
  }
  const big = others.find((member) => member.member === pinned) ?? others[0];
  const rest = others.filter((member) => member !== big);
  const own = room.members.get(room.self.member);
  return (
    <main class="speaker">
      <div class="front">
        {big && <Person room={room} member={big} class="big" />}
        {own && <Person room={room} member={own} class="me" />}
      </div>
      {rest.length > 0 && <Strip room={room} rest={rest} onPin={setPinned} />}
    </main>
  );
}

function Strip({ room, rest, onPin }: { room: Room; rest: readonly MemberView[]; onPin: (member: string) => void }) {
  const [more, setMore] = useState(false);
  const fits = more || rest.length <= STRIP ? rest : rest.slice(0, STRIP - 1);
  const hidden = rest.length - fits.length;
  return (
    <div class={more ? 'strip more' : 'strip'}>
      {fits.map((member) => (
        <button key={member.member} type="button" class="pin" onClick={() => onPin(member.member)}>
          <span class="seen-by-ear">{t('room.pin')}</span>
          <Person room={room} member={member} />
        </button>
      ))}
      {hidden > 0 && (
        <button type="button" class="pin rest" aria-label={t('room.more', { n: hidden })} onClick={() => setMore(true)}>
          <span aria-hidden="true">+{hidden}</span>
        </button>
      )}
    </div>
  );
}

function Person({ room, member, class: extra = '' }: { room: Room; member: MemberView; class?: string }) {
  const own = member.member === room.self.member;
  const lead = member.member === room.session.lead;
  const name = own ? t('room.you') : member.name;
  const position = handPosition(room, member.member);
  const away = member.presence === 'reconnecting';
  return (
    <Tile
      member={member.member}
      name={member.name}
      caption={lead ? t('room.leads', { name }) : name}
      class={`${extra} ${away ? 'away' : ''}`}
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
      {away && <span class="gone">{t('room.is_reconnecting')}</span>}
      <SteppedOut room={room} member={member} />
    </Tile>
  );
}
