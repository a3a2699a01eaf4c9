import './emergency.css';
import { useState } from 'preact/hooks';
import { clockTime, dayAndTime } from '../../common/time';
import { useAct, useAsk, useResource } from '../context';
import type { EmergenciesAnswer, EmergencyAccess, EmergencyReview } from '../emergencyApi';
import { Field, Problem, Show } from '../parts';
import { s, sn } from '../words';
import { lookForEmergencies } from './told';

const PATH = '/api/audit/emergencies';
const LONGEST = 500;
const MINUTE = 60_000;

/** What privacy officers look at first: emergency accesses at which nobody looked yet, then those of before. */
export function Emergencies() {
  const ask = useAsk();
  const answer = useResource<EmergenciesAnswer>(PATH);
  const [round, setRound] = useState(0);
  const done = (): void => {
    answer.reload();
    setRound((old) => old + 1);
    void lookForEmergencies(ask);
  };
  return (
    <section class="stack">
      <Show of={answer}>
        {({ accesses, more }) => (
          <>
            <h2>
              {s('emergency.title')} {accesses.length > 0 && <span class="chip amber">{sn('emergency.waiting', accesses.length)}</span>}
            </h2>
            <p class="soft">{s(accesses.length === 0 ? 'emergency.none_waits' : 'emergency.look')}</p>
            {accesses.map((each) => (
              <article key={each.id} class="card stack emergency">
                <Told of={each} />
                <Review of={each} onDone={done} />
              </article>
            ))}
            {more && <p class="soft">{s('emergency.more')}</p>}
          </>
        )}
      </Show>
      <Before key={round} />
    </section>
  );
}

/** Who, whom, when, why, for how long and what. */
function Told({ of }: { of: EmergencyAccess }) {
  const minutes = Math.max(1, Math.ceil((of.endsAt - of.openedAt) / MINUTE));
  const ended = of.open ? s('emergency.open_until', { time: clockTime(of.endsAt) }) : sn(of.closed ? 'emergency.closed' : 'emergency.ended', minutes);
  const what = of.shown.map((fact) => s(`emergency.shown.${fact}`)).join(', ');
  return (
    <>
      <h3>{s('emergency.who', { by: of.byName, name: of.name })}</h3>
      <p class="soft small">
        {dayAndTime(of.openedAt)} · {ended}
      </p>
      <blockquote>{of.reason}</blockquote>
      <p class="small">{of.reads === 0 ? s('emergency.not_read') : what === '' ? s('emergency.read_nothing') : sn('emergency.read', of.reads, { what })}</p>
    </>
  );
}

function Review({ of, onDone }: { of: EmergencyAccess; onDone: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const [note, setNote] = useState('');
  if (of.own) return <p class="notice">{s('emergency.own')}</p>;
  if (of.open) return <p class="notice">{s('emergency.still_open')}</p>;
  const json: EmergencyReview = note.trim() === '' ? {} : { note: note.trim() };
  const go = (): void =>
    void act.run(async () => {
      await ask<void>(`${PATH}/${encodeURIComponent(of.id)}/review`, { method: 'POST', json });
      onDone();
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Field label={s('emergency.note')}>
        <input class="input" maxLength={LONGEST} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </Field>
      <Problem act={act} />
      <button type="submit" class="btn primary" disabled={act.busy} aria-label={s('emergency.reviewed_of', { by: of.byName, name: of.name })}>
        {s('emergency.reviewed')}
      </button>
    </form>
  );
}

/** Fetched when it is opened: looking at them is a row of the log as well. */
function Before() {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{s('emergency.before')}</summary>
      {open && <Reviewed />}
    </details>
  );
}

function Reviewed() {
  const first = useResource<EmergenciesAnswer>(`${PATH}/reviewed`);
  return <Show of={first}>{(answer) => <Pages first={answer} />}</Show>;
}

function Pages({ first }: { first: EmergenciesAnswer }) {
  const ask = useAsk();
  const act = useAct();
  const [later, setLater] = useState<EmergenciesAnswer>({ accesses: [], more: first.more });
  const all = [...first.accesses, ...later.accesses];
  const last = all.at(-1);
  const more = (): void =>
    void act.run(async () => {
      const next = await ask<EmergenciesAnswer>(`${PATH}/reviewed?below=${encodeURIComponent(last?.id ?? '')}`);
      setLater({ accesses: [...later.accesses, ...next.accesses], more: next.more });
    });
  if (last === undefined) return <p class="soft">{s('emergency.none_before')}</p>;
  return (
    <div class="stack">
      {all.map((each) => (
        <article key={each.id} class="card stack emergency">
          <Told of={each} />
          {each.review && (
            <p class="soft small">
              {s('emergency.reviewed_by', { by: each.review.byName, time: dayAndTime(each.review.at) })} {each.review.note}
            </p>
          )}
        </article>
      ))}
      <Problem act={act} />
      {later.more && (
        <button type="button" class="btn" disabled={act.busy} onClick={more}>
          {s('audit.more')}
        </button>
      )}
    </div>
  );
}
