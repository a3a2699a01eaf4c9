import { later } from '../design/later';
import { Skeletons } from './parts';
import { SessionContext, useSession } from './context';
import { IdleWarning } from './IdleWarning';
import { Locked } from './Locked';
import { SignIn } from './pages/SignIn';
import { SignInStep } from './pages/SignInStep';
import { Shell } from './pages/Shell';
import { route, type Route } from './router';
import type { SessionState, StaffSession } from './session';

const Today = later(() => import('./pages/Today').then((part) => part.Today));
const RoomPage = later(() => import('./room/RoomPage').then((part) => part.RoomPage));
const AttendancePage = later(() => import('./attendance/AttendancePage').then((part) => part.AttendancePage));
const SystemPage = later(() => import('./system/SystemPage').then((part) => part.SystemPage));
const AccountPage = later(() => import('./account/AccountPage').then((part) => part.AccountPage));
const AuditPage = later(() => import('./audit/AuditPage').then((part) => part.AuditPage));
const ClinicPage = later(() => import('./clinic/ClinicPage').then((part) => part.ClinicPage));

function Page() {
  const session = useSession();
  const here: Route = route.value.page === 'today' ? { page: session.home } : route.value;
  switch (here.page) {
    case 'today':
      return (
        <Shell>
          <Today meanwhile={<Skeletons />} />
        </Shell>
      );
    case 'room':
      return <RoomPage key={here.session} session={here.session} meanwhile={<Skeletons />} />;
    case 'attendance':
      return <AttendancePage key={here.session} session={here.session} meanwhile={<Skeletons />} />;
    case 'account':
      return (
        <Shell>
          <AccountPage meanwhile={<Skeletons />} />
        </Shell>
      );
    case 'audit':
      return (
        <Shell>
          <AuditPage meanwhile={<Skeletons />} />
        </Shell>
      );
    case 'system':
      return (
        <Shell>
          <SystemPage meanwhile={<Skeletons />} />
        </Shell>
      );
    case 'clinic':
      return (
        <Shell>
          <ClinicPage part={here.part} meanwhile={<Skeletons />} />
        </Shell>
      );
  }
}

function Standing({ state }: { state: Exclude<SessionState, { at: 'opening' | 'in' }> }) {
  switch (state.at) {
    case 'out':
      return <SignIn reason={state.reason} />;
    case 'step':
      return <SignInStep key={state.step.next} next={state.step.next} />;
  }
}

/** A page whose words are kept lies under the sign-in, hidden; for everybody else it is gone. */
export function StaffApp({ session }: { session: StaffSession }) {
  const state = session.state.value;
  if (state.at === 'opening') return <Skeletons />;
  const inside = state.at === 'in';
  const kept = session.kept.value !== undefined;
  return (
    <SessionContext.Provider value={session}>
      {(inside || kept) && (
        <div hidden={!inside}>
          <Page />
        </div>
      )}
      {inside && <IdleWarning />}
      {!inside && kept && (
        <Locked>
          <Standing state={state} />
        </Locked>
      )}
      {!inside && !kept && <Standing state={state} />}
    </SessionContext.Provider>
  );
}
