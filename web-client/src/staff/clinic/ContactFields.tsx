import { CircleAlert } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../design/Icon';
import type { ContactAnswer, ContactFields as ContactJson } from '../clinicApi';
import { useResource } from '../context';
import type { EmergencyContact } from '../emergencyApi';
import { Field, Show } from '../parts';
import { s } from '../words';

/** What stands in the form; consent that was not answered is neither yes nor no. */
export interface TypedContact {
  name: string;
  phone: string;
  relation: string;
  mayBeCalled: boolean | undefined;
}

const NOBODY: TypedContact = { name: '', phone: '', relation: '', mayBeCalled: undefined };

export const typedContact = (of: EmergencyContact | undefined): TypedContact => ({ ...NOBODY, ...of });

/** Nothing in it is nobody; the server refuses a part. */
export function contactJson({ name, phone, relation, mayBeCalled }: TypedContact): ContactJson {
  return {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    ...(relation.trim() === '' ? {} : { relation: relation.trim() }),
    ...(mayBeCalled === undefined ? {} : { mayBeCalled }),
  };
}

interface KnownProps {
  person: string;
  /** Absent until it was read. */
  of: TypedContact | undefined;
  onChange: (next: TypedContact) => void;
}

/** The same of somebody whom the clinic knows: read when it is asked for, since it is in no list. */
export function KnownContact({ person, of, onChange }: KnownProps) {
  const known = useResource<ContactAnswer>(`/api/clinic/participants/${person}/emergency-contact`);
  const { now } = known;
  useEffect(() => {
    if (now.state === 'there') onChange(typedContact(now.value.contact));
  }, [now, onChange]);
  if (now.state === 'failed') {
    return (
      <div class="notice amber" role="alert">
        <Icon of={CircleAlert} />
        <span class="grow">{s('contact.unread')}</span>
        <button type="button" class="btn sm" onClick={known.reload}>
          {s('try_again')}
        </button>
      </div>
    );
  }
  return <Show of={known}>{() => of && <ContactFields of={of} onChange={onChange} />}</Show>;
}

/** Whom to call when the participant is in danger: whole or not at all. */
export function ContactFields({ of, onChange }: { of: TypedContact; onChange: (next: TypedContact) => void }) {
  const first = useRef<HTMLInputElement>(null);
  const set = (part: Partial<TypedContact>): void => onChange({ ...of, ...part });
  const { mayBeCalled: _, ...words } = contactJson(of);
  const begun = Object.keys(words).length > 0 || of.mayBeCalled === true;
  const clear = (): void => {
    onChange(NOBODY);
    first.current?.focus();
  };
  return (
    <fieldset class="options contact">
      <legend class="label">{s('emergency.contact')}</legend>
      <p class="soft small">{s('contact.hint')}</p>
      <div class="two">
        <Field label={s('contact.name')}>
          <input ref={first} class="input" required={begun} maxLength={120} autocomplete="off" value={of.name} onInput={(event) => set({ name: event.currentTarget.value })} />
        </Field>
        <Field label={s('contact.phone')}>
          <input class="input" type="tel" required={begun} maxLength={32} autocomplete="off" value={of.phone} onInput={(event) => set({ phone: event.currentTarget.value })} />
        </Field>
        <Field label={s('contact.relation')}>
          <input class="input" maxLength={60} autocomplete="off" value={of.relation} onInput={(event) => set({ relation: event.currentTarget.value })} />
        </Field>
      </div>
      <fieldset class="options">
        <legend class="label">{s('contact.consent')}</legend>
        <div class="answers">
          {([true, false] as const).map((answer) => (
            <label key={String(answer)} class="check">
              <input type="radio" name="contact-consent" required={begun} checked={of.mayBeCalled === answer} onChange={() => set({ mayBeCalled: answer })} />
              {s(answer ? 'contact.yes' : 'contact.no')}
            </label>
          ))}
        </div>
      </fieldset>
      {(begun || of.mayBeCalled !== undefined) && (
        <button type="button" class="btn sm" onClick={clear}>
          {s('contact.clear')}
        </button>
      )}
    </fieldset>
  );
}
