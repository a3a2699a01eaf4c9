import { signal } from '@preact/signals';
import type { ComponentChildren, FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';

const AGAIN_MILLIS = 2_000;

/** A screen whose code comes when it is needed. */
export interface Later<Props> extends FunctionComponent<Props & { meanwhile?: ComponentChildren }> {
  /** Begins to load it; as often as one likes. */
  fetch(): void;
}

/**
 * @param load brings the code; is asked again when the line was down
 */
export function later<Props extends object>(load: () => Promise<FunctionComponent<Props>>): Later<Props> {
  const part = signal<FunctionComponent<Props> | undefined>(undefined);
  let loading = false;
  const fetch = (): void => {
    if (loading) return;
    loading = true;
    load().then(
      (come) => (part.value = come),
      () =>
        setTimeout(() => {
          loading = false;
          fetch();
        }, AGAIN_MILLIS),
    );
  };
  const Screen: Later<Props> = ({ meanwhile, ...props }) => {
    useEffect(fetch, []);
    const Part = part.value;
    return Part ? <Part {...(props as unknown as Props)} /> : <>{meanwhile}</>;
  };
  Screen.fetch = fetch;
  return Screen;
}
