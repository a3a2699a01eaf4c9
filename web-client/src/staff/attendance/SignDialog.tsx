import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog';
import type { AttendanceRecord, SignRequest } from '../api';
import { useAct, useAsk, useSession } from '../context';
import { Problem } from '../parts';
import { s, sn } from '../words';
import type { ActDialogProps } from './CorrectDialog';

/** The software proposes; a named person with a credential signs. */
export function SignDialog({ path, record, onDone, onClose }: ActDialogProps) {
  const ask = useAsk();
  const act = useAct();
  const { me } = useSession();
  const [read, setRead] = useState(false);
  const name = [me?.fullName, me?.credential].filter(Boolean).join(', ');
  const sign = (): void => {
    const json: SignRequest = { version: record.version };
    void act.run(async () => onDone(await ask<AttendanceRecord>(`${path}/sign`, { method: 'POST', json })));
  };
  return (
    <Dialog title={s('sign.title', { name })} onClose={onClose}>
      <p class="soft">{sn('sign.text', record.numberInGroup, { title: record.title })}</p>
      <p class="soft small">{s('sign.after')}</p>
      <label class="check">
        <input type="checkbox" checked={read} onChange={(event) => setRead(event.currentTarget.checked)} />
        {s('sign.read')}
      </label>
      <Problem act={act} />
      <div class="actions">
        <button type="button" class="btn" onClick={onClose}>
          {s('cancel')}
        </button>
        <button type="button" class="btn primary" disabled={!read || act.busy} onClick={sign}>
          {s('sign.go')}
        </button>
      </div>
    </Dialog>
  );
}
