import { Activity, Building2, CalendarDays, LogOut, ScrollText, UserRoundCog } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon, Mark } from '../../design/Icon';
import { Notices } from '../account/Notices';
import { useSession } from '../context';
import { useTold } from '../emergency/told';
import { Unattended } from '../emergency/Unattended';
import { addressOf, route } from '../router';
import { s, sn } from '../words';

/** The frame of the staff's pages outside the room. */
export function Shell({ children }: { children: ComponentChildren }) {
  const session = useSession();
  const here = route.value.page === 'today' ? session.home : route.value.page;
  const seesSystem = session.has('it_admin', 'supervisor');
  const name = [session.me?.fullName, session.me?.credential].filter(Boolean).join(', ');
  const seesClinic = session.has('supervisor', 'scheduler', 'it_admin', 'counselor');
  const audits = session.has('privacy_officer');
  const told = useTold();
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={jumpToMain}>
        {s('skip')}
      </a>
      <header class="bar">
        <Mark />
        <nav class="row" aria-label={s('nav')}>
          {session.home === 'today' && (
            <a class="tab" href={addressOf({ page: 'today' })} aria-current={here === 'today' ? 'page' : undefined}>
              <Icon of={CalendarDays} size="m" />
              {s('nav.today')}
            </a>
          )}
          {audits && (
            <a class="tab" href={addressOf({ page: 'audit' })} aria-current={here === 'audit' ? 'page' : undefined}>
              <Icon of={ScrollText} size="m" />
              {s('nav.audit')}
              {told.waiting > 0 && (
                <span class="number" role="img" aria-label={sn('emergency.waiting', told.waiting)}>
                  {told.waiting}
                </span>
              )}
            </a>
          )}
          {seesClinic && (
            <a
              class="tab"
              href={addressOf({ page: 'clinic', part: 'participants' })}
              aria-current={here === 'clinic' ? 'page' : undefined}
            >
              <Icon of={Building2} size="m" />
              {s('nav.clinic')}
            </a>
          )}
          {seesSystem && (
            <a
              class="tab"
              href={addressOf({ page: 'system' })}
              aria-current={here === 'system' ? 'page' : undefined}
            >
              <Icon of={Activity} size="m" />
              {s('nav.system')}
            </a>
          )}
        </nav>
        <span class="grow" />
        <a class="tab own" href={addressOf({ page: 'account' })} aria-current={here === 'account' ? 'page' : undefined} aria-label={s('nav.account', { name })}>
          <Icon of={UserRoundCog} size="m" />
          <span class="who cut">{name}</span>
        </a>
        <button type="button" class="btn quiet sm" onClick={() => void session.signOut()}>
          <Icon of={LogOut} size="m" />
          <span class="words">{s('sign_out')}</span>
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        <Notices />
        <Unattended told={told} />
        {children}
      </main>
    </div>
  );
}

/** The fragment is the route here, so the skip link moves the focus itself. */
function jumpToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
