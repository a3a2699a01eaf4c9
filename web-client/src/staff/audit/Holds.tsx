import { useState } from 'preact/hooks';
import { dayAndTime } from '../../common/time';
import type { AuditPerson, HoldsAnswer, LegalHold } from '../auditApi';
import { useAct, useAsk, useResource } from '../context';
import { Confirm, Field, Problem, Show } from '../parts';
import { s } from '../words';

const pathOf = (person: string): string => `/api/audit/participants/${person}/hold`;

/** Whose records are kept though their time is over. */
export function Holds({ participants }: { participants: readonly AuditPerson[] }) {
  const answer = useResource<HoldsAnswer>('/api/audit/holds');
  const [releasing, setReleasing] = useState<LegalHold>();
  return (
    <section class="stack">
      <h2>{s('holds.title')}</h2>
      <p class="soft">{s('holds.about')}</p>
      <Show of={answer}>
        {({ holds }) => (
          <>
            {holds.length > 0 && (
              <div class="table-box">
                <table class="list">
                  <tbody>
                    {holds.map((hold) => (
                      <tr key={hold.person}>
                        <th scope="row">{hold.name}</th>
                        <td class="soft">{s('holds.since', { time: dayAndTime(hold.placedAt) })}</td>
                        <td class="acts">
                          <button type="button" class="btn sm" onClick={() => setReleasing(hold)}>
                            {s('holds.release')}
                          </button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <Place participants={participants.filter((each) => holds.every((hold) => hold.person !== each.id))} onDone={answer.reload} />
          </>
        )}
      </Show>
      {releasing && (
        <Release
          of={releasing}
          onClose={() => setReleasing(undefined)}
          onDone={() => {
            setReleasing(undefined);
            answer.reload();
          }}
        />
      )}
    </section>
  );
}

function Place({ participants, onDone }: { participants: readonly AuditPerson[]; onDone: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const [person, setPerson] = useState('');
  const place = (): void =>
    void act.run(async () => {
      await ask<void>(pathOf(person), { method: 'POST' });
      setPerson('');
      onDone();
    });
  return (
    <div class="row wrap hold-new">
      <Field label={s('holds.whose')}>
        <select class="input" value={person} onChange={(event) => setPerson(event.currentTarget.value)}>
          <option value="">{s('holds.choose')}</option>
          {participants.map((each) => (
            <option key={each.id} value={each.id}>
              {[each.name, each.reference].filter(Boolean).join(' · ')}
            </option>
          ))}
        </select>
      </Field>
      <button type="button" class="btn" disabled={person === '' || act.busy} onClick={place}>
        {s('holds.place')}
      </button>
      <Problem act={act} />
    </div>
  );
}

function Release({ of, onDone, onClose }: { of: LegalHold; onDone: () => void; onClose: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const go = (): void =>
    void act.run(async () => {
      await ask<void>(pathOf(of.person), { method: 'DELETE' });
      onDone();
    });
  return <Confirm title={s('holds.ask', { name: of.name })} text={s('holds.ask.text')} yes={s('holds.release')} act={act} onYes={go} onClose={onClose} />;
}
