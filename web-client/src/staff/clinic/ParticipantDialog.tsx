import { useState } from 'preact/hooks';
import type { ChangedParticipant, Participant, ParticipantFields, TypedParticipant } from '../clinicApi';
import { useAct, useAsk } from '../context';
import { Field } from '../parts';
import { s } from '../words';
import { ContactFields, contactJson, KnownContact, typedContact } from './ContactFields';
import { FormDialog } from './FormDialog';

export interface SaveDialogProps<T> {
  /** What is changed; absent for a new one. */
  of?: T;
  onDone: () => void;
  onClose: () => void;
}

/** "Maya Torres" -> "Maya T.", the usual name among the others. */
export function shownName(fullName: string): string {
  const words = fullName.trim().split(/\s+/);
  const last = words.at(-1);
  return words.length > 1 && last ? `${words[0]} ${last[0]}.` : fullName.trim();
}

export function ParticipantDialog({ of, onDone, onClose }: SaveDialogProps<Participant>) {
  const ask = useAsk();
  const act = useAct();
  const [fields, setFields] = useState<ParticipantFields>({
    fullName: of?.fullName ?? '',
    name: of?.name ?? '',
    language: of?.language ?? 'en',
    reference: of?.reference ?? '',
    phone: of?.phone ?? '',
  });
  // Unknown until it was read; what is unknown is left as it is.
  const [contact, setContact] = useState(of ? undefined : typedContact(undefined));
  const [ownName, setOwnName] = useState(of !== undefined);
  const set = (part: Partial<ParticipantFields>): void => setFields({ ...fields, ...part });
  const save = (): void => {
    const { reference = '', phone = '' } = fields;
    const json: TypedParticipant = {
      fullName: fields.fullName.trim(),
      name: fields.name.trim(),
      language: fields.language,
      ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
      ...(contact === undefined ? {} : { emergencyContact: contactJson(contact) }),
    };
    const changed: ChangedParticipant | undefined = of && { ...json, version: of.version };
    void act.run(async () => {
      if (of) await ask<Participant>(`/api/clinic/participants/${of.id}`, { method: 'PUT', json: changed });
      else await ask<Participant>('/api/clinic/participants', { method: 'POST', json });
      onDone();
    });
  };
  const ready = fields.fullName.trim() !== '' && fields.name.trim() !== '';
  return (
    <FormDialog title={of ? s('participants.change', { name: of.fullName }) : s('participants.add')} wide act={act} ready={ready} onSave={save} onClose={onClose}>
      <div class="two">
        <Field label={s('field.full_name')}>
          <input
            class="input"
            required
            maxLength={120}
            autocomplete="off"
            value={fields.fullName}
            onInput={(event) => {
              const fullName = event.currentTarget.value;
              set(ownName ? { fullName } : { fullName, name: shownName(fullName) });
            }}
          />
        </Field>
        <Field label={s('field.shown_name')} hint={s('field.shown_name.hint')}>
          <input
            class="input"
            required
            maxLength={60}
            autocomplete="off"
            value={fields.name}
            onInput={(event) => {
              setOwnName(true);
              set({ name: event.currentTarget.value });
            }}
          />
        </Field>
      </div>
      <div class="two feet">
        <Field label={s('field.language')}>
          <select class="input" value={fields.language} onChange={(event) => set({ language: event.currentTarget.value === 'es' ? 'es' : 'en' })}>
            <option value="en">{s('language.en')}</option>
            <option value="es">{s('language.es')}</option>
          </select>
        </Field>
        <Field label={s('field.reference')}>
          <input class="input" maxLength={40} autocomplete="off" value={fields.reference} onInput={(event) => set({ reference: event.currentTarget.value })} />
        </Field>
        <Field label={s('field.phone')}>
          <input class="input" type="tel" maxLength={32} autocomplete="off" value={fields.phone} onInput={(event) => set({ phone: event.currentTarget.value })} />
        </Field>
      </div>
      {of ? <KnownContact person={of.id} of={contact} onChange={setContact} /> : contact && <ContactFields of={contact} onChange={setContact} />}
    </FormDialog>
  );
}
