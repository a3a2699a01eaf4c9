import './media.css';
import { AudioLines, Mic, Volume2 } from 'lucide-preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { chime } from '../../common/sound';
import { t } from '../../common/words';
import { Dialog } from '../../design/Dialog';
import { Icon } from '../../design/Icon';
import { Picture } from '../../design/Picture';
import { vars } from '../../design/vars';
import { LevelMeter } from '../level';
import type { Device } from '../ports';
import type { RoomMedia } from '../roomMedia';

/** Which microphone, camera and speaker; a level and a sound to try them; sound alone. */
export function Devices({ media, onClose }: { media: RoomMedia; onClose: () => void }) {
  const devices = useDevices(media);
  const mayChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  return (
    <Dialog title={t('devices.title')} class="devices" onClose={onClose}>
      {devices.every((device) => device.label === '') && <p class="soft small">{t('devices.none')}</p>}
      <Choice media={media} kind="microphone" devices={devices} />
      <Level media={media} />
      <Choice media={media} kind="camera" devices={devices} />
      <OwnPicture media={media} />
      {mayChooseSpeaker && <Choice media={media} kind="speaker" devices={devices} />}
      <button type="button" class="btn" onClick={() => chime(media.speaker.value)}>
        <Icon of={Volume2} />
        {t('ready.sound')}
      </button>
      <SoundOnly media={media} />
      <div class="actions">
        <button type="button" class="btn primary" onClick={onClose}>
          {t('devices.close')}
        </button>
      </div>
    </Dialog>
  );
}

/** What is plugged in now; their names are only known once the person has allowed one. */
function useDevices(media: RoomMedia): readonly Device[] {
  const [devices, setDevices] = useState<readonly Device[]>([]);
  const microphone = media.microphone.device.track.value;
  const camera = media.camera.device.track.value;
  useEffect(() => {
    const look = (): void => void media.devices.list().then(setDevices, () => undefined);
    look();
    return media.devices.onChange(look);
  }, [media, microphone, camera]);
  return devices;
}

function Choice({ media, kind, devices }: { media: RoomMedia; kind: Device['kind']; devices: readonly Device[] }) {
  const [chosen, setChosen] = useState(() => media.devices.chosen(kind) ?? '');
  const ones = devices.filter((device) => device.kind === kind);
  const known = ones.some((device) => device.id === chosen);
  const choose = (id: string): void => {
    setChosen(id);
    void media.choose(kind, id);
  };
  return (
    <label class="field">
      <span>{t(`devices.${kind}`)}</span>
      <select class="input" value={known ? chosen : ''} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('devices.default')}</option>
        {ones.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label === '' ? t('devices.unnamed', { n: index + 1 }) : device.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The level of what the others hear now; while one is muted, of a try that nobody hears. */
function Level({ media }: { media: RoomMedia }) {
  const bar = useRef<HTMLDivElement>(null);
  const meter = useMemo(() => new LevelMeter(), []);
  const sent = media.microphone.sent.value;
  const [trial, begin] = useTrial(media, sent !== undefined);
  const track = sent ?? trial;
  useEffect(() => () => meter.close(), [meter]);
  useEffect(() => {
    if (!track) return undefined;
    return meter.show(new MediaStream([track]), (level) => vars({ '--level': level.toFixed(3) })(bar.current));
  }, [track, meter]);
  return (
    <div class="row">
      <div class="meter grow">
        <Icon of={Mic} size="m" />
        <div ref={bar} class="level" aria-hidden="true" />
        <span class="tiny soft">{t(track ? 'devices.level' : 'devices.muted')}</span>
      </div>
      {!track && (
        <button type="button" class="btn sm" onClick={begin}>
          {t('devices.allow')}
        </button>
      )}
    </div>
  );
}

/** A microphone that is heard by nobody, until the real one is on or the dialog goes. */
function useTrial(media: RoomMedia, over: boolean): readonly [MediaStreamTrack | undefined, () => void] {
  const [trial, setTrial] = useState<MediaStreamTrack>();
  useEffect(() => () => trial?.stop(), [trial]);
  useEffect(() => {
    if (over) setTrial(undefined);
  }, [over]);
  return [trial, () => void media.devices.open('microphone').then(setTrial, () => undefined)];
}

function OwnPicture({ media }: { media: RoomMedia }) {
  const track = media.camera.sent.value;
  return track ? <Picture track={track} mirrored /> : null;
}

function SoundOnly({ media }: { media: RoomMedia }) {
  return (
    <label class="check">
      <input type="checkbox" checked={media.saving.value} onChange={(event) => void media.save(event.currentTarget.checked)} />
      <Icon of={AudioLines} size="m" />
      {t('devices.sound_only')}
    </label>
  );
}
