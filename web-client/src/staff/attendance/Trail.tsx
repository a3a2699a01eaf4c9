import { dayAndTime } from '../../common/time';
import type { AttendanceRecord, Correction } from '../api';
import { s } from '../words';

/** Every correction and amendment: who, when, why, old, new. Nothing is ever replaced. */
export function Trail({ record }: { record: AttendanceRecord }) {
  if (record.corrections.length === 0 && record.amendments.length === 0) return null;
  return (
    <section class="trail">
      <List title={s('trail.corrections')} of={record.corrections} zone={record.timeZone} />
      <List title={s('trail.amendments')} of={record.amendments} zone={record.timeZone} />
    </section>
  );
}

function List({ title, of, zone }: { title: string; of: readonly Correction[]; zone: string }) {
  if (of.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul class="stack">
        {of.map((each) => (
          <li key={each.id}>
            <p>
              <b>{each.personName}</b> {changeText(each)}
            </p>
            <p class="soft small">{s('trail.why', { reason: each.reason })}</p>
            <p class="soft tiny">{s('trail.who', { name: each.byName, time: dayAndTime(each.at, zone) })}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function changeText(each: Correction): string {
  const parts: string[] = [];
  if (each.newMinutes !== undefined) parts.push(s('trail.minutes', { old: each.oldMinutes ?? 0, new: each.newMinutes }));
  if (each.newStatus !== undefined) {
    const old = each.oldStatus === undefined ? s('trail.none') : s(`status.${each.oldStatus}`);
    parts.push(s('trail.status', { old, new: s(`status.${each.newStatus}`) }));
  }
  return parts.join(' · ');
}
