import '../account/account.css';
import { useEffect, useState } from 'preact/hooks';
import type { OfferedSecret, Proof, RecoveryCodes } from '../accountApi';
import type { TypedCode } from '../api';
import { useAct, useAsk } from '../context';
import { Field, Problem } from '../parts';
import { s } from '../words';
import { QrCode } from './QrCode';

export interface EnrolProps {
  /** What shows that it is the person himself; none as a step of signing in. */
  proof?: string;
  onDone: (made: RecoveryCodes) => void;
  /** The offer was refused: the proof is not right. */
  onRefused?: (problem: unknown) => void;
}

/** The secret as a picture and as text, and the one right code that makes it count. */
export function Enrol({ proof, onDone, onRefused }: EnrolProps) {
  const ask = useAsk();
  const act = useAct();
  const [offer, setOffer] = useState<OfferedSecret>();
  const [code, setCode] = useState('');
  const begin = (): void => {
    const json: Proof = proof === undefined ? {} : { proof };
    void act.run(async () => {
      try {
        setOffer(await ask<OfferedSecret>('/api/staff/account/second-factor', { method: 'POST', json }));
      } catch (problem) {
        onRefused?.(problem);
        throw problem;
      }
    });
  };
  // One offer a screen: another one would end the first.
  useEffect(begin, []);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (offer === undefined) return begin();
    const json: TypedCode = { code };
    void act.run(async () => onDone(await ask<RecoveryCodes>('/api/staff/account/second-factor/confirm', { method: 'POST', json })));
  };
  return (
    <form class="stack wide" onSubmit={submit}>
      {offer && (
        <>
          <div class="stack">
            <p class="strong">{s('enrol.scan')}</p>
            <p class="soft small">{s('enrol.apps')}</p>
          </div>
          <QrCode text={offer.address} />
          <div class="stack tight">
            <span class="soft small">{s('enrol.type')}</span>
            <code class="secret">{offer.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </div>
          <Field label={s('enrol.code')}>
            <input
              class="input code"
              name="code"
              inputMode="numeric"
              autocomplete="one-time-code"
              maxLength={12}
              required
              value={code}
              onInput={(event) => setCode(event.currentTarget.value)}
            />
          </Field>
        </>
      )}
      <Problem act={act} />
      <button type="submit" class="btn primary full" disabled={act.busy}>
        {s(offer === undefined ? 'try_again' : 'enrol.go')}
      </button>
    </form>
  );
}
