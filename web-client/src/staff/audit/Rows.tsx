import { useState } from 'preact/hooks';
import { dayAndTime } from '../../common/time';
import type { AuditAnswer, AuditRow } from '../auditApi';
import { useAct, useAsk, useResource } from '../context';
import { Empty, Problem, Show } from '../parts';
import { s } from '../words';
import { actionText, actorText, resultText, subjectText } from './words';

/** More than so many names of one row are counted, not listed. */
const MOST_NAMES = 6;

/** The rows that fit, a page at a time. */
export function Rows({ query }: { query: string }) {
  const first = useResource<AuditAnswer>(`/api/audit/rows?${query}`);
  return <Show of={first}>{(answer) => <Pages first={answer} query={query} />}</Show>;
}

function Pages({ first, query }: { first: AuditAnswer; query: string }) {
  const ask = useAsk();
  const act = useAct();
  const [later, setLater] = useState<AuditAnswer>({ rows: [], more: first.more });
  const rows = [...first.rows, ...later.rows];
  const below = rows.at(-1)?.number;
  const more = (): void =>
    void act.run(async () => {
      const next = await ask<AuditAnswer>(`/api/audit/rows?${query}&below=${below}`);
      setLater({ rows: [...later.rows, ...next.rows], more: next.more });
    });
  if (rows.length === 0) return <Empty title={s('audit.none')} />;
  return (
    <>
      <div class="table-box">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{s('audit.column.time')}</th>
              <th scope="col">{s('audit.column.who')}</th>
              <th scope="col">{s('audit.column.what')}</th>
              <th scope="col">{s('audit.column.whom')}</th>
              <th scope="col">{s('audit.column.result')}</th>
            </tr>
          </thead>
          <tbody>{rows.map(row)}</tbody>
        </table>
      </div>
      <Problem act={act} />
      {later.more && (
        <button type="button" class="btn" disabled={act.busy} onClick={more}>
          {s('audit.more')}
        </button>
      )}
    </>
  );
}

const row = (of: AuditRow) => (
  <tr key={of.number}>
    <th scope="row">{dayAndTime(of.at)}</th>
    <td>{actorText(of)}</td>
    <td class="free">{actionText(of.action)}</td>
    <td class="free soft">{whom(of)}</td>
    <td>{of.result === 'ok' ? <span class="soft">{s('audit.done')}</span> : <span class="chip amber">{resultText(of.result)}</span>}</td>
  </tr>
);

function whom(of: AuditRow): string {
  const texts = of.subjects.map(subjectText);
  const shown = texts.slice(0, MOST_NAMES);
  if (texts.length > shown.length) shown.push(s('audit.and_more', { n: texts.length - shown.length }));
  return shown.join(', ');
}
