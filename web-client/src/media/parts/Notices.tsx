import './media.css';
import { CircleAlert, Volume2, Wifi } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { LucideIcon } from 'lucide-preact';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import type { OwnDevice } from '../ownDevice';
import { isProblem } from '../problems';
import type { RoomMedia } from '../roomMedia';

export interface NoticesProps {
  media: RoomMedia;
  /** What to say where there is no sound and picture at all. */
  none: string;
  /** The socket is away: that is said elsewhere, and comes first. */
  away: boolean;
  onDevices: () => void;
}

/** The one thing about sound and picture that is worth saying now, and what to do. */
export function Notices({ media, none, away, onDevices }: NoticesProps) {
  return (
    <div class="media-notices" role="status">
      <Content media={media} none={none} away={away} onDevices={onDevices} />
    </div>
  );
}

function Content({ media, none, away, onDevices }: NoticesProps) {
  if (media.listening.blocked.value) {
    return (
      <button type="button" class="btn primary full" onClick={() => media.listening.hear()}>
        <Icon of={Volume2} />
        <span>
          {t('media.hear')} <small>{t('media.hear.why')}</small>
        </span>
      </button>
    );
  }
  const troubled = [media.microphone.device, media.camera.device, media.screen.device].find((device) => isProblem(device.state.value));
  if (troubled) return <DeviceNotice device={troubled} onDevices={onDevices} />;
  if (media.mode.value === 'none') return <Line of={CircleAlert}>{none}</Line>;
  if (media.saving.value) return <Saving media={media} />;
  if (away || media.mode.value === undefined) return null;
  if (media.quality.value === 'away') return <Line of={Wifi}>{t('media.away')}</Line>;
  if (media.thrifty.value) return <Weak media={media} text={t('media.fewer')} />;
  return media.quality.value === 'weak' ? <Weak media={media} text={t('media.weak')} /> : null;
}

function Line({ of, children, buttons }: { of: LucideIcon; children: ComponentChildren; buttons?: ComponentChildren }) {
  return (
    <div class="media-notice">
      <Icon of={of} size="m" />
      <span class="grow">{children}</span>
      {buttons}
    </div>
  );
}

/** Which device, why, and what to do; the same button as before tries again. */
function DeviceNotice({ device, onDevices }: { device: OwnDevice; onDevices: () => void }) {
  const state = device.state.value;
  if (!isProblem(state)) return null;
  if (device.kind === 'screen') return <ScreenNotice device={device} denied={state === 'denied'} />;
  const buttons = (
    <span class="row">
      {state !== 'denied' && state !== 'unsupported' && (
        <button type="button" class="btn sm" onClick={onDevices}>
          {t('media.choose')}
        </button>
      )}
      <Understood device={device} />
    </span>
  );
  return (
    <Line of={CircleAlert} buttons={buttons}>
      <b>{t(`device.${device.kind}.${state}.title`)}</b> {t(`device.${state}.text`)}
    </Line>
  );
}

function ScreenNotice({ device, denied }: { device: OwnDevice; denied: boolean }) {
  return (
    <Line of={CircleAlert} buttons={<Understood device={device} />}>
      <b>{t('screen.failed.title')}</b> {t(denied ? 'screen.failed.denied' : 'screen.failed.text')}
    </Line>
  );
}

function Understood({ device }: { device: OwnDevice }) {
  return (
    <button type="button" class="btn quiet sm" onClick={() => device.dismiss()}>
      {t('media.understood')}
    </button>
  );
}

function Saving({ media }: { media: RoomMedia }) {
  const buttons = (
    <button type="button" class="btn sm" onClick={() => void media.save(false)}>
      {t('media.pictures')}
    </button>
  );
  return (
    <Line of={Volume2} buttons={buttons}>
      {t('media.saving')}
    </Line>
  );
}

function Weak({ media, text }: { media: RoomMedia; text: string }) {
  const buttons = (
    <button type="button" class="btn sm" onClick={() => void media.save(true)}>
      {t('media.sound_only')}
    </button>
  );
  return (
    <Line of={Wifi} buttons={buttons}>
      {text}
    </Line>
  );
}
