import './privacy.css';
import { EyeOff, Users } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import type { Room } from '../../protocol';
import type { MemberView } from '../../wire/types';
import type { Shield } from './shield';

/** One quiet press when somebody came in. */
export function HideButton({ shield }: { shield: Shield }) {
  return (
    <button type="button" class="support hide" onClick={shield.raise}>
      <Icon of={EyeOff} />
      {t('shield.raise')}
    </button>
  );
}

/** In place of the whole room. Who looks over a shoulder learns nothing from it. */
export function ShieldCover({ shield }: { shield: Shield }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="shield-cover">
      <Icon of={EyeOff} size="l" />
      <h1 ref={heading} tabIndex={-1}>
        {t('shield.title')}
      </h1>
      <p>{t('shield.text')}</p>
      <button type="button" class="btn primary big" onClick={shield.lower}>
        {t('shield.lower')}
      </button>
    </main>
  );
}

/** Whom the participant talks with apart from the group, and the way back. */
export function AsideNote({ live, room }: { live: LiveRoom; room: Room }) {
  const { member, asideWith } = room.self;
  const other = asideWith === undefined ? undefined : room.members.get(asideWith);
  return (
    <div class="aside-note" role="status">
      <Icon of={Users} />
      <span class="grow">
        <b>{t('aside.title', { name: other?.name ?? t('aside.somebody') })}</b> {t('aside.text')}
      </span>
      <button type="button" class="btn sm" onClick={() => void live.do({ kind: 'end_aside', member })}>
        {t('aside.back')}
      </button>
    </div>
  );
}

/** The people in the same place as this one: the group, or the two who talk apart. */
export const inSamePlace = (room: Room, member: MemberView): boolean =>
  room.self.asideWith === undefined || member.member === room.self.member || member.member === room.self.asideWith;

/** Over the face of somebody who talks apart, for those of the group. */
export function SteppedOut({ room, member }: { room: Room; member: MemberView }) {
  if (!member.aside || room.self.asideWith !== undefined || member.presence === 'reconnecting') return null;
  return <span class="gone">{t('room.is_aside')}</span>;
}
