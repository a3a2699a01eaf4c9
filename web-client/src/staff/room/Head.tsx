import { ArrowLeft, Coffee, Lock, LockOpen, Play, Timer } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { clockTime, stopwatch, timeRange, useNow, wholeMinutes } from '../../common/time';
import { Icon, Mark } from '../../design/Icon';
import { vars } from '../../design/vars';
import { useSession } from '../context';
import { addressOf } from '../router';
import { s } from '../words';
import { mayReopen, moderates, participantCount, presentCount } from './model';
import { isGroupAlone } from './privacy';
import type { DeskProps } from './RoomScreen';

export function Head({ desk, room }: DeskProps) {
  const { phase, scheduledStart, scheduledEnd, title } = room.session;
  const staff = moderates(room.self.role);
  const { reviews } = useSession();
  return (
    <header class="head">
      <a class="icon-btn" href={addressOf({ page: 'today' })} aria-label={s('head.back')}>
        <Icon of={ArrowLeft} />
      </a>
      <span class="wide-only">
        <Mark />
      </span>
      <h1 class="cut">{title}</h1>
      <span class="chip mid-only">{timeRange(scheduledStart, scheduledEnd)}</span>
      <span class="grow" />
      <Segment desk={desk} room={room} />
      <span class="grow" />
      <Clock desk={desk} room={room} />
      {staff && phase !== 'ended' && <LockButton desk={desk} room={room} />}
      {staff && phase === 'prepared' && (
        <button type="button" class="btn primary sm" onClick={() => void desk.act({ kind: 'start' })}>
          <Icon of={Play} size="m" />
          {s('head.start')}
        </button>
      )}
      {staff && phase === 'started' && <BreakButton desk={desk} room={room} />}
      {staff && phase !== 'ended' && (
        <button type="button" class="btn danger sm" onClick={() => desk.ask({ what: 'end' })}>
          {s('head.end')}
        </button>
      )}
      {phase === 'ended' && (
        <>
          {mayReopen(room.self.role) && (
            <button type="button" class="btn sm" onClick={() => void desk.act({ kind: 'reopen' })}>
              {s('head.reopen')}
            </button>
          )}
          {reviews && (
            <a class="btn primary sm" href={addressOf({ page: 'attendance', session: desk.session })}>
              {s('over.review')}
            </a>
          )}
        </>
      )}
    </header>
  );
}

/** What runs now: a timer, a break, or nothing. */
function Segment({ desk, room }: DeskProps) {
  const now = useNow(1000) + desk.live.view.value.serverOffset;
  const { timer, breakSince, phase } = room.session;
  const whole = useRef({ id: '', millis: 1 });
  if (breakSince !== undefined) {
    return (
      <>
        <span class="segment amber">
          <Icon of={Coffee} />
          {s('head.break', { time: stopwatch(now - breakSince) })}
          <span class="narrow-word">{s('head.break.not_counting')}</span>
        </span>
        {timer && <TimeLeft left={timer.deadline - now} />}
      </>
    );
  }
  if (timer) {
    const left = Math.max(0, timer.deadline - now);
    if (whole.current.id !== timer.id) whole.current = { id: timer.id, millis: Math.max(1, left) };
    return <TimeLeft left={left} part={left / whole.current.millis} />;
  }
  if (phase === 'prepared') return <span class="segment plain mid-only">{s('head.prepared')}</span>;
  if (phase === 'ended') return <span class="segment plain">{s('head.ended')}</span>;
  return null;
}

/** @param part of the whole that is left; without it there is no bar */
function TimeLeft({ left, part }: { left: number; part?: number }) {
  const words = s('timer.left', { time: stopwatch(left) });
  return (
    <span class="segment" role="timer" aria-label={words}>
      <Icon of={Timer} />
      {part !== undefined && (
        <>
          <span class="wide-only">{s('tab.timer')}</span>
          <span class="meter-bar" aria-hidden="true">
            <i ref={vars({ '--part': part.toFixed(4) })} />
          </span>
        </>
      )}
      {words}
    </span>
  );
}

/** Who counts now and since when: amber while nobody's time counts. */
function Clock({ desk, room }: DeskProps) {
  const now = useNow(10_000) + desk.live.view.value.serverOffset;
  const { startedAt, endedAt, breakSince, staffGoneSince } = room.session;
  const values = { n: presentCount(room), of: participantCount(room) };
  if (startedAt === undefined) return room.waiting.size > 0 ? <span class="chip mid-only">{s('head.waiting', { n: room.waiting.size })}</span> : null;
  const minutes = wholeMinutes((endedAt ?? now) - startedAt);
  const counting = breakSince === undefined && staffGoneSince === undefined && endedAt === undefined && !isGroupAlone(room);
  return (
    <span class={counting ? 'chip leaf mid-only' : 'chip amber mid-only'} title={s('head.since', { time: clockTime(startedAt) })}>
      {counting ? s('head.counted', { ...values, minutes }) : s('head.not_counted', { minutes })}
    </span>
  );
}

function LockButton({ desk, room }: DeskProps) {
  const { locked } = room.session;
  return (
    <button
      type="button"
      class={locked ? 'chip amber press' : 'chip press'}
      title={s(locked ? 'head.unlock' : 'head.lock')}
      onClick={() => void desk.act({ kind: locked ? 'unlock_room' : 'lock_room' })}
    >
      <Icon of={locked ? Lock : LockOpen} size="s" />
      {s(locked ? 'head.unlock_now' : 'head.lock_now')}
    </button>
  );
}

function BreakButton({ desk, room }: DeskProps) {
  const pausing = room.session.breakSince !== undefined;
  return (
    <button type="button" class={pausing ? 'btn primary sm' : 'btn sm'} onClick={() => void desk.act({ kind: pausing ? 'end_break' : 'start_break' })}>
      {s(pausing ? 'head.end_break' : 'head.start_break')}
    </button>
  );
}
