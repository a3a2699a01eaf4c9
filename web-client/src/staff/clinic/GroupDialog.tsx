import { useState } from 'preact/hooks';
import type { GroupKind } from '../api';
import type { ChangedGroup, Group, GroupFields, Participant, StaffMember } from '../clinicApi';
import { useAct, useAsk, useSession } from '../context';
import { Field } from '../parts';
import { s } from '../words';
import { FormDialog } from './FormDialog';
import { LeaderFields, RosterFields, SlotFields } from './groupFields';
import type { SaveDialogProps } from './ParticipantDialog';
import { zones } from './slots';

export const KINDS: readonly GroupKind[] = ['therapy', 'skills', 'education', 'support', 'peer', 'family', 'multi_family', 'individual', 'alumni'];

interface GroupDialogProps extends SaveDialogProps<Group> {
  staff: readonly StaffMember[];
  participants: readonly Participant[];
}

const NEW: Omit<GroupFields, 'timeZone'> = { name: '', kind: 'therapy', chat: false, slots: [{ day: 1, start: '18:00', minutes: 90 }], leaders: [], roster: [] };

function fieldsOf(of: Group | undefined, timeZone: string): GroupFields {
  if (!of) return { ...NEW, timeZone };
  const { id: _, active: __, version: ___, ...fields } = of;
  return fields;
}

export function GroupDialog({ of, staff, participants, onDone, onClose }: GroupDialogProps) {
  const ask = useAsk();
  const act = useAct();
  const home = useSession().me?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [fields, setFields] = useState<GroupFields>(() => fieldsOf(of, home));
  const set = (part: Partial<GroupFields>): void => setFields({ ...fields, ...part });
  const save = (): void => {
    const json = { ...fields, name: fields.name.trim() };
    const changed: ChangedGroup | undefined = of && { ...json, version: of.version };
    void act.run(async () => {
      if (of) await ask<Group>(`/api/clinic/groups/${of.id}`, { method: 'PUT', json: changed });
      else await ask<Group>('/api/clinic/groups', { method: 'POST', json });
      onDone();
    });
  };
  const ready = fields.name.trim() !== '' && fields.leaders.length > 0;
  return (
    <FormDialog title={of ? s('groups.change', { name: of.name }) : s('groups.add')} wide act={act} ready={ready} onSave={save} onClose={onClose}>
      <div class="two">
        <Field label={s('field.name')} hint={s('field.name.hint')}>
          <input class="input" required maxLength={80} autocomplete="off" value={fields.name} onInput={(event) => set({ name: event.currentTarget.value })} />
        </Field>
        <Field label={s('field.kind')}>
          <select class="input" value={fields.kind} onChange={(event) => set({ kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? 'therapy' })}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {s(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={s('field.zone')}>
          <select class="input" value={fields.timeZone} onChange={(event) => set({ timeZone: event.currentTarget.value })}>
            {zones(fields.timeZone, home).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </Field>
        <Cap value={fields.cap} onChange={(cap) => setFields(withCap(fields, cap))} />
      </div>
      <label class="check">
        <input type="checkbox" checked={fields.chat} onChange={(event) => set({ chat: event.currentTarget.checked })} />
        {s('field.chat')}
      </label>
      <SlotFields slots={fields.slots} onChange={(slots) => set({ slots })} />
      <LeaderFields leaders={fields.leaders} staff={staff} onChange={(leaders) => set({ leaders })} />
      <RosterFields roster={fields.roster} participants={participants} onChange={(roster) => set({ roster })} />
    </FormDialog>
  );
}

function withCap(fields: GroupFields, cap: number | undefined): GroupFields {
  const { cap: old, ...rest } = fields;
  if (old === cap) return fields;
  return cap === undefined ? rest : { ...rest, cap };
}

function Cap({ value, onChange }: { value: number | undefined; onChange: (cap: number | undefined) => void }) {
  return (
    <Field label={s('field.cap')} hint={s('field.cap.hint')}>
      <input
        class="input"
        inputMode="numeric"
        value={value ?? ''}
        onInput={(event) => {
          const cap = Number.parseInt(event.currentTarget.value, 10);
          onChange(cap > 0 ? cap : undefined);
        }}
      />
    </Field>
  );
}
