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
import type { Device, Rig, Treatment } from '../ports';
import { problemOf, type DeviceProblem } from '../problems';
import type { RoomMedia } from '../roomMedia';

export interface DevicesProps {
  rig: Rig;
  /** In a room: there one can do without pictures. */
  media?: RoomMedia;
  onClose: () => void;
}

/** Which microphone, camera and speaker; a level and a sound to try them; what is done to the voice; sound alone. */
export function Devices({ rig, media, onClose }: DevicesProps) {
  const devices = useDevices(rig);
  const mayChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  return (
    <Dialog title={t('devices.title')} class="devices" onClose={onClose}>
      {devices.every((device) => device.label === '') && <p class="soft small">{t('devices.none')}</p>}
      <Choice rig={rig} kind="microphone" devices={devices} />
      <Level rig={rig} />
      <VoiceTreatment rig={rig} />
      <Choice rig={rig} kind="camera" devices={devices} />
      <OwnPicture rig={rig} />
      {mayChooseSpeaker && <Choice rig={rig} kind="speaker" devices={devices} />}
      <button type="button" class="btn" onClick={() => chime(rig.speaker.value)}>
        <Icon of={Volume2} />
        {t('ready.sound')}
      </button>
      {media && <SoundOnly media={media} />}
      <div class="actions">
        <button type="button" class="btn primary" onClick={onClose}>
          {t('devices.close')}
        </button>
      </div>
    </Dialog>
  );
}

/** What is plugged in now; their names are only known once the person has allowed one. */
function useDevices({ devices: port, ownVoice, ownPicture }: Rig): readonly Device[] {
  const [devices, setDevices] = useState<readonly Device[]>([]);
  const [microphone, camera] = [ownVoice.value, ownPicture.value];
  useEffect(() => {
    const look = (): void => void port.list().then(setDevices, () => undefined);
    look();
    return port.onChange(look);
  }, [port, microphone, camera]);
  return devices;
}

function Choice({ rig, kind, devices }: { rig: Rig; kind: Device['kind']; devices: readonly Device[] }) {
  const [chosen, setChosen] = useState(() => rig.devices.chosen(kind) ?? '');
  const ones = devices.filter((device) => device.kind === kind);
  const known = ones.some((device) => device.id === chosen);
  const choose = (id: string): void => {
    setChosen(id);
    void rig.choose(kind, id);
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
function Level({ rig }: { rig: Rig }) {
  const bar = useRef<HTMLDivElement>(null);
  const meter = useMemo(() => new LevelMeter(), []);
  const heard = rig.ownVoice.value;
  const trial = useTrial(rig, heard !== undefined);
  const track = heard ?? trial.track;
  useEffect(() => () => meter.close(), [meter]);
  useEffect(() => {
    if (!track) return undefined;
    return meter.show(new MediaStream([track]), (level) => vars({ '--level': level.toFixed(3) })(bar.current));
  }, [track, meter]);
  return (
    <>
      <div class="row">
        <div class="meter grow">
          <Icon of={Mic} size="m" />
          <div ref={bar} class="level" aria-hidden="true" />
          <span class="tiny soft">{t(track ? 'devices.level' : 'devices.muted')}</span>
        </div>
        {!track && (
          <button type="button" class="btn sm" onClick={trial.begin}>
            {t('devices.allow')}
          </button>
        )}
      </div>
      {!track && trial.problem && (
        <p class="notice amber" role="status">
          <span>
            <b>{t(`device.microphone.${trial.problem}.title`)}</b> {t(`device.${trial.problem}.text`)}
          </span>
        </p>
      )}
    </>
  );
}

interface Trial {
  readonly track: MediaStreamTrack | undefined;
  readonly problem: DeviceProblem | undefined;
  readonly begin: () => void;
}

/** A microphone that is heard by nobody, until the real one is on or the dialog goes; also when it comes later than that. */
function useTrial(rig: Rig, over: boolean): Trial {
  const [track, setTrack] = useState<MediaStreamTrack>();
  const [problem, setProblem] = useState<DeviceProblem>();
  const now = useRef<{ over: boolean; track?: MediaStreamTrack | undefined }>({ over });
  const end = (): void => {
    now.current.track?.stop();
    now.current = { over: true };
  };
  useEffect(() => end, []);
  useEffect(() => {
    if (!over) {
      now.current.over = false;
      return;
    }
    end();
    setTrack(undefined);
  }, [over]);
  const begin = async (): Promise<void> => {
    setProblem(undefined);
    try {
      const fresh = await rig.devices.open('microphone');
      if (now.current.over) return fresh.stop();
      now.current.track?.stop();
      now.current.track = fresh;
      setTrack(fresh);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return { track, problem, begin: () => void begin() };
}

const TREATMENTS = ['echo', 'noise', 'gain'] as const satisfies readonly (keyof Treatment)[];

/** For the few whom the browser's help disturbs: music, a good microphone with headphones, a hearing aid. */
function VoiceTreatment({ rig }: { rig: Rig }) {
  const [treatment, setTreatment] = useState(() => rig.devices.treatment);
  const set = (part: Partial<Treatment>): void => {
    const next = { ...treatment, ...part };
    setTreatment(next);
    void rig.treat(next);
  };
  return (
    <details class="treatment">
      <summary>{t('devices.treatment')}</summary>
      <p class="soft small">{t('devices.treatment.hint')}</p>
      {TREATMENTS.map((each) => (
        <label key={each} class="check">
          <input type="checkbox" checked={treatment[each]} onChange={(event) => set({ [each]: event.currentTarget.checked })} />
          {t(`devices.${each}`)}
        </label>
      ))}
    </details>
  );
}

function OwnPicture({ rig }: { rig: Rig }) {
  const track = rig.ownPicture.value;
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
