import { useEffect, useState } from 'preact/hooks';

/** Whether a media query holds, also when the window changes. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const tell = (): void => setMatches(list.matches);
    tell();
    list.addEventListener?.('change', tell);
    return () => list.removeEventListener?.('change', tell);
  }, [query]);
  return matches;
}
