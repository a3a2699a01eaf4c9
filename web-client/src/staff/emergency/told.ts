import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Http } from '../../common/http';
import { useSession } from '../context';
import type { EmergencyTold } from '../emergencyApi';
import { PASSIVE } from '../idle';

const NOTHING: EmergencyTold = { waiting: 0, unattended: 0 };
const EVERY = 60_000;

const told = signal(NOTHING);

/** Asks how many wait; a failure leaves what was known. Nobody's act: an open page does it by itself. */
export const lookForEmergencies = (ask: Http): Promise<void> =>
  ask<EmergencyTold>('/api/staff/emergencies', { headers: PASSIVE }).then(
    (answer) => {
      told.value = answer;
    },
    () => undefined,
  );

/** How many emergency accesses wait to be looked at, for those who must know; none for all others. */
export function useTold(): EmergencyTold {
  const session = useSession();
  const mustKnow = session.has('privacy_officer', 'supervisor');
  useEffect(() => {
    told.value = NOTHING;
    if (!mustKnow) return undefined;
    void lookForEmergencies(session.ask);
    const timer = setInterval(() => void lookForEmergencies(session.ask), EVERY);
    return () => clearInterval(timer);
  }, [session, mustKnow]);
  return told.value;
}
