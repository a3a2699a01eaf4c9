import './emergency.css';
import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog';
import type { Participant } from '../clinicApi';
import { useAct, useAsk, useResource } from '../context';
import type { EmergencyFacts, OpenedEmergency, WantedEmergency } from '../emergencyApi';
import { Field, Problem, Show } from '../parts';
import { FormDialog } from '../clinic/FormDialog';
import { s } from '../words';
import { EmergencyCard } from './EmergencyCard';

const LONGEST = 500;

const pathOf = (participant: string): string => `/api/clinic/participants/${participant}/emergency`;

export interface EmergencyDialogProps {
  of: Participant;
  onClose: () => void;
}

/** Asks for the reason, then shows the facts; at once the facts where they are open already. */
export function EmergencyDialog({ of, onClose }: EmergencyDialogProps) {
  const [open, setOpen] = useState(of.emergencyUntil !== undefined && of.emergencyUntil > Date.now());
  return open ? (
    <Facts of={of} onAgain={() => setOpen(false)} onClose={onClose} />
  ) : (
    <Reason of={of} onOpened={() => setOpen(true)} onClose={onClose} />
  );
}

function Reason({ of, onOpened, onClose }: EmergencyDialogProps & { onOpened: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const json: WantedEmergency = { emergency: true, reason: reason.trim() };
  const go = (): void =>
    void act.run(async () => {
      await ask<OpenedEmergency>(pathOf(of.id), { method: 'POST', json });
      onOpened();
    });
  return (
    <FormDialog title={s('emergency.of', { name: of.fullName })} act={act} ready={sure && reason.trim() !== ''} yes={s('emergency.open')} onSave={go} onClose={onClose}>
      <p class="soft">{s('emergency.text')}</p>
      <Field label={s('emergency.reason')} hint={s('emergency.reason.hint')}>
        <textarea class="input" maxLength={LONGEST} required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </Field>
      <label class="check">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
        {s('emergency.sure')}
      </label>
    </FormDialog>
  );
}

function Facts({ of, onAgain, onClose }: EmergencyDialogProps & { onAgain: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const facts = useResource<EmergencyFacts>(pathOf(of.id));
  const [over, setOver] = useState(false);
  const end = (): void =>
    void act.run(async () => {
      await ask<void>(pathOf(of.id), { method: 'DELETE' });
      onClose();
    });
  return (
    <Dialog title={s('emergency.of', { name: of.fullName })} onClose={onClose}>
      {over ? (
        <p role="status">{s('emergency.over')}</p>
      ) : (
        <Show of={facts}>{(there) => <EmergencyCard of={there} onOver={() => setOver(true)} />}</Show>
      )}
      <Problem act={act} />
      <div class="actions">
        <button type="button" class="btn" onClick={onClose}>
          {s(over ? 'close' : 'emergency.hide')}
        </button>
        {over || facts.now.state === 'failed' ? (
          <button type="button" class="btn primary" onClick={onAgain}>
            {s('emergency.again')}
          </button>
        ) : (
          <button type="button" class="btn" disabled={act.busy} onClick={end}>
            {s('emergency.end')}
          </button>
        )}
      </div>
    </Dialog>
  );
}
