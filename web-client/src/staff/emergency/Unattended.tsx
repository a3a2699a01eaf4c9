import { ShieldAlert } from 'lucide-preact';
import { Icon } from '../../design/Icon';
import { useSession } from '../context';
import type { EmergencyTold } from '../emergencyApi';
import { addressOf } from '../router';
import { s, sn } from '../words';

/** Supervisors give the role of privacy officer: they hear it when emergency accesses wait and nobody has it. */
export function Unattended({ told }: { told: EmergencyTold }) {
  const session = useSession();
  if (told.unattended === 0 || !session.has('supervisor')) return null;
  return (
    <section class="page account-notices" aria-label={s('emergency.title')}>
      <div class="notice amber" role="status">
        <Icon of={ShieldAlert} />
        <div class="stack grow">
          <p>{sn('emergency.unattended', told.unattended)}</p>
          <div class="row wrap">
            <a class="btn sm" href={addressOf({ page: 'clinic', part: 'staff' })}>
              {s('emergency.unattended.go')}
            </a>
          </div>
        </div>
      </div>
    </section>
  );
}
