import { CalendarX, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { isoDay, shortDay, timeRange } from '../../common/time';
import { Icon } from '../../design/Icon';
import type { ClinicSession, Group, GroupsAnswer, NewSession, SessionsAnswer } from '../clinicApi';
import { useAct, useAsk, useResource } from '../context';
import { Confirm, Field, Show } from '../parts';
import { addressOf } from '../router';
import { s } from '../words';
import { FormDialog } from './FormDialog';
import { SearchList } from './table';

const DAY_MILLIS = 86_400_000;
const DAYS_BACK = 7;
const DAYS_AHEAD = 21;

/** A week back and three ahead: what was, what comes, and single sessions by hand. */
export function Sessions() {
  const [today] = useState(() => Date.now());
  const range = `from=${isoDay(today - DAYS_BACK * DAY_MILLIS)}&to=${isoDay(today + DAYS_AHEAD * DAY_MILLIS)}`;
  const answer = useResource<SessionsAnswer>(`/api/clinic/sessions?${range}`);
  const groups = useResource<GroupsAnswer>('/api/clinic/groups');
  const [open, setOpen] = useState<'new' | ClinicSession>();
  const done = (): void => {
    setOpen(undefined);
    answer.reload();
  };
  const choices = groups.now.state === 'there' ? groups.now.value.groups.filter((each) => each.active) : [];
  const add = (
    <button type="button" class="btn primary" onClick={() => setOpen('new')}>
      <Icon of={Plus} size="m" />
      {s('sessions.add')}
    </button>
  );
  return (
    <>
      <Show of={answer}>
        {({ sessions }) => (
          <SearchList
            items={sessions}
            words={(each) => each.groupName}
            active={(each) => each.phase !== 'cancelled'}
            columns={[s('sessions.day'), s('sessions.time'), s('sessions.group'), s('column.status')]}
            empty={s('sessions.none')}
            tools={add}
            row={(each) => <Row key={each.id} of={each} onCancel={() => setOpen(each)} />}
          />
        )}
      </Show>
      {open === 'new' && <NewDialog groups={choices} onDone={done} onClose={() => setOpen(undefined)} />}
      {open !== undefined && open !== 'new' && <Cancel of={open} onDone={done} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Row({ of, onCancel }: { of: ClinicSession; onCancel: () => void }) {
  return (
    <tr class={of.phase === 'cancelled' ? 'inactive' : ''}>
      <th scope="row">{shortDay(of.start, of.timeZone)}</th>
      <td>{timeRange(of.start, of.end, of.timeZone)}</td>
      <td>
        {of.groupName} {of.single && <span class="chip">{s('sessions.single')}</span>}
      </td>
      <td>
        <Phase of={of} />
      </td>
      <td class="acts">
        {of.phase === 'ended' && (
          <a class="btn sm" href={addressOf({ page: 'attendance', session: of.id })}>
            {s('today.attendance')}
          </a>
        )}
        {of.phase === 'prepared' && (
          <button type="button" class="btn quiet sm" onClick={onCancel}>
            <Icon of={CalendarX} size="m" />
            {s('sessions.cancel')}
          </button>
        )}
      </td>
    </tr>
  );
}

function Phase({ of }: { of: ClinicSession }) {
  switch (of.phase) {
    case 'prepared':
      return <span class="chip">{s('sessions.planned')}</span>;
    case 'started':
      return <span class="chip teal">{s('today.running')}</span>;
    case 'ended':
      return <span class={of.signed ? 'chip leaf' : 'chip amber'}>{s(of.signed ? 'today.signed' : 'today.unsigned')}</span>;
    case 'cancelled':
      return <span class="chip red">{s('sessions.cancelled')}</span>;
  }
}

interface DoneProps {
  onDone: () => void;
  onClose: () => void;
}

function Cancel({ of, onDone, onClose }: DoneProps & { of: ClinicSession }) {
  const ask = useAsk();
  const act = useAct();
  const go = (): void =>
    void act.run(async () => {
      await ask<ClinicSession>(`/api/clinic/sessions/${of.id}/cancel`, { method: 'POST' });
      onDone();
    });
  const values = { name: of.groupName, day: shortDay(of.start, of.timeZone) };
  return <Confirm title={s('ask.cancel_session', values)} text={s('ask.cancel_session.text')} yes={s('sessions.cancel')} act={act} onYes={go} onClose={onClose} />;
}

function NewDialog({ groups, onDone, onClose }: DoneProps & { groups: readonly Group[] }) {
  const ask = useAsk();
  const act = useAct();
  const [group, setGroup] = useState('');
  const [start, setStart] = useState('');
  const [minutes, setMinutes] = useState(90);
  const json: NewSession = { group, start, minutes };
  const save = (): void =>
    void act.run(async () => {
      await ask<ClinicSession>('/api/clinic/sessions', { method: 'POST', json });
      onDone();
    });
  const zone = groups.find((each) => each.id === group)?.timeZone;
  return (
    <FormDialog title={s('sessions.add')} act={act} ready={group !== '' && start !== '' && minutes > 0} onSave={save} onClose={onClose}>
      <Field label={s('sessions.group')}>
        <select class="input" required value={group} onChange={(event) => setGroup(event.currentTarget.value)}>
          <option value="">{s('choose')}</option>
          {groups.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={s('sessions.start')} {...(zone === undefined ? {} : { hint: s('sessions.zone', { zone: zone.replaceAll('_', ' ') }) })}>
        <input class="input" type="datetime-local" required value={start} onInput={(event) => setStart(event.currentTarget.value)} />
      </Field>
      <Field label={s('slot.minutes')}>
        <input class="input" type="number" min={5} max={480} step={5} required value={minutes} onInput={(event) => setMinutes(Number(event.currentTarget.value))} />
      </Field>
    </FormDialog>
  );
}
