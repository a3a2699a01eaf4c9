import { ShieldAlert } from 'lucide-preact';
import { dayAndTime } from '../../common/time';
import { Icon } from '../../design/Icon';
import type { SeenUpTo } from '../accountApi';
import { useAct, useAsk, useSession } from '../context';
import { Problem } from '../parts';
import { addressOf } from '../router';
import { s } from '../words';

/** What happened to the own account: on every page until the person says that he read it. */
export function Notices() {
  const session = useSession();
  const ask = useAsk();
  const act = useAct();
  const { me } = session;
  if (!me || me.notices.length === 0) return null;
  const json: SeenUpTo = { upTo: Math.max(...me.notices.map((notice) => notice.at)) };
  const seen = (): void =>
    void act.run(async () => {
      await ask<void>('/api/staff/account/notices/seen', { method: 'POST', json });
      session.stand({ ...me, notices: [] });
    });
  return (
    <section class="page account-notices" aria-label={s('notice.title')}>
      <div class="notice amber" role="status">
        <Icon of={ShieldAlert} />
        <div class="stack grow">
          <ul class="stack tight">
            {me.notices.map((notice) => (
              <li key={`${notice.kind} ${notice.at}`}>{s('notice.when', { what: s(`notice.${notice.kind}`), when: dayAndTime(notice.at) })}</li>
            ))}
          </ul>
          <p>{s('notice.not_you')}</p>
          <Problem act={act} />
          <div class="row wrap">
            <a class="btn sm" href={addressOf({ page: 'account' })}>
              {s('notice.look')}
            </a>
            <button type="button" class="btn sm" disabled={act.busy} onClick={seen}>
              {s('notice.seen')}
            </button>
          </div>
        </div>
      </div>
    </section>
  );
}
