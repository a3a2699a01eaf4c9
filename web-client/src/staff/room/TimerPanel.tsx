import { useState } from 'preact/hooks';
import { stopwatch, useNow } from '../../common/time';
import { Field } from '../parts';
import { s, sn } from '../words';
import type { DeskProps } from './RoomScreen';

const MINUTE = 60_000;
const USUAL = [1, 2, 3, 5, 10, 15] as const;
const LONGEST_MINUTES = 240;

/** A timer that everybody sees; the server keeps its deadline. */
export function TimerPanel({ desk, room }: DeskProps) {
  const now = useNow(1000) + desk.live.view.value.serverOffset;
  const [minutes, setMinutes] = useState('');
  const { timer } = room.session;
  const start = (count: number): void => void desk.act({ kind: 'start_timer', durationMillis: Math.round(count * MINUTE) });
  const own = Number(minutes.replace(',', '.'));
  const valid = own > 0 && own <= LONGEST_MINUTES;
  if (timer) {
    return (
      <div class="stack wide timer">
        <p class="big-time" role="timer">
          {stopwatch(timer.deadline - now)}
        </p>
        <p class="soft small">{s('timer.everyone')}</p>
        <button type="button" class="btn" onClick={() => void desk.act({ kind: 'stop_timer' })}>
          {s('timer.stop')}
        </button>
      </div>
    );
  }
  return (
    <form
      class="stack wide"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) start(own);
      }}
    >
      <p class="soft small">{s('timer.text')}</p>
      <div class="minutes">
        {USUAL.map((each) => (
          <button key={each} type="button" class="btn sm" onClick={() => start(each)}>
            {sn('timer.minutes', each)}
          </button>
        ))}
      </div>
      <Field label={s('timer.own')}>
        <input class="input" inputMode="decimal" value={minutes} onInput={(event) => setMinutes(event.currentTarget.value)} />
      </Field>
      <button type="submit" class="btn primary" disabled={!valid}>
        {s('timer.start')}
      </button>
    </form>
  );
}
