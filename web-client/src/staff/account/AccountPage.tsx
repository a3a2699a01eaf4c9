import './account.css';
import { useState } from 'preact/hooks';
import { dayAndTime } from '../../common/time';
import type { Account, AccountEvent, OwnPassword } from '../accountApi';
import type { Standing } from '../api';
import { useAct, useAsk, useResource, useSession, type Resource } from '../context';
import { FormDialog } from '../clinic/FormDialog';
import { Field, Problem, Show } from '../parts';
import { s } from '../words';
import { LEAST_PASSWORD, NewPasswordField } from './fields';
import { FactorCard } from './FactorCard';

const PATH = '/api/staff/account';

/** The safety of one's own account. */
export function AccountPage() {
  const account = useResource<Account>(PATH);
  return (
    <div class="page stack wide account">
      <h1>{s('account.title')}</h1>
      <Show of={account}>
        {(now) => (
          <>
            <FactorCard of={now} onChange={account.reload} />
            <PasswordCard of={now} onChange={account.reload} />
            <SessionsCard of={now} account={account} />
            <EventsCard of={now.events} />
          </>
        )}
      </Show>
    </div>
  );
}

function PasswordCard({ of, onChange }: { of: Account; onChange: () => void }) {
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  const done = (): void => {
    setOpen(false);
    setChanged(true);
    onChange();
  };
  return (
    <section class="card stack">
      <h2>{s('account.password')}</h2>
      <p class="soft">{s(of.hasPassword ? 'account.password.text' : 'account.password.none')}</p>
      {changed && (
        <p class="notice leaf" role="status">
          {s('account.password.done')}
        </p>
      )}
      <div class="row wrap">
        <button type="button" class="btn" onClick={() => setOpen(true)}>
          {s(of.hasPassword ? 'account.password.change' : 'account.password.set')}
        </button>
      </div>
      {open && <PasswordDialog has={of.hasPassword} onDone={done} onClose={() => setOpen(false)} />}
    </section>
  );
}

function PasswordDialog({ has, onDone, onClose }: { has: boolean; onDone: () => void; onClose: () => void }) {
  const session = useSession();
  const ask = useAsk();
  const act = useAct();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const json: OwnPassword = has ? { oldPassword: old, password } : { password };
  const save = (): void =>
    void act.run(async () => {
      session.stand(await ask<Standing>(`${PATH}/password`, { method: 'POST', json }));
      onDone();
    });
  return (
    <FormDialog title={s('account.password')} act={act} ready={password.length >= LEAST_PASSWORD} onSave={save} onClose={onClose}>
      {has && (
        <Field label={s('account.password.old')}>
          <input class="input" type="password" autocomplete="current-password" required value={old} onInput={(event) => setOld(event.currentTarget.value)} />
        </Field>
      )}
      <NewPasswordField value={password} onInput={setPassword} />
    </FormDialog>
  );
}

function SessionsCard({ of, account }: { of: Account; account: Resource<Account> }) {
  const ask = useAsk();
  const act = useAct();
  const end = (which: string): void =>
    void act.run(async () => {
      await ask<void>(`${PATH}/sessions/${encodeURIComponent(which)}/end`, { method: 'POST' });
      account.reload();
    });
  return (
    <section class="card stack">
      <h2>{s('account.sessions')}</h2>
      <ul class="stack rows">
        {of.sessions.map((each) => (
          <li key={each.id} class="row apart wrap">
            <div class="stack tight">
              <span class="strong">{s(each.here ? 'account.sessions.here' : 'account.sessions.other')}</span>
              <span class="soft small">{s('account.sessions.since', { since: dayAndTime(each.createdAt), seen: dayAndTime(each.lastSeenAt) })}</span>
            </div>
            {!each.here && (
              <button type="button" class="btn sm" disabled={act.busy} onClick={() => end(each.id)}>
                {s('account.sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Problem act={act} />
      {of.sessions.length > 1 && (
        <div class="row wrap">
          <button type="button" class="btn" disabled={act.busy} onClick={() => end('others')}>
            {s('account.sessions.end_others')}
          </button>
        </div>
      )}
    </section>
  );
}

function EventsCard({ of }: { of: readonly AccountEvent[] }) {
  return (
    <section class="card stack">
      <h2>{s('account.events')}</h2>
      {of.length === 0 ? (
        <p class="soft">{s('account.events.none')}</p>
      ) : (
        <ul class="stack rows">
          {of.map((event) => (
            <li key={`${event.kind} ${event.at}`} class="row apart wrap">
              <span>{whatAndWho(event)}</span>
              <span class="soft small">{dayAndTime(event.at)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function whatAndWho({ kind, by }: AccountEvent): string {
  const what = s(`notice.${kind}`);
  if (by !== undefined) return s('account.events.by', { what, name: by });
  return kind === 'password_reset' || kind === 'second_factor_reset' || kind === 'entry_link' ? s('account.events.console', { what }) : what;
}
