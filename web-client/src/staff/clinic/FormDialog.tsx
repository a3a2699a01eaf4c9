import type { ComponentChildren } from 'preact';
import { Dialog } from '../../design/Dialog';
import type { Act } from '../context';
import { Problem } from '../parts';
import { s } from '../words';

export interface FormDialogProps {
  title: string;
  act: Act;
  ready: boolean;
  wide?: boolean;
  yes?: string;
  onSave: () => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** A form in a dialog: fields, what went wrong, save or cancel. */
export function FormDialog({ title, act, ready, wide = false, yes, onSave, onClose, children }: FormDialogProps) {
  return (
    <Dialog title={title} wide={wide} onClose={onClose}>
      <form
        class="stack wide"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !act.busy) onSave();
        }}
      >
        {children}
        <Problem act={act} />
        <div class="actions">
          <button type="button" class="btn" onClick={onClose}>
            {s('cancel')}
          </button>
          <button type="submit" class="btn primary" disabled={!ready || act.busy}>
            {yes ?? s('save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
