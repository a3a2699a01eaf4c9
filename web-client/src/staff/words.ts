import staff from '../locales/staff.en.json';
import { fill, language, type CountKey, type Values } from '../common/words';

export type StaffKey = keyof typeof staff;

/** A text of the staff's screens: English now; another language is another file beside this one. */
export const s = (key: StaffKey, values: Values = {}): string => fill(staff[key], values);

/** The staff's text for a count. */
export function sn(stem: CountKey<StaffKey>, n: number, values: Values = {}): string {
  const form = new Intl.PluralRules(language.value).select(n) === 'one' ? 'one' : 'other';
  return s(`${stem}.${form}` as StaffKey, { n, ...values });
}

/** A sentence for a code of the staff's HTTP resources; undefined when it is one of the common ones. */
export function staffErrorText(code: string): string | undefined {
  const key = `error.${code}`;
  return key in staff ? s(key as StaffKey) : undefined;
}
