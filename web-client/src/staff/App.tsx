import { later } from '../design/later';
import { Skeletons } from './parts';
import { SessionContext, useSession } from './context';
import { SignIn } from './pages/SignIn';
import { holdsOnlyTheAudit, Shell } from './pages/Shell';
import { route } from './router';
import type { StaffSession } from './session';

const Today = later(() => import('./pages/Today').then((part) => part.Today));
const RoomPage = later(() => import('./room/RoomPage').then((part) => part.RoomPage));
const AttendancePage = later(() => import('./attendance/AttendancePage').then((part) => part.AttendancePage));
const AuditPage = later(() => import('./audit/AuditPage').then((part) => part.AuditPage));
const ClinicPage = later(() => import('./clinic/ClinicPage').then((part) => part.ClinicPage));

function Page() {
  const session = useSession();
  const here = route.value;
  if (here.page === 'audit' || holdsOnlyTheAudit(session)) {
    return (
      <Shell>
        <AuditPage meanwhile={<Skeletons />} />
      </Shell>
    );
  }
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
    case 'clinic':
      return (
        <Shell>
          <ClinicPage part={here.part} meanwhile={<Skeletons />} />
        </Shell>
      );
  }
}

export function StaffApp({ session }: { session: StaffSession }) {
  const state = session.state.value;
  if (state.at === 'opening') return <Skeletons />;
  return (
    <SessionContext.Provider value={session}>
      {state.at === 'out' ? <SignIn reason={state.reason} /> : <Page />}
    </SessionContext.Provider>
  );
}
