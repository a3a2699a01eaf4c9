import { CircleAlert } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog';
import { Icon } from '../../design/Icon';
import type { AttendancePerson, AttendanceRecord, CorrectableStatus, CorrectionRequest } from '../api';
import { useAct, useAsk } from '../context';
import { Field, Problem } from '../parts';
import { s } from '../words';
import { statusText } from './Chart';

export interface ActDialogProps {
  path: string;
  record: AttendanceRecord;
  onDone: (record: AttendanceRecord) => void;
  onClose: () => void;
}

const STATUSES: readonly CorrectableStatus[] = [
  'present',
  'late',
  'left_early',
  'partial',
  'removed',
  'technical_failure',
  'absent_excused',
  'absent_unexcused',
  'no_show',
  'cancelled_by_program',
  'make_up',
];
const LONGEST_MINUTES = 1440;
const MINUTE = 60_000;

/** Whole minutes of the session, planned or held, whichever was longer: nobody was there for more. */
export function sessionMinutes({ scheduledStart, scheduledEnd, startedAt, endedAt }: AttendanceRecord): number {
  const held = startedAt === undefined || endedAt === undefined ? 0 : endedAt - startedAt;
  return Math.ceil(Math.max(scheduledEnd - scheduledStart, held) / MINUTE);
}
export const LEAST_REASON = 3;

/** Changes minutes or status of one person, with a reason: a correction before the signature, an amendment after it. */
export function CorrectDialog({ path, record, person, onDone, onClose }: ActDialogProps & { person: AttendancePerson }) {
  const ask = useAsk();
  const act = useAct();
  const [minutes, setMinutes] = useState('');
  const [status, setStatus] = useState<CorrectableStatus>();
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState<number>();
  const count = Number(minutes);
  const changesMinutes = minutes.trim() !== '' && Number.isInteger(count) && count >= 0 && count <= LONGEST_MINUTES;
  const wrongMinutes = minutes.trim() !== '' && !changesMinutes;
  const most = sessionMinutes(record);
  const doubtful = changesMinutes && count > most;
  const ready = (changesMinutes || status !== undefined) && !wrongMinutes && (!doubtful || sure === count) && reason.trim().length >= LEAST_REASON;
  const signed = record.signature !== undefined;

  const submit = (event: Event): void => {
    event.preventDefault();
    const json: CorrectionRequest = {
      version: record.version,
      person: person.person,
      reason: reason.trim(),
      ...(changesMinutes ? { minutes: count } : {}),
      ...(status === undefined ? {} : { status }),
    };
    void act.run(async () => onDone(await ask<AttendanceRecord>(`${path}/${signed ? 'amendments' : 'corrections'}`, { method: 'POST', json })));
  };
  return (
    <Dialog title={s(signed ? 'correct.amend_title' : 'correct.title', { name: person.name })} onClose={onClose}>
      <form class="stack wide" onSubmit={submit}>
        <p class="soft small">{s(signed ? 'correct.amend_text' : 'correct.text', { minutes: person.minutes, status: statusText(person) })}</p>
        <Fields person={person} minutes={minutes} wrong={wrongMinutes} status={status} onMinutes={setMinutes} onStatus={setStatus} />
        {doubtful && <Doubt count={count} most={most} sure={sure === count} onSure={(yes) => setSure(yes ? count : undefined)} />}
        <Reason value={reason} onInput={setReason} />
        <Problem act={act} />
        <div class="actions">
          <button type="button" class="btn" onClick={onClose}>
            {s('cancel')}
          </button>
          <button type="submit" class="btn primary" disabled={!ready || act.busy}>
            {s(signed ? 'correct.amend' : 'correct.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  person: AttendancePerson;
  minutes: string;
  wrong: boolean;
  status: CorrectableStatus | undefined;
  onMinutes: (minutes: string) => void;
  onStatus: (status: CorrectableStatus | undefined) => void;
}

function Fields({ person, minutes, wrong, status, onMinutes, onStatus }: FieldsProps) {
  return (
    <div class="two">
      <Field label={s('correct.minutes')}>
        <input
          class="input"
          inputMode="numeric"
          placeholder={String(person.minutes)}
          value={minutes}
          aria-invalid={wrong}
          onInput={(event) => onMinutes(event.currentTarget.value)}
        />
      </Field>
      <Field label={s('column.status')}>
        <select class="input" value={status ?? ''} onChange={(event) => onStatus(STATUSES.find((each) => each === event.currentTarget.value))}>
          <option value="">{s('correct.unchanged', { status: statusText(person) })}</option>
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              {s(`status.${each}`)}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}

/** More minutes than the session had: said clearly, and taken only when somebody says yes to this very number. */
function Doubt({ count, most, sure, onSure }: { count: number; most: number; sure: boolean; onSure: (sure: boolean) => void }) {
  return (
    <div class="notice amber doubt" role="alert">
      <Icon of={CircleAlert} />
      <div>
        <p>{s('correct.too_many', { count, most })}</p>
        <label class="check">
          <input type="checkbox" checked={sure} onChange={(event) => onSure(event.currentTarget.checked)} />
          {s('correct.too_many.sure', { count })}
        </label>
      </div>
    </div>
  );
}

export function Reason({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  return (
    <Field label={s('correct.reason')} hint={s('correct.reason.hint')}>
      <textarea class="input" maxLength={500} required value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </Field>
  );
}
