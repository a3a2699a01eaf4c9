import { useState } from 'preact/hooks';
import type { StaffRole } from '../api';
import type { ChangedStaff, NewStaff, StaffFields, StaffMember } from '../clinicApi';
import { useAct, useAsk } from '../context';
import { Field } from '../parts';
import { s } from '../words';
import { FormDialog } from './FormDialog';
import { shownName, type SaveDialogProps } from './ParticipantDialog';

export const LEAST_PASSWORD = 12;
const ROLES: readonly StaffRole[] = ['counselor', 'peer_mentor', 'moderator', 'supervisor', 'scheduler', 'it_admin', 'privacy_officer'];

export function StaffDialog({ of, onDone, onClose }: SaveDialogProps<StaffMember>) {
  const ask = useAsk();
  const act = useAct();
  const [fields, setFields] = useState({
    fullName: of?.fullName ?? '',
    signInName: of?.signInName ?? '',
    credential: of?.credential ?? '',
    roles: of?.roles ?? [],
  });
  const [password, setPassword] = useState('');
  const set = (part: Partial<typeof fields>): void => setFields({ ...fields, ...part });
  const toggle = (role: StaffRole): void =>
    set({ roles: fields.roles.includes(role) ? fields.roles.filter((each) => each !== role) : [...fields.roles, role] });
  const save = (): void => {
    const credential = fields.credential.trim();
    const fullName = fields.fullName.trim();
    const json: StaffFields = {
      fullName,
      name: of && of.fullName === fullName ? of.name : shownName(fullName),
      signInName: fields.signInName.trim(),
      roles: fields.roles,
      ...(credential === '' ? {} : { credential }),
    };
    const added: NewStaff = { ...json, password };
    const changed: ChangedStaff | undefined = of && { ...json, version: of.version };
    void act.run(async () => {
      if (of) await ask<StaffMember>(`/api/clinic/staff/${of.id}`, { method: 'PUT', json: changed });
      else await ask<StaffMember>('/api/clinic/staff', { method: 'POST', json: added });
      onDone();
    });
  };
  const ready = fields.fullName.trim() !== '' && fields.signInName.trim() !== '' && fields.roles.length > 0 && (of !== undefined || password.length >= LEAST_PASSWORD);
  return (
    <FormDialog title={of ? s('staff.change', { name: of.fullName }) : s('staff.add')} act={act} ready={ready} onSave={save} onClose={onClose}>
      <div class="two">
        <Field label={s('field.full_name')}>
          <input class="input" required maxLength={120} autocomplete="off" value={fields.fullName} onInput={(event) => set({ fullName: event.currentTarget.value })} />
        </Field>
        <Field label={s('field.credential')}>
          <input class="input" maxLength={40} autocomplete="off" value={fields.credential} onInput={(event) => set({ credential: event.currentTarget.value })} />
        </Field>
      </div>
      <Field label={s('field.sign_in_name')}>
        <input class="input" required maxLength={80} autocomplete="off" autocapitalize="none" value={fields.signInName} onInput={(event) => set({ signInName: event.currentTarget.value })} />
      </Field>
      {!of && (
        <Field label={s('field.new_password')} hint={s('field.once.hint', { n: LEAST_PASSWORD })}>
          <input class="input" type="text" autocomplete="off" spellcheck={false} value={password} onInput={(event) => setPassword(event.currentTarget.value)} />
        </Field>
      )}
      <fieldset class="options columns">
        <legend class="label">{s('field.roles')}</legend>
        {ROLES.map((role) => (
          <label key={role} class="check">
            <input type="checkbox" checked={fields.roles.includes(role)} onChange={() => toggle(role)} />
            {s(`staff_role.${role}`)}
          </label>
        ))}
      </fieldset>
    </FormDialog>
  );
}
