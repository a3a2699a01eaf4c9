import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { s } from './words';

/** Stands over a page that is kept for its unsaved words: the page is neither shown nor reachable until it goes. */
export function Locked({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    // A dialog of the page that was open before would lie over this one, so this one opens last.
    dialog?.showModal?.();
    return () => dialog?.close?.();
  }, []);
  return (
    <dialog ref={box} class="locked" aria-label={s('sign_in.title')} onCancel={(event) => event.preventDefault()}>
      {children}
    </dialog>
  );
}
