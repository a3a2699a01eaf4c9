import { useEffect, useMemo } from 'preact/hooks';
import { clockTime } from '../common/time';
import { Dialog } from '../design/Dialog';
import { useSession } from './context';
import { endsAt, IdleWatch } from './idle';
import { s, sn } from './words';

/** Watches over the sign-in while a page is open, and warns in words before it ends by idleness. */
export function IdleWarning() {
  const session = useSession();
  const watch = useMemo(() => new IdleWatch(session), [session]);
  useEffect(() => watch.start(), [watch]);
  const end = endsAt.value;
  const { me } = session;
  if (end === undefined || !me) return null;
  const stay = (): void => void watch.stay();
  return (
    <Dialog title={s('idle.title')} onClose={stay}>
      <p role="alert">{sn('idle.text', Math.round(me.idleMillis / 60_000), { when: clockTime(end) })}</p>
      <p class="soft">{s('idle.kept')}</p>
      <div class="actions">
        <button type="button" class="btn" onClick={() => void session.signOut()}>
          {s('idle.out')}
        </button>
        {/* Whoever is typing when this comes up must not sign himself out by it. */}
        <button type="button" class="btn primary" autofocus onClick={stay}>
          {s('idle.stay')}
        </button>
      </div>
    </Dialog>
  );
}
