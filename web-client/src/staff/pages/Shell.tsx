import { Building2, CalendarDays, LogOut, ScrollText } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon, Mark } from '../../design/Icon';
import { useSession } from '../context';
import { addressOf, route } from '../router';
import type { StaffSession } from '../session';
import { s } from '../words';

/** A privacy officer without another role has no sessions: the audit log is where he works. */
export const holdsOnlyTheAudit = (session: StaffSession): boolean =>
  session.has('privacy_officer') && !session.has('counselor', 'peer_mentor', 'moderator', 'supervisor', 'scheduler', 'it_admin');

/** The frame of the staff's pages outside the room. */
export function Shell({ children }: { children: ComponentChildren }) {
  const session = useSession();
  const here = route.value.page;
  const seesClinic = session.has('supervisor', 'scheduler', 'it_admin', 'counselor');
  const audits = session.has('privacy_officer');
  const auditsOnly = holdsOnlyTheAudit(session);
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={jumpToMain}>
        {s('skip')}
      </a>
      <header class="bar">
        <Mark />
        <nav class="row" aria-label={s('nav')}>
          {!auditsOnly && (
            <a class="tab" href={addressOf({ page: 'today' })} aria-current={here === 'today' ? 'page' : undefined}>
              <Icon of={CalendarDays} size="m" />
              {s('nav.today')}
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
          {audits && (
            <a class="tab" href={addressOf({ page: 'audit' })} aria-current={here === 'audit' || auditsOnly ? 'page' : undefined}>
              <Icon of={ScrollText} size="m" />
              {s('nav.audit')}
            </a>
          )}
        </nav>
        <span class="grow" />
        <span class="who cut">{[session.me?.fullName, session.me?.credential].filter(Boolean).join(', ')}</span>
        <button type="button" class="btn quiet sm" onClick={() => void session.signOut()}>
          <Icon of={LogOut} size="m" />
          <span class="words">{s('sign_out')}</span>
        </button>
      </header>
      <main id="main" tabIndex={-1}>
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
