import { stopwatch, timeRange, clockTime } from '../../common/time';
import type { AttendanceRecord } from '../api';
import { s } from '../words';

/** The four facts of the session above the picture. */
export function Figures({ record }: { record: AttendanceRecord }) {
  const { startedAt, endedAt, timeZone, breaks } = record;
  const actual = (): string => {
    if (startedAt === undefined) return s('figures.not_held');
    return endedAt === undefined ? s('figures.since', { time: clockTime(startedAt, timeZone) }) : timeRange(startedAt, endedAt, timeZone);
  };
  const pauses = breaks.map((each) => timeRange(each.from, each.to, timeZone)).join(', ');
  const notAdmitted = record.people.filter((person) => person.status === 'not_admitted');
  return (
    <div class="figures">
      <Figure value={String(record.numberInGroup)} text={s('figures.number')} />
      <Figure value={actual()} text={pauses === '' ? s('figures.actual') : s('figures.actual_breaks', { breaks: pauses })} />
      <Figure value={stopwatch(record.staffGapMillis)} text={s('figures.staff_gap')} urgent={record.staffGapMillis > 0} />
      <Figure
        value={String(notAdmitted.length)}
        text={
          notAdmitted.length === 0
            ? s('figures.nobody_to_call')
            : s('figures.to_call', { names: notAdmitted.map((person) => person.name).join(', ') })
        }
        urgent={notAdmitted.length > 0}
      />
    </div>
  );
}

function Figure({ value, text, urgent = false }: { value: string; text: string; urgent?: boolean }) {
  return (
    <div class={urgent ? 'figure urgent' : 'figure'}>
      <b>{value}</b>
      <span>{text}</span>
    </div>
  );
}
