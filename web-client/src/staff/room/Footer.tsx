import { Ellipsis, Hand, Keyboard, Lock, LockOpen, LogOut, MessageSquare, Mic, MicOff, ScreenShare, ScreenShareOff, SlidersHorizontal, Timer, Video, VideoOff, VolumeX, type LucideIcon } from 'lucide-preact';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import { isScreenFree } from '../../media/screens';
import { hands } from '../../protocol';
import { s } from '../words';
import { Menu, type MenuItem } from '../Menu';
import { moderates } from './model';
import type { DeskProps } from './RoomScreen';

/** One's own microphone and camera, and what concerns everybody. */
export function Footer({ desk, room }: DeskProps) {
  const { self, session } = room;
  const staff = moderates(self.role);
  const up = hands(room).length;
  const media = desk.live.media.value;
  const microphone = media?.microphone.lit.value ?? false;
  const camera = media?.camera.lit.value ?? false;
  const sharing = media?.screen.lit.value ?? false;
  const open = (panel: 'timer' | 'chat') => (): void => {
    desk.panel.value = panel;
  };
  const more: MenuItem[] = [
    ...(staff
      ? [
          {
            of: session.locked ? LockOpen : Lock,
            text: s(session.locked ? 'head.unlock' : 'head.lock'),
            act: () => void desk.act({ kind: session.locked ? 'unlock_room' : 'lock_room' }),
          },
        ]
      : []),
    ...(media ? [{ of: SlidersHorizontal, text: t('devices.title'), act: () => desk.ask({ what: 'devices' }) }] : []),
    { of: Keyboard, text: s('keys.title'), act: () => desk.ask({ what: 'keys' }) },
    { of: LogOut, text: s('foot.leave'), danger: true, act: () => desk.leave(room) },
  ];
  return (
    <nav class="foot-controls" aria-label={s('foot')}>
      {self.role !== 'observer' && (
        <>
          <Control of={microphone ? Mic : MicOff} text={s(microphone ? 'foot.mute' : 'foot.unmute')} on={microphone} off={!media} onPress={() => void desk.press('microphone')} />
          <Control of={camera ? Video : VideoOff} text={s('foot.camera')} on={camera} pressed={camera} off={!media} onPress={() => void desk.press('camera')} />
        </>
      )}
      {staff && media?.canShare.value === true && (
        <Control of={sharing ? ScreenShareOff : ScreenShare} text={s('foot.share')} on={sharing} pressed={sharing} off={!sharing && !isScreenFree(room)} onPress={() => void desk.press('screen')} />
      )}
      {staff && (
        <>
          <Control of={VolumeX} text={s('foot.mute_all')} onPress={() => void desk.act({ kind: 'mute_all' })} />
          <Control
            of={session.speakingLocked ? LockOpen : Lock}
            text={s(session.speakingLocked ? 'foot.unlock_all' : 'foot.lock_all')}
            held={session.speakingLocked}
            onPress={() => void desk.act({ kind: session.speakingLocked ? 'unlock_speaking_for_all' : 'lock_speaking_for_all' })}
          />
          <Control of={Hand} text={up > 0 ? s('foot.lower_hands', { n: up }) : s('foot.hands')} off={up === 0} onPress={() => void desk.lowerAllHands()} />
          <Control of={Timer} text={s('tab.timer')} onPress={open('timer')} />
        </>
      )}
      <Control of={MessageSquare} text={s('foot.message')} onPress={open('chat')} />
      <Menu of={Ellipsis} class="control icon-only" label={s('foot.more')} items={more} />
    </nav>
  );
}

interface ControlProps {
  of: LucideIcon;
  text: string;
  on?: boolean;
  /** For a control whose words do not change with its state. */
  pressed?: boolean;
  held?: boolean;
  off?: boolean;
  onPress: () => void;
}

function Control({ of, text, on = false, pressed, held = false, off = false, onPress }: ControlProps) {
  return (
    <button type="button" class={`control ${on ? 'on' : ''} ${held ? 'held' : ''}`} aria-pressed={pressed} disabled={off} onClick={onPress}>
      <Icon of={of} />
      <span>{text}</span>
    </button>
  );
}
