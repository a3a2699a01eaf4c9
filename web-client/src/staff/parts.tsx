import { CircleAlert } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon } from '../design/Icon';
import { Dialog } from '../design/Dialog';
import type { Act, Resource } from './context';
import { s } from './words';

/** Grey rows where something is on its way. */
export function Skeletons({ rows = 3 }: { rows?: number }) {
  return (
    <div class="page stack wide" role="status" aria-label={s('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class="skeleton" />
      ))}
    </div>
  );
}

/** A resource on its way, failed, or there. */
export function Show<T>({ of, children }: { of: Resource<T>; children: (value: T) => ComponentChildren }) {
  const { now, reload } = of;
  switch (now.state) {
    case 'loading':
      return <Skeletons />;
    case 'failed':
      return (
        <div class="page">
          <div class="notice amber" role="alert">
            <Icon of={CircleAlert} />
            <span class="grow">{now.text}</span>
            <button type="button" class="btn sm" onClick={reload}>
              {s('try_again')}
            </button>
          </div>
        </div>
      );
    case 'there':
      return <>{children(now.value)}</>;
  }
}

export function Problem({ act }: { act: Act }) {
  if (act.problem === undefined) return null;
  return (
    <p class="notice amber" role="alert">
      <Icon of={CircleAlert} />
      <span>{act.problem}</span>
    </p>
  );
}

/** A field with its label, a hint and what is wrong with it. */
export function Field({ label, hint, children }: { label: string; hint?: string; children: ComponentChildren }) {
  return (
    <label class="field">
      <span>{label}</span>
      {children}
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <b>{title}</b>
      {children !== undefined && <p class="soft">{children}</p>}
    </div>
  );
}

export interface ConfirmProps {
  /** Names the person or thing. */
  title: string;
  text?: string;
  yes: string;
  danger?: boolean;
  act?: Act;
  onYes: () => void;
  onClose: () => void;
  children?: ComponentChildren;
}

/** Asks before what cannot simply be taken back, by name. */
export function Confirm({ title, text, yes, danger = true, act, onYes, onClose, children }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {text !== undefined && <p class="soft">{text}</p>}
      {children}
      {act && <Problem act={act} />}
      <div class="actions">
        <button type="button" class="btn" onClick={onClose}>
          {s('cancel')}
        </button>
        <button type="button" class={danger ? 'btn fill' : 'btn primary'} disabled={act?.busy ?? false} onClick={onYes}>
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
