import { Ellipsis, KeyRound, LogOut, Pencil, Plus, ShieldOff, UserRoundCheck, UserRoundX } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { dayAndTime } from '../../common/time';
import { Icon } from '../../design/Icon';
import type { NewPassword, StaffAnswer, StaffMember } from '../clinicApi';
import { useAct, useAsk, useResource, useSession } from '../context';
import { Confirm, Field, Show } from '../parts';
import { Menu, type MenuItem } from '../Menu';
import { s } from '../words';
import { FormDialog } from './FormDialog';
import { LEAST_PASSWORD, StaffDialog } from './StaffDialog';
import { SearchList } from './table';

const PATH = '/api/clinic/staff';

type Open = { what: 'new' } | { what: 'change' | 'password' | 'revoke' | 'second_factor' | 'deactivate' | 'activate'; of: StaffMember };

export function Staff() {
  const answer = useResource<StaffAnswer>(PATH);
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const done = (): void => {
    close();
    answer.reload();
  };
  const add = (
    <button type="button" class="btn primary" onClick={() => setOpen({ what: 'new' })}>
      <Icon of={Plus} size="m" />
      {s('staff.add')}
    </button>
  );
  return (
    <>
      <Show of={answer}>
        {({ staff }) => (
          <SearchList
            items={staff}
            words={(each) => `${each.fullName} ${each.signInName}`}
            active={(each) => each.active}
            columns={[s('field.full_name'), s('field.sign_in_name'), s('field.roles'), s('field.last_sign_in')]}
            empty={s('staff.none')}
            tools={add}
            row={(each) => <Row key={each.id} of={each} onOpen={setOpen} />}
          />
        )}
      </Show>
      {open?.what === 'new' && <StaffDialog onDone={done} onClose={close} />}
      {open?.what === 'change' && <StaffDialog of={open.of} onDone={done} onClose={close} />}
      {open?.what === 'password' && <PasswordDialog of={open.of} onDone={done} onClose={close} />}
      {(open?.what === 'revoke' || open?.what === 'second_factor' || open?.what === 'deactivate' || open?.what === 'activate') && (
        <Sure what={open.what} of={open.of} onDone={done} onClose={close} />
      )}
    </>
  );
}

function Row({ of, onOpen }: { of: StaffMember; onOpen: (open: Open) => void }) {
  const resets = useSession().has('supervisor') && of.secondFactor;
  const items: MenuItem[] = of.active
    ? [
        { of: KeyRound, text: s('staff.password'), act: () => onOpen({ what: 'password', of }) },
        { of: LogOut, text: s('staff.revoke'), act: () => onOpen({ what: 'revoke', of }) },
        ...(resets ? [{ of: ShieldOff, text: s('staff.second_factor'), act: () => onOpen({ what: 'second_factor', of }) }] : []),
        { of: UserRoundX, text: s('act.deactivate'), danger: true, act: () => onOpen({ what: 'deactivate', of }) },
      ]
    : [{ of: UserRoundCheck, text: s('act.activate'), act: () => onOpen({ what: 'activate', of }) }];
  return (
    <tr class={of.active ? '' : 'inactive'}>
      <th scope="row">{[of.fullName, of.credential].filter(Boolean).join(', ')}</th>
      <td>{of.signInName}</td>
      <td>
        <span class="flags">
          {of.roles.map((role) => (
            <span key={role} class="chip">
              {s(`staff_role.${role}`)}
            </span>
          ))}
        </span>
      </td>
      <td class="soft">
        <span class="flags">
          {of.bothReset && <span class="chip amber">{s('staff.both_reset')}</span>}
          {of.emergency && <span class="chip amber">{s('staff.emergency')}</span>}
          <span>{of.lastSignIn === undefined ? s('staff.never') : dayAndTime(of.lastSignIn)}</span>
        </span>
      </td>
      <td class="acts">
        <button type="button" class="btn sm" onClick={() => onOpen({ what: 'change', of })}>
          <Icon of={Pencil} size="m" />
          {s('act.change')}
        </button>
        <Menu of={Ellipsis} label={s('act.more', { name: of.fullName })} items={items} />
      </td>
    </tr>
  );
}

interface OneProps {
  of: StaffMember;
  onDone: () => void;
  onClose: () => void;
}

function PasswordDialog({ of, onDone, onClose }: OneProps) {
  const ask = useAsk();
  const act = useAct();
  const [password, setPassword] = useState('');
  const json: NewPassword = { password };
  const save = (): void =>
    void act.run(async () => {
      await ask<void>(`${PATH}/${of.id}/password`, { method: 'POST', json });
      onDone();
    });
  return (
    <FormDialog title={s('staff.password_for', { name: of.fullName })} act={act} ready={password.length >= LEAST_PASSWORD} onSave={save} onClose={onClose}>
      <Field label={s('field.new_password')} hint={s('field.once.hint', { n: LEAST_PASSWORD })}>
        <input class="input" type="text" autocomplete="off" spellcheck={false} value={password} onInput={(event) => setPassword(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}

/** What is asked of the server. */
const ACTS = { revoke: 'revoke-sessions', second_factor: 'second-factor/reset', deactivate: 'deactivate', activate: 'activate' } as const;

function Sure({ what, of, onDone, onClose }: OneProps & { what: keyof typeof ACTS }) {
  const ask = useAsk();
  const act = useAct();
  const go = (): void =>
    void act.run(async () => {
      await ask<void>(`${PATH}/${of.id}/${ACTS[what]}`, { method: 'POST' });
      onDone();
    });
  return (
    <Confirm
      title={s(`ask.${what}_staff`, { name: of.fullName })}
      text={s(`ask.${what}_staff.text`)}
      yes={s(what === 'revoke' || what === 'second_factor' ? `staff.${what}` : `act.${what}`)}
      danger={what !== 'activate'}
      act={act}
      onYes={go}
      onClose={onClose}
    />
  );
}
