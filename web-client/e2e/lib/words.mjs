/* The texts of the screens, by key: a story says which text it looks for, the locale files say how it reads. */
import { readFileSync } from 'node:fs';

const table = (name) => JSON.parse(readFileSync(new URL(`../../src/locales/${name}.json`, import.meta.url), 'utf8'));
const tables = { en: table('en'), es: table('es'), staff: table('staff.en') };

/** The text of `key` in a locale file (`en`, `es` or `staff`), with its `{name}` values put in. */
export function text(file, key, values = {}) {
  const found = tables[file][key];
  if (found === undefined) throw new Error(`no text ${key} in ${file}`);
  return found.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The text before its first value: for what is found by how it begins. */
export const start = (file, key) => text(file, key).split('{')[0];

export const state = (code) => table('states')[code];
