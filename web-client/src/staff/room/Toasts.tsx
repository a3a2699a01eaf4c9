import { Undo2 } from 'lucide-preact';
import { Icon } from '../../design/Icon';
import { s } from '../words';
import type { Desk } from './desk';

/** What was just done, with ten seconds to take it back. */
export function Toasts({ desk }: { desk: Desk }) {
  return (
    <div class="toasts" role="status">
      {desk.toasts.value.map((toast) => (
        <div key={toast.id} class={toast.undo ? 'toast' : 'toast plain'}>
          <span>{toast.text}</span>
          {toast.undo && (
            <button type="button" class="btn sm" onClick={toast.undo}>
              <Icon of={Undo2} size="m" />
              {s('undo')}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
