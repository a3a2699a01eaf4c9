import { dayAndTime } from '../../common/time';
import type { AuditLine, AuditReport } from '../auditApi';
import { useResource } from '../context';
import { Empty, Show } from '../parts';
import { s } from '../words';
import { actionText, actorText, resultText } from './words';

/** Who dealt with somebody's data: the answer to that person's question, complete however many rows there are. */
export function Report({ query, others }: { query: string; others: boolean }) {
  const report = useResource<AuditReport>(`/api/audit/report?${query}`);
  return (
    <section class="stack">
      <h2>{s(others ? 'audit.report.others' : 'audit.report')}</h2>
      <Show of={report}>
        {({ lines }) =>
          lines.length === 0 ? (
            <Empty title={s('audit.report.none')} />
          ) : (
            <div class="table-box">
              <table class="list">
                <thead>
                  <tr>
                    <th scope="col">{s('audit.column.who')}</th>
                    <th scope="col">{s('audit.column.what')}</th>
                    <th scope="col">{s('audit.column.times')}</th>
                    <th scope="col">{s('audit.column.first')}</th>
                    <th scope="col">{s('audit.column.last')}</th>
                  </tr>
                </thead>
                <tbody>{lines.map(line)}</tbody>
              </table>
            </div>
          )
        }
      </Show>
    </section>
  );
}

const line = (of: AuditLine) => (
  <tr key={`${of.kind} ${of.actor} ${of.action} ${of.result}`}>
    <th scope="row">{actorText(of)}</th>
    <td class="free">
      {actionText(of.action)}
      {of.result !== 'ok' && <span class="chip amber">{resultText(of.result)}</span>}
    </td>
    <td>{s('audit.times', { n: of.count })}</td>
    <td class="soft">{s('audit.first', { time: dayAndTime(of.first) })}</td>
    <td class="soft">{s('audit.last', { time: dayAndTime(of.last) })}</td>
  </tr>
);
