import { CircleCheck } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog';
import { Icon } from '../../design/Icon';
import type { ImportAnswer } from '../clinicApi';
import { useAct, useAsk } from '../context';
import { Field, Problem } from '../parts';
import { s, sn } from '../words';

/** CSV: checked first, problems by line, and nothing is written while there is one. */
export function ImportDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const [csv, setCsv] = useState<string>();
  const [answer, setAnswer] = useState<ImportAnswer>();
  const send = (text: string, check: boolean): void =>
    void act.run(async () => {
      const next = await ask<ImportAnswer>(`/api/clinic/participants/import?check=${check}`, { method: 'POST', csv: text });
      setAnswer(next);
      if (next.imported > 0) onDone();
    });
  const choose = async (file: File | undefined): Promise<void> => {
    setAnswer(undefined);
    const text = await file?.text();
    setCsv(text);
    if (text !== undefined) send(text, true);
  };
  const imported = (answer?.imported ?? 0) > 0;
  const ready = csv !== undefined && answer !== undefined && answer.problems.length === 0 && answer.rows > 0 && !imported;
  return (
    <Dialog title={s('participants.import')} wide onClose={onClose}>
      <p class="soft small">{s('import.text')}</p>
      <pre class="sample">{s('import.sample')}</pre>
      <p class="soft small">{s('import.contact')}</p>
      <Field label={s('import.file')}>
        <input class="input" type="file" accept=".csv,text/csv" onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      </Field>
      {answer && <Result answer={answer} />}
      <Problem act={act} />
      <div class="actions">
        <button type="button" class="btn" onClick={onClose}>
          {s(imported ? 'close' : 'cancel')}
        </button>
        {!imported && (
          <button type="button" class="btn primary" disabled={!ready || act.busy} onClick={() => csv !== undefined && send(csv, false)}>
            {answer ? sn('import.go', answer.rows) : s('participants.import')}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function Result({ answer }: { answer: ImportAnswer }) {
  if (answer.problems.length === 0) {
    return (
      <p class="notice leaf" role="status">
        <Icon of={CircleCheck} />
        {answer.imported > 0 ? sn('import.done', answer.imported) : sn('import.good', answer.rows)}
      </p>
    );
  }
  return (
    <div role="alert" class="stack">
      <p class="notice amber">{sn('import.problems', answer.problems.length)}</p>
      <div class="table-box short">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{s('import.line')}</th>
              <th scope="col">{s('import.column')}</th>
              <th scope="col">{s('import.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {answer.problems.map((problem) => (
              <tr key={`${problem.line}${problem.column}${problem.code}`}>
                <td>{problem.line}</td>
                <td>{problem.column ?? ''}</td>
                <td class="free">{problem.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
