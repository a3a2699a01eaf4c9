import { useState } from 'preact/hooks';
import { dayAndTime } from '../../common/time';
import type { Account, Proof, RecoveryCodes } from '../accountApi';
import { FormDialog } from '../clinic/FormDialog';
import { useAct, useAsk, useSession } from '../context';
import { Dialog } from '../../design/Dialog';
import { s, sn } from '../words';
import { Enrol } from './Enrol';
import { ProofField } from './fields';
import { RecoverySheet } from './RecoverySheet';

const PATH = '/api/staff/account';

type Open = 'enrol' | 'recovery' | 'remove' | { readonly made: RecoveryCodes };

/** The second factor: set up, moved to another phone, removed; and its recovery codes. */
export function FactorCard({ of, onChange }: { of: Account; onChange: () => void }) {
  const session = useSession();
  const [open, setOpen] = useState<Open>();
  const on = of.secondFactorSince !== undefined;
  const close = (): void => setOpen(undefined);
  const made = (codes: RecoveryCodes): void => {
    if (codes.signIn) session.stand(codes.signIn);
    setOpen({ made: codes });
  };
  const done = (): void => {
    close();
    onChange();
  };
  if (typeof open === 'object')
    return (
      <section class="card">
        <RecoverySheet codes={open.made.codes} name={session.me?.fullName ?? ''} onDone={done} />
      </section>
    );
  return (
    <section class="card stack">
      <h2>{s('account.factor')}</h2>
      <p class="soft">{of.secondFactorSince === undefined ? s('account.factor.off') : s('account.factor.on', { when: dayAndTime(of.secondFactorSince) })}</p>
      {on && <p class={of.recoveryLeft < 4 ? 'strong' : 'soft'}>{sn('account.recovery', of.recoveryLeft)}</p>}
      <div class="row wrap">
        <button type="button" class={on ? 'btn' : 'btn primary'} onClick={() => setOpen('enrol')}>
          {s(on ? 'account.factor.change' : 'account.factor.set_up')}
        </button>
        {on && (
          <button type="button" class="btn" onClick={() => setOpen('recovery')}>
            {s('account.recovery.new')}
          </button>
        )}
        {on && !of.secondFactorRequired && (
          <button type="button" class="btn danger" onClick={() => setOpen('remove')}>
            {s('account.factor.remove')}
          </button>
        )}
      </div>
      {open === 'enrol' && <EnrolDialog of={of} onMade={made} onClose={close} />}
      {open === 'recovery' && <RecoveryDialog onMade={made} onClose={close} />}
      {open === 'remove' && <RemoveDialog onDone={done} onClose={close} />}
    </section>
  );
}

interface MakeProps {
  onMade: (made: RecoveryCodes) => void;
  onClose: () => void;
}

function EnrolDialog({ of, onMade, onClose }: MakeProps & { of: Account }) {
  const act = useAct();
  const [typed, setTyped] = useState('');
  const asked = of.secondFactorSince !== undefined || of.hasPassword;
  const [proof, setProof] = useState(asked ? undefined : '');
  const factor = of.secondFactorSince !== undefined;
  const title = s(factor ? 'account.factor.change' : 'step.enrol.title');
  const refused = (problem: unknown): void => {
    setTyped('');
    setProof(undefined);
    void act.run(() => Promise.reject(problem));
  };
  if (proof === undefined)
    return (
      <FormDialog title={title} act={act} ready={typed !== ''} yes={s('account.go_on')} onSave={() => setProof(typed)} onClose={onClose}>
        <p class="soft">{s('account.proof.text')}</p>
        <ProofField factor={factor} value={typed} onInput={setTyped} />
      </FormDialog>
    );
  return (
    <Dialog title={title} onClose={onClose}>
      <Enrol proof={proof} onDone={onMade} onRefused={refused} />
    </Dialog>
  );
}

function RecoveryDialog({ onMade, onClose }: MakeProps) {
  const ask = useAsk();
  const act = useAct();
  const [proof, setProof] = useState('');
  const json: Proof = { proof };
  const save = (): void => void act.run(async () => onMade(await ask<RecoveryCodes>(`${PATH}/recovery-codes`, { method: 'POST', json })));
  return (
    <FormDialog title={s('account.recovery.new')} act={act} ready={proof !== ''} yes={s('account.recovery.new')} onSave={save} onClose={onClose}>
      <p class="soft">{s('account.recovery.new.text')}</p>
      <ProofField factor value={proof} onInput={setProof} />
    </FormDialog>
  );
}

function RemoveDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const [proof, setProof] = useState('');
  const json: Proof = { proof };
  const save = (): void =>
    void act.run(async () => {
      await ask<void>(`${PATH}/second-factor/remove`, { method: 'POST', json });
      onDone();
    });
  return (
    <FormDialog title={s('account.factor.remove')} act={act} ready={proof !== ''} yes={s('account.factor.remove')} onSave={save} onClose={onClose}>
      <p class="soft">{s('account.factor.remove.text')}</p>
      <ProofField factor value={proof} onInput={setProof} />
    </FormDialog>
  );
}
