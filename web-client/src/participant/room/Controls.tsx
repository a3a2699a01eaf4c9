import { Hand, LogOut, Mic, MicOff, Video, VideoOff, type LucideIcon } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { t } from '../../common/words';
import { Dialog } from '../../design/Dialog';
import { Icon } from '../../design/Icon';
import type { LiveRoom } from '../../live/liveRoom';
import type { Room } from '../../protocol';

export function Controls({ live, room }: { live: LiveRoom; room: Room }) {
  const [leaving, setLeaving] = useState(false);
  const { hand, speakingLocked, member } = room.self;
  const media = live.media.value;
  const microphone = media?.microphone.lit.value ?? false;
  const camera = media?.camera.lit.value ?? false;
  const raised = hand !== undefined;
  return (
    <>
      <div class="controls">
        <Control
          of={microphone ? Mic : MicOff}
          text={t(speakingLocked ? 'room.locked' : microphone ? 'room.mute' : 'room.unmute')}
          on={microphone}
          off={speakingLocked || !media}
          onPress={() => void media?.microphone.press()}
        />
        <Control
          of={camera ? Video : VideoOff}
          text={t('room.camera')}
          on={camera}
          pressed={camera}
          off={!media}
          onPress={() => void media?.camera.press()}
        />
        <Control
          of={Hand}
          text={t(raised ? 'room.lower' : 'room.raise')}
          on={raised}
          onPress={() => void live.do(raised ? { kind: 'lower_hand', member } : { kind: 'raise_hand' })}
        />
        <Control of={LogOut} text={t('room.leave')} class="leave" onPress={() => setLeaving(true)} />
      </div>
      {leaving && (
        <Dialog title={t('leave.title')} onClose={() => setLeaving(false)}>
          <p class="soft">{t('leave.text')}</p>
          <div class="actions">
            <button type="button" class="btn big" onClick={() => setLeaving(false)}>
              {t('leave.stay')}
            </button>
            <button type="button" class="btn fill big" onClick={() => void live.do({ kind: 'leave' })}>
              {t('leave.go')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

interface ControlProps {
  of: LucideIcon;
  text: string;
  on?: boolean;
  /** For a control whose words do not change with its state. */
  pressed?: boolean;
  off?: boolean;
  class?: string;
  onPress: () => void;
}

function Control({ of, text, on = false, pressed, off = false, class: extra = '', onPress }: ControlProps) {
  return (
    <button type="button" class={`${on ? 'on' : ''} ${extra}`} aria-pressed={pressed} aria-disabled={off} onClick={() => !off && onPress()}>
      <Icon of={of} size="l" />
      <span>{text}</span>
    </button>
  );
}
