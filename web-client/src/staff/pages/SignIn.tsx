import { useEffect, useRef, useState } from 'preact/hooks';
import { Mark } from '../../design/Icon';
import { useAct, useSession } from '../context';
import { Field, Problem } from '../parts';
import type { OutReason } from '../session';
import { s } from '../words';

export function SignIn({ reason }: { reason: OutReason | undefined }) {
  const session = useSession();
  const act = useAct();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    void act.run(() => session.signIn({ name: name.trim(), password }));
  };
  return (
    <main class="sign-in">
      <form class="card stack wide" onSubmit={submit}>
        <div class="row">
          <Mark />
          <h1>{s('sign_in.title')}</h1>
        </div>
        {reason !== undefined && act.problem === undefined && (
          <p class="notice amber" role="status">
            {s(`sign_in.${reason}`)} {session.kept.value && s('sign_in.kept', { name: session.kept.value.fullName })}
          </p>
        )}
        <Field label={s('sign_in.name')}>
          <input
            ref={first}
            class="input"
            name="username"
            autocomplete="username"
            autocapitalize="none"
            required
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <Field label={s('sign_in.password')}>
          <input
            class="input"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </Field>
        <Problem act={act} />
        <button type="submit" class="btn primary full" disabled={act.busy}>
          {s('sign_in.go')}
        </button>
        <p class="soft tiny">{s('sign_in.forgot')}</p>
      </form>
    </main>
  );
}
