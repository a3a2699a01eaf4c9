import { ClipboardCopy, DoorClosed, ExternalLink, Lock, MonitorSmartphone, Unlink, WifiOff, type LucideIcon } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import { useJourney } from '../context';
import type { TroubleKind } from '../stage';
import { Help } from './Help';
import { Out } from './Out';
import { Page } from './Page';

/** The kinds that this file shows; `out` waits for something and has a file of its own. */
type Plain = Exclude<TroubleKind, 'out'>;

const SIGNS: Readonly<Record<Plain, LucideIcon>> = {
  no_link: Unlink,
  link_unknown: Unlink,
  signed_out: Unlink,
  unreachable: WifiOff,
  elsewhere: MonitorSmartphone,
  locked: Lock,
  full: DoorClosed,
  in_app: ExternalLink,
  unavailable: WifiOff,
};

export interface TroubleProps {
  kind: TroubleKind;
  /** For `in_app`: the address to copy, and going on here all the same. */
  address?: string;
  onGoOn?: () => void;
}

/** What is the matter, what to do, whom to call. Never a code, never a reason that shames. */
export function Trouble({ kind, address, onGoOn }: TroubleProps) {
  if (kind === 'out') return <Out />;
  const actions = <Actions kind={kind} address={address} onGoOn={onGoOn} />;
  return (
    <Page about={kind} title={t(`trouble.${kind}.title`)} foot={actions}>
      <div class="sign" aria-hidden="true">
        <Icon of={SIGNS[kind]} size="xl" />
      </div>
      <p class="lead">{t(`trouble.${kind}.text`)}</p>
      <Help />
    </Page>
  );
}

interface ActionsProps {
  kind: Plain;
  address: string | undefined;
  onGoOn: (() => void) | undefined;
}

function Actions({ kind, address, onGoOn }: ActionsProps) {
  const journey = useJourney();
  switch (kind) {
    case 'elsewhere':
      return <Primary text={t('trouble.elsewhere.use')} onPress={() => journey.enter()} />;
    case 'locked':
    case 'full':
      return <Primary text={t('trouble.again')} onPress={() => journey.enter()} />;
    case 'unavailable':
      return <Primary text={t('trouble.again')} onPress={() => (journey.appointment.value ? journey.enter() : location.reload())} />;
    case 'unreachable':
      return <Primary text={t('trouble.again')} onPress={() => location.reload()} />;
    case 'in_app':
      return <CopyAddress address={address ?? location.href} onGoOn={onGoOn} />;
    case 'no_link':
    case 'link_unknown':
    case 'signed_out':
      return null;
  }
}

function Primary({ text, onPress }: { text: string; onPress: () => void }) {
  return (
    <button type="button" class="btn primary big full" onClick={onPress}>
      {text}
    </button>
  );
}

function CopyAddress({ address, onGoOn }: { address: string; onGoOn: (() => void) | undefined }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      <button type="button" class="btn primary big full" onClick={() => void copy()}>
        <Icon of={ClipboardCopy} />
        <span aria-live="polite">{copied ? t('trouble.in_app.copied') : t('trouble.in_app.copy')}</span>
      </button>
      {onGoOn && (
        <button type="button" class="btn quiet full" onClick={onGoOn}>
          {t('trouble.in_app.go_on')}
        </button>
      )}
    </>
  );
}
