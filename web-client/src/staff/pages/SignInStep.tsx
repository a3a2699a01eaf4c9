import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Mark } from '../../design/Icon';
import { Enrol } from '../account/Enrol';
import { NewPasswordField, LEAST_PASSWORD } from '../account/fields';
import { RecoverySheet } from '../account/RecoverySheet';
import type { OwnPassword, RecoveryCodes } from '../accountApi';
import type { Standing, Step, TypedCode } from '../api';
import { useAct, useAsk, useSession } from '../context';
import { Field, Problem } from '../parts';
import { s } from '../words';

/** What is still wanted between the right password and the first page. */
export function SignInStep({ next }: { next: Step['next'] }) {
  switch (next) {
    case 'code':
      return <CodeStep />;
    case 'password':
      return <PasswordStep />;
    case 'enrol':
      return <EnrolStep />;
  }
}

function Frame({ title, children }: { title: string; children: ComponentChildren }) {
  const session = useSession();
  return (
    <main class="sign-in">
      <div class="card stack wide">
        <div class="row">
          <Mark />
          <h1>{title}</h1>
        </div>
        {children}
        <button type="button" class="btn quiet sm no-print" onClick={() => void session.signOut()}>
          {s('step.start_again')}
        </button>
      </div>
    </main>
  );
}

function CodeStep() {
  const session = useSession();
  const ask = useAsk();
  const act = useAct();
  const [code, setCode] = useState('');
  const [paper, setPaper] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), [paper]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const json: TypedCode = { code };
    void act.run(async () => session.stand(await ask<Standing>('/api/staff/sign-in/code', { method: 'POST', json })));
  };
  const other = (): void => {
    setCode('');
    setPaper(!paper);
  };
  return (
    <Frame title={s('step.code.title')}>
      <form class="stack wide" onSubmit={submit}>
        <p class="soft">{s(paper ? 'step.recovery.text' : 'step.code.text')}</p>
        <Field label={s(paper ? 'step.recovery' : 'step.code')}>
          <input
            key={paper ? 'paper' : 'app'}
            ref={first}
            class="input code"
            name="code"
            inputMode={paper ? 'text' : 'numeric'}
            autocomplete={paper ? 'off' : 'one-time-code'}
            autocapitalize="none"
            spellcheck={false}
            maxLength={40}
            required
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </Field>
        <Problem act={act} />
        <button type="submit" class="btn primary full" disabled={act.busy}>
          {s('step.code.go')}
        </button>
        <button type="button" class="btn quiet sm" onClick={other}>
          {s(paper ? 'step.code.to_app' : 'step.code.to_recovery')}
        </button>
        {paper && <p class="soft tiny">{s('step.recovery.help')}</p>}
      </form>
    </Frame>
  );
}

function PasswordStep() {
  const session = useSession();
  const ask = useAsk();
  const act = useAct();
  const [password, setPassword] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    const json: OwnPassword = { password };
    void act.run(async () => session.stand(await ask<Standing>('/api/staff/account/password', { method: 'POST', json })));
  };
  return (
    <Frame title={s('step.password.title')}>
      <form class="stack wide" onSubmit={submit}>
        <p class="soft">{s('step.password.text')}</p>
        <NewPasswordField value={password} onInput={setPassword} />
        <Problem act={act} />
        <button type="submit" class="btn primary full" disabled={act.busy || password.length < LEAST_PASSWORD}>
          {s('step.password.go')}
        </button>
      </form>
    </Frame>
  );
}

const nameIn = (standing: Standing | undefined): string => (standing && 'fullName' in standing ? standing.fullName : '');

/** The codes are shown before the first page opens: a page that opened at once would take them away. */
function EnrolStep() {
  const session = useSession();
  const [made, setMade] = useState<RecoveryCodes>();
  if (made === undefined)
    return (
      <Frame title={s('step.enrol.title')}>
        <p class="soft">{s('step.enrol.text')}</p>
        <Enrol onDone={setMade} />
      </Frame>
    );
  return (
    <main class="sign-in">
      <div class="card stack wide">
        <RecoverySheet alone codes={made.codes} name={nameIn(made.signIn)} onDone={() => made.signIn && session.stand(made.signIn)} />
      </div>
    </main>
  );
}
