import '../clinic/clinic.css';
import './audit.css';
import { FileSpreadsheet, FileUser, Search } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../design/Icon';
import type { AuditChoices, AuditPerson } from '../auditApi';
import { useResource } from '../context';
import { Menu } from '../Menu';
import { Field, Show } from '../parts';
import { s } from '../words';
import { Emergencies } from '../emergency/Emergencies';
import { Holds } from './Holds';
import { NOTHING, queryOf, type Wanted } from './query';
import { Report } from './Report';
import { Rows } from './Rows';
import { actionText } from './words';

/** The audit log, for the privacy officer. A search runs when it is asked for: each one is a row of the log itself. */
export function AuditPage() {
  const choices = useResource<AuditChoices>('/api/audit/choices');
  const [asked, setAsked] = useState<Wanted>();
  return (
    <div class="page clinic audit">
      <h1>{s('audit.title')}</h1>
      <Emergencies />
      <h2>{s('audit.find')}</h2>
      <p class="soft">{s('audit.about')}</p>
      <Show of={choices}>
        {(there) => (
          <>
            <SearchForm choices={there} onAsk={setAsked} />
            {asked && <Found asked={asked} />}
            <Holds participants={there.participants} />
          </>
        )}
      </Show>
    </div>
  );
}

function Found({ asked }: { asked: Wanted }) {
  const query = queryOf(asked);
  const file = (names: boolean): void => location.assign(`/api/audit/rows.csv?${query}${names ? '&names=true' : ''}`);
  return (
    <>
      {asked.about !== '' && <Report key={`report ${query}`} query={query} others={asked.others} />}
      <section class="stack">
        <div class="row apart wrap">
          <h2>{s('audit.rows')}</h2>
          <Menu
            of={FileSpreadsheet}
            class="btn sm"
            label={s('audit.export')}
            text={s('audit.export')}
            items={[
              { of: FileSpreadsheet, text: s('audit.export.ids'), act: () => file(false) },
              { of: FileUser, text: s('audit.export.names'), act: () => file(true) },
            ]}
          />
        </div>
        <Rows key={`rows ${query}`} query={query} />
      </section>
    </>
  );
}

function SearchForm({ choices, onAsk }: { choices: AuditChoices; onAsk: (wanted: Wanted) => void }) {
  const [wanted, setWanted] = useState<Wanted>(NOTHING);
  const set = (part: Partial<Wanted>): void => setWanted({ ...wanted, ...part });
  return (
    <form
      class="card audit-form"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ ...wanted });
      }}
    >
      <Field label={s('audit.field.about')}>
        <select class="input" value={wanted.about} onChange={(event) => set({ about: event.currentTarget.value })}>
          <option value="">{s('audit.anybody')}</option>
          <optgroup label={s('audit.participants')}>{choices.participants.map(choice)}</optgroup>
          <optgroup label={s('audit.staff')}>{choices.staff.map(choice)}</optgroup>
        </select>
      </Field>
      <Field label={s('audit.field.by')}>
        <select class="input" value={wanted.by} onChange={(event) => set({ by: event.currentTarget.value })}>
          <option value="">{s('audit.anybody')}</option>
          <optgroup label={s('audit.staff')}>{choices.staff.map(choice)}</optgroup>
          <optgroup label={s('audit.participants')}>{choices.participants.map(choice)}</optgroup>
        </select>
      </Field>
      <Field label={s('audit.field.action')}>
        <select class="input" value={wanted.action} onChange={(event) => set({ action: event.currentTarget.value })}>
          <option value="">{s('audit.anything')}</option>
          {choices.actions.map((action) => (
            <option key={action} value={action}>
              {actionText(action)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={s('audit.field.from')}>
        <input class="input" type="date" value={wanted.from} onInput={(event) => set({ from: event.currentTarget.value })} />
      </Field>
      <Field label={s('audit.field.to')}>
        <input class="input" type="date" value={wanted.to} onInput={(event) => set({ to: event.currentTarget.value })} />
      </Field>
      <label class="check">
        <input type="checkbox" checked={wanted.others} disabled={wanted.about === ''} onChange={(event) => set({ others: event.currentTarget.checked })} />
        {s('audit.others')}
      </label>
      <button type="submit" class="btn primary">
        <Icon of={Search} size="m" />
        {s('audit.search')}
      </button>
    </form>
  );
}

const choice = (person: AuditPerson) => (
  <option key={person.id} value={person.id}>
    {[person.name, person.reference].filter(Boolean).join(' · ')}
  </option>
);
