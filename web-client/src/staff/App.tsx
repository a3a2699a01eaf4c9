import { lazy, Suspense } from 'preact/compat';
import { Skeletons } from './parts';
import { SessionContext } from './context';
import { SignIn } from './pages/SignIn';
import { Shell } from './pages/Shell';
import { route } from './router';
import type { StaffSession } from './session';

const Today = lazy(() => import('./pages/Today').then((part) => part.Today));
const RoomPage = lazy(() => import('./room/RoomPage').then((part) => part.RoomPage));
const AttendancePage = lazy(() => import('./attendance/AttendancePage').then((part) => part.AttendancePage));
const ClinicPage = lazy(() => import('./clinic/ClinicPage').then((part) => part.ClinicPage));

function Page() {
  const here = route.value;
  switch (here.page) {
    case 'today':
      return (
        <Shell>
          <Today />
        </Shell>
      );
    case 'room':
      return <RoomPage key={here.session} session={here.session} />;
    case 'attendance':
      return <AttendancePage key={here.session} session={here.session} />;
    case 'clinic':
      return (
        <Shell>
          <ClinicPage part={here.part} />
        </Shell>
      );
  }
}

export function StaffApp({ session }: { session: StaffSession }) {
  const state = session.state.value;
  if (state.at === 'opening') return <Skeletons />;
  return (
    <SessionContext.Provider value={session}>
      {state.at === 'out' ? (
        <SignIn reason={state.reason} />
      ) : (
        <Suspense fallback={<Skeletons />}>
          <Page />
        </Suspense>
      )}
    </SessionContext.Provider>
  );
}
