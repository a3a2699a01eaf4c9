import '../account/account.css';
import { Printer } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dayAndTime } from '../../common/time';
import { Icon } from '../../design/Icon';
import { s } from '../words';

export interface SheetProps {
  codes: readonly string[];
  /** Whose they are, for paper. */
  name: string;
  /** Whether it is the page itself, not a part of one. */
  alone?: boolean;
  onDone: () => void;
}

/** New recovery codes: shown this once, and printed as a sheet of their own. */
export function RecoverySheet({ codes, name, alone = false, onDone }: SheetProps) {
  const [kept, setKept] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const Heading = alone ? 'h1' : 'h2';
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="stack wide recovery">
      <Heading ref={heading} tabIndex={-1}>
        {s('recovery.title')}
      </Heading>
      <p class="soft no-print">{s('recovery.text')}</p>
      <p class="print-only">{s('recovery.paper', { name, when: dayAndTime(Date.now()) })}</p>
      <ol class="codes" aria-label={s('recovery.list')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <button type="button" class="btn no-print" onClick={() => print()}>
        <Icon of={Printer} size="m" />
        {s('recovery.print')}
      </button>
      <label class="check no-print">
        <input type="checkbox" checked={kept} onChange={() => setKept(!kept)} />
        {s('recovery.kept')}
      </label>
      <button type="button" class="btn primary full no-print" disabled={!kept} onClick={onDone}>
        {s('recovery.go')}
      </button>
    </section>
  );
}
