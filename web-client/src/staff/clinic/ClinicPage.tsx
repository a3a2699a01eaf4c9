import './clinic.css';
import { useSession } from '../context';
import { addressOf, CLINIC_PARTS, type ClinicPart } from '../router';
import { s } from '../words';
import type { StaffSession } from '../session';
import { Groups } from './Groups';
import { Participants } from './Participants';
import { Sessions } from './Sessions';
import { Staff } from './Staff';

/** Who sees which part; the server enforces it. An IT administrator reads no roster. */
export function partsFor(session: StaffSession): readonly ClinicPart[] {
  return CLINIC_PARTS.filter((part) => {
    if (part === 'staff') return session.has('supervisor', 'it_admin');
    return session.has('supervisor', 'scheduler', 'counselor');
  });
}

export function ClinicPage({ part }: { part: ClinicPart }) {
  const parts = partsFor(useSession());
  const shown = parts.includes(part) ? part : parts[0];
  return (
    <div class="page clinic">
      <h1>{s('nav.clinic')}</h1>
      <nav class="row wrap parts" aria-label={s('nav.clinic')}>
        {parts.map((each) => (
          <a key={each} class="tab" href={addressOf({ page: 'clinic', part: each })} aria-current={each === shown ? 'page' : undefined}>
            {s(`clinic.${each}`)}
          </a>
        ))}
      </nav>
      {shown === undefined ? <p class="soft">{s('clinic.nothing')}</p> : <Part of={shown} />}
    </div>
  );
}

function Part({ of }: { of: ClinicPart }) {
  switch (of) {
    case 'participants':
      return <Participants />;
    case 'groups':
      return <Groups />;
    case 'sessions':
      return <Sessions />;
    case 'staff':
      return <Staff />;
  }
}
