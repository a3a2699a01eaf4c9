import { Search } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../design/Icon';
import { Empty } from '../parts';
import { s } from '../words';

/** Folds case and accents, so that "ines" finds "Inés". */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

export interface SearchListProps<T> {
  items: readonly T[];
  /** What the search looks at. */
  words: (item: T) => string;
  active: (item: T) => boolean;
  columns: readonly string[];
  row: (item: T) => ComponentChildren;
  empty: string;
  /** Buttons at the right of the search. */
  tools?: ComponentChildren;
}

/** A dense table with a search over it; people who left are hidden until asked for. */
export function SearchList<T>({ items, words, active, columns, row, empty, tools }: SearchListProps<T>) {
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const wanted = folded(query.trim());
  const shown = items.filter((item) => (all || active(item)) && folded(words(item)).includes(wanted));
  const inactive = items.filter((item) => !active(item)).length;
  return (
    <>
      <div class="tools">
        <label class="search">
          <Icon of={Search} size="m" />
          <span class="seen-by-ear">{s('clinic.search')}</span>
          <input class="input" type="search" placeholder={s('clinic.search')} value={query} onInput={(event) => setQuery(event.currentTarget.value)} />
        </label>
        {inactive > 0 && (
          <label class="check">
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
            {s('clinic.show_inactive', { n: inactive })}
          </label>
        )}
        <span class="grow" />
        {tools}
      </div>
      {shown.length === 0 ? (
        <Empty title={query === '' ? empty : s('clinic.not_found')} />
      ) : (
        <div class="table-box">
          <table class="list">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
                <th scope="col">
                  <span class="seen-by-ear">{s('column.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>{shown.map(row)}</tbody>
          </table>
        </div>
      )}
    </>
  );
}
