import './attendance.css';
import { ArrowLeft, CircleCheck, Download, FileSpreadsheet, FileUser, Printer, UserPlus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { dayAndTime, shortDay, timeRange } from '../../common/time';
import { Icon, Mark } from '../../design/Icon';
import type { AttendancePerson, AttendanceRecord } from '../api';
import { useResource, useSession } from '../context';
import { Empty, Show } from '../parts';
import { addressOf } from '../router';
import { Menu, type MenuItem } from '../Menu';
import { s } from '../words';
import { Chart } from './Chart';
import { CorrectDialog } from './CorrectDialog';
import { Figures } from './Figures';
import { ManualDialog } from './ManualDialog';
import { SignDialog } from './SignDialog';
import { Trail } from './Trail';

/** The picture that a counselor and an auditor understand at a glance; it also prints. */
export function AttendancePage({ session }: { session: string }) {
  const path = `/api/staff/sessions/${encodeURIComponent(session)}/attendance`;
  const record = useResource<AttendanceRecord>(path);
  return <Show of={record}>{(value) => <Review path={path} record={value} onChange={record.set} />}</Show>;
}

/** Files leave with the program's own references; names only on request. */
function exportsOf(path: string): MenuItem[] {
  return [
    { of: FileSpreadsheet, text: s('attendance.export.references'), act: () => location.assign(`${path}.csv`) },
    { of: FileUser, text: s('attendance.export.names'), act: () => location.assign(`${path}.csv?names=true`) },
  ];
}

export interface ReviewProps {
  path: string;
  record: AttendanceRecord;
  onChange: (record: AttendanceRecord) => void;
}

type Open = { what: 'manual' | 'sign' } | { what: 'correct'; person: AttendancePerson };

export function Review({ path, record, onChange }: ReviewProps) {
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const changed = (next: AttendanceRecord): void => {
    close();
    onChange(next);
  };
  const mayChange = record.signature ? record.may.amend : record.may.correct;
  const dialog = { path, record, onDone: changed, onClose: close };
  return (
    <div class="review">
      <Head path={path} record={record} />
      <main>
        <Figures record={record} />
        {record.people.length === 0 ? (
          <Empty title={s('attendance.nobody')}>{s('attendance.nobody.text')}</Empty>
        ) : (
          <Chart
            record={record}
            {...(mayChange ? { onCorrect: (person: AttendancePerson) => setOpen({ what: 'correct', person }) } : {})}
          />
        )}
        {record.may.correct && !record.signature && record.missing.length > 0 && (
          <p class="row add no-print">
            <button type="button" class="btn sm" onClick={() => setOpen({ what: 'manual' })}>
              <Icon of={UserPlus} size="m" />
              {s('attendance.manual')}
            </button>
            <span class="soft tiny">{s('attendance.manual.hint')}</span>
          </p>
        )}
        <Trail record={record} />
      </main>
      <Foot record={record} onSign={() => setOpen({ what: 'sign' })} />
      {open?.what === 'correct' && <CorrectDialog {...dialog} person={open.person} />}
      {open?.what === 'manual' && <ManualDialog {...dialog} />}
      {open?.what === 'sign' && <SignDialog {...dialog} />}
    </div>
  );
}

function Head({ path, record }: { path: string; record: AttendanceRecord }) {
  return (
    <header class="bar">
      <a class="icon-btn no-print" href={addressOf({ page: 'today' })} aria-label={s('head.back')}>
        <Icon of={ArrowLeft} />
      </a>
      <Mark />
      <span class="print-only strong">{record.clinic}</span>
      <h1 class="cut">{s('attendance.title', { title: record.title })}</h1>
      <span class="chip day">
        {shortDay(record.scheduledStart, record.timeZone)}, {timeRange(record.scheduledStart, record.scheduledEnd, record.timeZone)}
      </span>
      <span class="grow" />
      <span class={record.signature ? 'chip leaf' : 'chip amber'}>
        {record.signature && <Icon of={CircleCheck} size="s" />}
        {s(record.signature ? 'attendance.signed' : 'attendance.unsigned')}
      </span>
      <span class="row no-print">
        <button type="button" class="btn sm" onClick={() => print()}>
          <Icon of={Printer} size="m" />
          <span class="words">{s('attendance.print')}</span>
        </button>
        {record.may.export && (
          <Menu of={Download} text={s('attendance.export')} label={s('attendance.export')} class="btn sm" items={exportsOf(path)} />
        )}
      </span>
    </header>
  );
}

function Foot({ record, onSign }: { record: AttendanceRecord; onSign: () => void }) {
  const { me } = useSession();
  const { signature } = record;
  return (
    <footer class="review-foot">
      <Key gaps={record.staffGaps.length > 0} />
      <span class="grow" />
      <span class="tiny soft notice-line">{record.notice}</span>
      {signature && (
        <span class="small">
          {s('attendance.signed_by', { name: `${signature.byName}, ${signature.credential}`, time: dayAndTime(signature.at, record.timeZone) })}
          <span class="hash tiny soft" title={signature.hash}>
            {s('attendance.seal', { hash: signature.hash.slice(0, 12) })}
          </span>
        </span>
      )}
      {!signature && record.may.sign && (
        <button type="button" class="btn primary no-print" onClick={onSign}>
          {s('attendance.sign_as', { name: [me?.fullName, me?.credential].filter(Boolean).join(', ') })}
        </button>
      )}
      {!signature && !record.may.sign && <span class="small soft no-print">{s('attendance.who_signs')}</span>}
    </footer>
  );
}

const KEY = ['waiting', 'present', 'gap', 'aside', 'break'] as const;

function Key({ gaps }: { gaps: boolean }) {
  return (
    <ul class="key" aria-label={s('attendance.key')}>
      {KEY.map((kind) => (
        <li key={kind}>
          <i class={`bar-${kind}`} aria-hidden="true" />
          {s(`bar.${kind}`)}
        </li>
      ))}
      {gaps && (
        <li>
          <i class="staff-gap" aria-hidden="true" />
          {s('bar.staff_gap')}
        </li>
      )}
    </ul>
  );
}

