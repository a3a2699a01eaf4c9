import { signal } from '@preact/signals';
import en from '../locales/en.json';
import es from '../locales/es.json';
import type { ErrorCode } from '../wire/types';

export type Language = 'en' | 'es';
export type TextKey = keyof typeof en;
type ErrorKey = `error.${ErrorCode}`;

const TABLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, es };

/** The language of this page; screens that read a text follow it. */
export const language = signal<Language>('en');

export type Values = Readonly<Record<string, string | number>>;

/** Puts `{name}` values into a text; an unknown name stays visible, so that a test finds it. */
export const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The text of this key in the page's language. */
export const t = (key: TextKey, values: Values = {}): string => fill(TABLES[language.value][key] ?? key, values);

/** The part of keys that end in `.one` and `.other`. */
export type CountKey<Keys extends string> = Keys extends `${infer Stem}.other` ? Stem : never;

/** The text for a count, by the language's own plural rule; `{n}` is the count. */
export function tn(stem: CountKey<TextKey>, n: number, values: Values = {}): string {
  const form = new Intl.PluralRules(language.value).select(n) === 'one' ? 'one' : 'other';
  return t(`${stem}.${form}` as TextKey, { n, ...values });
}

/** A sentence for a code of the wire or of HTTP; one that is not known reads as "something went wrong". */
export function errorText(code: string): string {
  const key = `error.${code}` as ErrorKey;
  return key in en ? t(key) : t('error.internal');
}

/** Takes a language from a tag such as `es-MX`; English for all that are not spoken here. */
export const languageOf = (tag: string | undefined): Language => (tag?.toLowerCase().startsWith('es') ? 'es' : 'en');

/** Sets the page's language, for readers by ear too. */
export function speak(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
}
