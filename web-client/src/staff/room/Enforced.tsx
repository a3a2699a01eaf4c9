import { TriangleAlert } from 'lucide-preact';
import { Icon } from '../../design/Icon';
import { s } from '../words';
import type { Desk } from './desk';

/** "muting…" or "stopping…" until the media server has confirmed what was taken from this person, and a warning when it cannot. */
export function EnforcedMark({ desk, member }: { desk: Desk; member: string }) {
  const enforced = desk.enforcement.of(member);
  if (enforced === undefined) return null;
  if (enforced !== 'unconfirmed') return <span class="enforced">{s(`enforced.${enforced}`)}</span>;
  return (
    <span class="enforced doubt" title={s('enforced.hint')}>
      <Icon of={TriangleAlert} size="s" />
      {s('enforced.unconfirmed')}
    </span>
  );
}
