import { clockTime, stopwatch, timeRange } from '../../common/time';
import { vars } from '../../design/vars';
import type { AttendanceFlag, AttendancePerson, AttendanceRecord, AttendanceStatus, Interval } from '../api';
import { s, sn } from '../words';
import { at, axisOf, place, type Axis } from './axis';

const TONES: Readonly<Record<AttendanceStatus, 'leaf' | 'amber' | 'red' | ''>> = {
  present: 'leaf',
  late: 'amber',
  left_early: 'amber',
  partial: 'amber',
  removed: 'red',
  not_admitted: 'red',
  technical_failure: 'amber',
  absent_excused: '',
  absent_unexcused: 'red',
  no_show: 'red',
  cancelled_by_program: '',
  make_up: 'leaf',
};

interface ChartProps {
  record: AttendanceRecord;
  onCorrect?: (person: AttendancePerson) => void;
}

/** A bar per person on one time axis. */
export function Chart({ record, onCorrect }: ChartProps) {
  const axis = axisOf(record);
  return (
    <div class="chart-box">
      <table class="chart">
        <caption class="seen-by-ear">{s('attendance.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{s('column.participant')}</th>
            <th scope="col" class="axis">
              <Scale axis={axis} zone={record.timeZone} />
            </th>
            <th scope="col" class="number">
              {s('column.countable')}
            </th>
            <th scope="col">{s('column.status')}</th>
            <th scope="col">{s('column.note')}</th>
            {onCorrect && (
              <th scope="col" class="no-print">
                <span class="seen-by-ear">{s('column.acts')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {record.people.map((person) => (
            <Row key={person.person} axis={axis} record={record} person={person} {...(onCorrect ? { onCorrect } : {})} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Scale({ axis, zone }: { axis: Axis; zone: string }) {
  return (
    <div class="scale">
      <span class="seen-by-ear">{s('column.time')}</span>
      {axis.marks.map((mark) => (
        <span key={mark} ref={vars({ '--at': at(axis, mark) })} aria-hidden="true">
          {clockTime(mark, zone).replace(/\s?[AP]M$/i, '')}
        </span>
      ))}
    </div>
  );
}

interface RowProps extends ChartProps {
  axis: Axis;
  person: AttendancePerson;
}

function Row({ axis, record, person, onCorrect }: RowProps) {
  const corrected = [...record.corrections, ...record.amendments].some((each) => each.person === person.person);
  return (
    <tr>
      <th scope="row">{person.name}</th>
      <td class="axis">
        <Bar axis={axis} record={record} person={person} />
      </td>
      <td class="number">
        {person.minutes}
        <small> {s('unit.min')}</small>
        {corrected && (
          <span class="star" title={s('flag.corrected')}>
            *<span class="seen-by-ear">{s('flag.corrected')}</span>
          </span>
        )}
      </td>
      <td>
        <span class={`chip ${TONES[person.status]}`}>{statusText(person)}</span>
      </td>
      <td class="soft tiny note">{noteOf(person)}</td>
      {onCorrect && (
        <td class="no-print act">
          <button type="button" class="btn quiet sm" aria-label={s(record.signature ? 'attendance.amend_for' : 'attendance.correct_for', { name: person.name })} onClick={() => onCorrect(person)}>
            {s(record.signature ? 'attendance.amend' : 'attendance.correct')}
          </button>
        </td>
      )}
    </tr>
  );
}

export function statusText(person: AttendancePerson): string {
  const values = { late: person.lateMinutes ?? 0, early: person.earlyMinutes ?? 0 };
  if (person.status === 'late' && person.lateMinutes !== undefined) return s('status.late_by', values);
  if (person.status === 'left_early' && person.earlyMinutes !== undefined) return s('status.left_early_by', values);
  return s(`status.${person.status}`);
}

function flagText(flag: AttendanceFlag): string {
  const time = stopwatch(flag.millis ?? 0);
  switch (flag.code) {
    case 'drops':
      return sn('flag.drops', flag.count ?? 1, { time });
    case 'stepped_aside':
      return s('flag.stepped_aside', { time });
    case 'staff_gap':
      return s('flag.staff_gap', { time });
    case 'manual_phone':
    case 'corrected':
    case 'no_minutes':
    case 'driving':
    case 'not_safe':
      return s(`flag.${flag.code}`);
  }
}

export const noteOf = (person: AttendancePerson): string =>
  [...person.flags.map(flagText), person.note].filter(Boolean).join(' · ');

/** The bar, and the same in words for those who do not see it. */
function Bar({ axis, record, person }: { axis: Axis; record: AttendanceRecord; person: AttendancePerson }) {
  const words = person.intervals.map((each) => s('bar.words', { kind: s(`bar.${each.kind}`), time: timeRange(each.from, each.to, record.timeZone) }));
  const pauses: Interval[] = record.breaks.map((each) => ({ kind: 'break', ...each }));
  const bars = [...person.intervals.filter((each) => each.kind !== 'break'), ...pauses];
  return (
    <div class={person.source === 'manual' ? 'track manual' : 'track'} role="img" aria-label={words.join(', ') || s('bar.none')}>
      {bars.map((each) => (
        <Piece key={`${each.kind}${each.from}`} axis={axis} of={each} />
      ))}
      {record.staffGaps.map((gap) => (
        <Piece key={`gap${gap.from}`} axis={axis} of={{ kind: 'gap', ...gap }} class="staff-gap" />
      ))}
    </div>
  );
}

function Piece({ axis, of, class: name }: { axis: Axis; of: Interval; class?: string }) {
  const where = place(axis, of);
  if (!where) return null;
  return <i class={name ?? `bar-${of.kind}`} ref={vars({ '--left': where.left.toFixed(5), '--width': where.width.toFixed(5) })} />;
}
