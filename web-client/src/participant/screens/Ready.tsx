import { Camera, CircleAlert, Mic, SlidersHorizontal, Volume2 } from 'lucide-preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { chime, unlockSound } from '../../common/sound';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import { later } from '../../design/later';
import { initials, toneOf } from '../../design/Tile';
import { vars } from '../../design/vars';
import { useJourney } from '../context';
import { isProblem, type DeviceProblem } from '../../media/problems';
import { Preview } from '../preview';
import { Page } from './Page';

/** Few open it: its code comes with the press. */
const Devices = later(() => import('../../media/parts/Devices').then((part) => part.Devices));

/** Ready? The own name and picture as others will see them, a microphone that visibly hears, a sound to test. */
export function Ready({ look }: { look?: Preview }) {
  const journey = useJourney();
  const preview = useMemo(() => look ?? new Preview(), [look]);
  const [choosing, setChoosing] = useState(false);
  useEffect(() => () => preview.stop(), [preview]);
  const state = preview.state.value;
  const name = journey.visit.value?.person.name ?? '';
  const goOn = (): void => {
    unlockSound();
    journey.toGate();
  };
  const untried = state === 'off' || state === 'asking';
  const foot = (
    <button type="button" class={untried ? 'btn big full' : 'btn primary big full'} onClick={goOn}>
      {state === 'on' ? t('ready.go_on') : t('ready.go_on_without')}
    </button>
  );
  return (
    <Page about="ready" title={t('ready.title')} lead={t('ready.lead')} foot={foot}>
      <Picture preview={preview} name={name} />
      {isProblem(state) && <Explanation state={state} />}
      {state !== 'on' && (
        <button type="button" class={untried ? 'btn primary full' : 'btn full'} aria-disabled={state === 'asking'} onClick={() => void preview.start()}>
          <Icon of={Camera} />
          {untried ? t('ready.turn_on') : t('ready.try_again')}
        </button>
      )}
      <div class="row wrap spread pair">
        <button type="button" class="btn" onClick={() => chime(preview.speaker.value)}>
          <Icon of={Volume2} />
          {t('ready.sound')}
        </button>
        <button type="button" class="btn" onClick={() => setChoosing(true)}>
          <Icon of={SlidersHorizontal} />
          {t('ready.devices')}
        </button>
      </div>
      <p class="soft small">{t('ready.private')}</p>
      {choosing && <Devices rig={preview} onClose={() => setChoosing(false)} />}
    </Page>
  );
}

function Explanation({ state }: { state: DeviceProblem }) {
  return (
    <div class="notice amber" role="status">
      <Icon of={CircleAlert} />
      <span>
        <b>{t(`ready.${state}.title`)}</b> {t(`device.${state}.text`)}
      </span>
    </div>
  );
}

function Picture({ preview, name }: { preview: Preview; name: string }) {
  const video = useRef<HTMLVideoElement>(null);
  const meter = useRef<HTMLDivElement>(null);
  const [heard, seen] = [preview.ownVoice.value, preview.ownPicture.value];
  useEffect(() => {
    if (video.current) video.current.srcObject = seen ? new MediaStream([seen]) : null;
  }, [seen]);
  useEffect(() => {
    if (!heard) return undefined;
    return preview.meter.show(new MediaStream([heard]), (level) => vars({ '--level': level.toFixed(3) })(meter.current));
  }, [heard, preview]);
  return (
    <div class="preview">
      <div class={`picture tone-${toneOf(name)}`}>
        <video ref={video} hidden={!seen} autoplay playsInline muted aria-label={t('ready.own_picture')} />
        {!seen && (
          <span class="initials" aria-hidden="true">
            {initials(name)}
          </span>
        )}
        <span class="name">{t('ready.name', { name })}</span>
      </div>
      <div class="meter">
        <Icon of={Mic} size="m" />
        <div ref={meter} class="level" aria-hidden="true" />
        <span class="tiny soft">{heard ? t('ready.speak') : t('ready.microphone_off')}</span>
      </div>
    </div>
  );
}
