import { Copy, Printer } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { dayAndTime } from '../../common/time';
import { Dialog } from '../../design/Dialog';
import { Icon } from '../../design/Icon';
import type { IssuedLink, Participant } from '../clinicApi';
import { useAct, useAsk } from '../context';
import { Problem } from '../parts';
import { s } from '../words';

interface LinkDialogProps {
  of: Participant;
  onChange: () => void;
  onClose: () => void;
}

/** A personal link is shown once: it is copied or printed now, or issued anew. */
export function LinkDialog({ of, onChange, onClose }: LinkDialogProps) {
  const ask = useAsk();
  const act = useAct();
  const [link, setLink] = useState<IssuedLink>();
  const again = of.link.state === 'active';
  const issue = (): void =>
    void act.run(async () => {
      setLink(await ask<IssuedLink>(`/api/clinic/participants/${of.id}/link`, { method: 'POST' }));
      onChange();
    });
  return (
    <Dialog title={s('link.title', { name: of.fullName })} onClose={onClose} class="link-dialog">
      {link ? <Issued of={of} link={link} /> : <p class="soft">{s(again ? 'link.again_text' : 'link.text')}</p>}
      <Problem act={act} />
      <div class="actions no-print">
        <button type="button" class="btn" onClick={onClose}>
          {s('close')}
        </button>
        {!link && (
          <button type="button" class="btn primary" disabled={act.busy} onClick={issue}>
            {s(again ? 'link.reissue' : 'link.issue')}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function Issued({ of, link }: { of: Participant; link: IssuedLink }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void =>
    void navigator.clipboard.writeText(link.address).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div class="stack wide">
      <p class="print-only">{s('link.print', { name: of.name })}</p>
      <input class="input address" readOnly aria-label={s('field.link')} value={link.address} onFocus={(event) => event.currentTarget.select()} />
      <p class="print-only address-print">{link.address}</p>
      <div class="row wrap no-print">
        <button type="button" class="btn primary" onClick={copy}>
          <Icon of={Copy} size="m" />
          <span aria-live="polite">{s(copied ? 'link.copied' : 'link.copy')}</span>
        </button>
        <button type="button" class="btn" onClick={() => print()}>
          <Icon of={Printer} size="m" />
          {s('attendance.print')}
        </button>
      </div>
      <p class="soft small no-print">
        {s('link.once')} {link.expiresAt !== undefined && s('link.valid', { time: dayAndTime(link.expiresAt) })}
      </p>
    </div>
  );
}
