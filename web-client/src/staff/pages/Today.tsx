import { CheckCircle, ChevronLeft, ChevronRight, ClipboardCheck, Clock, DoorOpen, UserRoundCheck, Users } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { clockTime, isoDay, longDay, noonOf, timeRange, useNow } from '../../common/time';
import { Icon } from '../../design/Icon';
import { useResource, useSession } from '../context';
import { Empty, Show } from '../parts';
import { addressOf } from '../router';
import type { TodayAnswer, TodaySession } from '../api';
import { s } from '../words';

const LOOK_AGAIN_MILLIS = 10_000;
const DAY_MILLIS = 86_400_000;
/** Staff open a room this long before its start at the earliest; the server has the last word. */
const SOON_MILLIS = 60 * 60_000;

/** Noon of a day that lies so many days from now: far from every change of clocks. */
const dayAt = (offset: number): number => noonOf(Date.now()) + offset * DAY_MILLIS;

/** The day's sessions on a line of time; the one that matters now has the one big button. */
export function Today() {
  const [offset, setOffset] = useState(0);
  const day = isoDay(dayAt(offset));
  const answer = useResource<TodayAnswer>(`/api/staff/today?date=${day}`, LOOK_AGAIN_MILLIS);
  return (
    <div class="page today">
      <div class="row apart wrap">
        <h1>{offset === 0 ? s('today.title') : longDay(dayAt(offset))}</h1>
        <div class="row" role="group" aria-label={s('today.day')}>
          <button type="button" class="icon-btn" aria-label={s('today.before')} onClick={() => setOffset(offset - 1)}>
            <Icon of={ChevronLeft} />
          </button>
          <button type="button" class="btn sm" disabled={offset === 0} onClick={() => setOffset(0)}>
            {s('today.title')}
          </button>
          <button type="button" class="icon-btn" aria-label={s('today.after')} onClick={() => setOffset(offset + 1)}>
            <Icon of={ChevronRight} />
          </button>
        </div>
      </div>
      {offset === 0 && <p class="soft">{longDay(dayAt(0))}</p>}
      <Show of={answer}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <Empty title={s('today.none')}>{s('today.none.text')}</Empty>
          ) : (
            <Timeline sessions={sessions} today={offset === 0} />
          )
        }
      </Show>
    </div>
  );
}

function Timeline({ sessions, today }: { sessions: TodaySession[]; today: boolean }) {
  const now = useNow(30_000);
  const nextIndex = sessions.findIndex((each) => each.end > now);
  return (
    <ol class="timeline">
      {sessions.map((each, index) => (
        <Entry key={each.session} of={each} now={now} next={today && index === nextIndex} />
      ))}
    </ol>
  );
}

function Entry({ of, now, next }: { of: TodaySession; now: number; next: boolean }) {
  const running = of.phase === 'started';
  const over = of.phase === 'ended';
  return (
    <li class={`entry ${running ? 'running' : ''} ${over ? 'over' : ''} ${over && !of.signed ? 'unsigned' : ''}`}>
      <div class="hour">
        <b>{clockTime(of.start)}</b>
        <span class="tiny soft">{clockTime(of.end)}</span>
      </div>
      <div class="rail" aria-hidden="true" />
      <article class="card stack">
        <div class="row apart wrap">
          <div class="stack tight">
            <h2>{of.title}</h2>
            <span class="soft small">
              {s(`kind.${of.kind}`)} · {timeRange(of.start, of.end)}
              {of.role !== undefined && ` · ${s('today.you_are', { role: s(`role.${of.role}`) })}`}
            </span>
          </div>
          <PhaseChip of={of} now={now} />
        </div>
        <div class="row apart wrap">
          <div class="row wrap figures">
            <Figure of={Users} n={of.expected} text={s('today.expected')} />
            {!over && <Figure of={Clock} n={of.waiting} text={s('today.waiting')} urgent={of.waiting > 0} />}
            <Figure of={UserRoundCheck} n={of.present} text={over ? s('today.in_group') : s('today.present')} />
          </div>
          <Go of={of} primary={running || (next && of.start - now < SOON_MILLIS)} />
        </div>
      </article>
    </li>
  );
}

function PhaseChip({ of, now }: { of: TodaySession; now: number }) {
  if (of.phase === 'started') return <span class="chip teal">{s('today.running')}</span>;
  if (of.phase === 'prepared') return now > of.start ? <span class="chip amber">{s('today.late')}</span> : null;
  if (of.signed)
    return (
      <span class="chip leaf">
        <Icon of={CheckCircle} size="s" />
        {s('today.signed')}
      </span>
    );
  return <span class="chip amber">{s('today.unsigned')}</span>;
}

function Figure({ of, n, text, urgent = false }: { of: typeof Users; n: number; text: string; urgent?: boolean }) {
  return (
    <span class={urgent ? 'figure-n urgent' : 'figure-n'}>
      <Icon of={of} size="m" />
      <b>{n}</b> {text}
    </span>
  );
}

function Go({ of, primary }: { of: TodaySession; primary: boolean }) {
  const { reviews } = useSession();
  if (of.phase === 'ended' && !reviews) return null;
  if (of.phase === 'ended')
    return (
      <a class="btn" href={addressOf({ page: 'attendance', session: of.session })}>
        <Icon of={ClipboardCheck} />
        {s('today.attendance')}
      </a>
    );
  if (of.role === undefined) return null;
  return (
    <a class={primary ? 'btn primary' : 'btn'} href={addressOf({ page: 'room', session: of.session })}>
      <Icon of={DoorOpen} />
      {s('today.open')}
    </a>
  );
}
