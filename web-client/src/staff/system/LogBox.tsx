import { useState } from 'preact/hooks';
import { clockTime } from '../../common/time';
import { useAct, useAsk } from '../context';
import { Field, Problem } from '../parts';
import type { LogLevel, LogRequest, LogState, SystemAnswer } from '../systemApi';
import { s } from '../words';

const PATH = '/api/system/log-level';
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const MINUTES = [15, 60, 240] as const;

/** How much is logged, and more or less of it for a while; the server returns by itself. */
export function LogBox({ of, onChanged }: { of: LogState; onChanged: (value: SystemAnswer) => void }) {
  const ask = useAsk();
  const act = useAct();
  const [level, setLevel] = useState<LogLevel>('debug');
  const [minutes, setMinutes] = useState<number>(MINUTES[0]);
  const send = (json: LogRequest): void =>
    void act.run(async () => {
      onChanged(await ask<SystemAnswer>(PATH, { method: 'PUT', json }));
    });
  return (
    <section class="card stack wide log" aria-labelledby="system-log">
      <h2 id="system-log">{s('system.log')}</h2>
      <p>
        {of.until === undefined
          ? s('system.log.configured', { level: s(`system.level.${of.level}`) })
          : s('system.log.until', { level: s(`system.level.${of.level}`), time: clockTime(of.until), configured: s(`system.level.${of.configured}`) })}
      </p>
      <p class="small soft">{s('system.log.nobody')}</p>
      {of.mayChange && (
        <>
          <div class="two">
            <Field label={s('system.log.level')}>
              <select class="input" value={level} onChange={(event) => setLevel(event.currentTarget.value as LogLevel)}>
                {LEVELS.map((each) => (
                  <option key={each} value={each}>
                    {s(`system.level.${each}`)}
                  </option>
                ))}
              </select>
            </Field>
            <Field label={s('system.log.minutes')}>
              <select class="input" value={minutes} onChange={(event) => setMinutes(Number(event.currentTarget.value))}>
                {MINUTES.map((each) => (
                  <option key={each} value={each}>
                    {s('system.log.for', { n: each })}
                  </option>
                ))}
              </select>
            </Field>
          </div>
          <Problem act={act} />
          <div class="row wrap">
            <button type="button" class="btn primary" disabled={act.busy} onClick={() => send({ level, minutes })}>
              {s('system.log.go')}
            </button>
            {of.until !== undefined && (
              <button type="button" class="btn" disabled={act.busy} onClick={() => send({ level: of.configured, minutes: 0 })}>
                {s('system.log.back')}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}
