import { Field } from '../parts';
import { s } from '../words';

export const LEAST_PASSWORD = 12;

interface FieldProps {
  value: string;
  onInput: (value: string) => void;
}

export function NewPasswordField({ value, onInput }: FieldProps) {
  return (
    <Field label={s('field.new_password')} hint={s('step.password.hint', { n: LEAST_PASSWORD })}>
      <input
        class="input"
        name="new-password"
        type="password"
        autocomplete="new-password"
        required
        minLength={LEAST_PASSWORD}
        maxLength={256}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

/** Shows that it is the person himself: by a code where there is a second factor, else by the password. */
export function ProofField({ factor, value, onInput }: FieldProps & { factor: boolean }) {
  return (
    <Field label={s(factor ? 'account.proof.code' : 'account.proof.password')}>
      <input
        class={factor ? 'input code' : 'input'}
        name="proof"
        type={factor ? 'text' : 'password'}
        autocomplete={factor ? 'one-time-code' : 'current-password'}
        autocapitalize="none"
        spellcheck={false}
        required
        maxLength={256}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Field>
  );
}
