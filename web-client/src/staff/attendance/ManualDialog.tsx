import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog';
import type { AttendanceRecord, ManualRequest } from '../api';
import { useAct, useAsk } from '../context';
import { Field, Problem } from '../parts';
import { s } from '../words';
import { LEAST_REASON, Reason, type ActDialogProps } from './CorrectDialog';
import { momentNear, timeField } from './zoned';

/** Enters somebody who took part by phone: marked as entered by hand. */
export function ManualDialog({ path, record, onDone, onClose }: ActDialogProps) {
  const ask = useAsk();
  const act = useAct();
  const start = record.startedAt ?? record.scheduledStart;
  const end = record.endedAt ?? record.scheduledEnd;
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState(timeField(start, record.timeZone));
  const [to, setTo] = useState(timeField(end, record.timeZone));
  const [reason, setReason] = useState('');
  const first = momentNear(start, from, record.timeZone);
  const last = momentNear(end, to, record.timeZone);
  const ordered = first !== undefined && last !== undefined && last > first;
  const ready = person !== '' && ordered && reason.trim().length >= LEAST_REASON;

  const submit = (event: Event): void => {
    event.preventDefault();
    if (first === undefined || last === undefined) return;
    const json: ManualRequest = { version: record.version, person, from: first, to: last, reason: reason.trim() };
    void act.run(async () => onDone(await ask<AttendanceRecord>(`${path}/manual`, { method: 'POST', json })));
  };
  return (
    <Dialog title={s('manual.title')} onClose={onClose}>
      <form class="stack wide" onSubmit={submit}>
        <p class="soft small">{s('manual.text')}</p>
        <Field label={s('column.participant')}>
          <select class="input" required value={person} onChange={(event) => setPerson(event.currentTarget.value)}>
            <option value="">{s('choose')}</option>
            {record.missing.map((each) => (
              <option key={each.person} value={each.person}>
                {each.name}
              </option>
            ))}
          </select>
        </Field>
        <div class="two">
          <Field label={s('manual.from')}>
            <input class="input" type="time" required value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
          </Field>
          <Field label={s('manual.to')}>
            <input class="input" type="time" required value={to} aria-invalid={!ordered} onInput={(event) => setTo(event.currentTarget.value)} />
          </Field>
        </div>
        <Reason value={reason} onInput={setReason} />
        <Problem act={act} />
        <div class="actions">
          <button type="button" class="btn" onClick={onClose}>
            {s('cancel')}
          </button>
          <button type="submit" class="btn primary" disabled={!ready || act.busy}>
            {s('manual.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
