/** What is looked for, as the form holds it; empty texts narrow nothing. */
export interface Wanted {
  readonly about: string;
  readonly others: boolean;
  readonly by: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

export const NOTHING: Wanted = { about: '', others: true, by: '', action: '', from: '', to: '' };

/** The query of an address, without its question mark. `others` only says something about somebody. */
export function queryOf(wanted: Wanted): string {
  const query = new URLSearchParams();
  for (const key of ['about', 'by', 'action', 'from', 'to'] as const) {
    if (wanted[key] !== '') query.set(key, wanted[key]);
  }
  if (wanted.about !== '' && wanted.others) query.set('others', 'true');
  return query.toString();
}
