import './screen.css';
import { Maximize2, ScreenShare } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import { Picture } from '../../design/Picture';
import type { MemberView } from '../../wire/types';
import type { RoomMedia } from '../roomMedia';

/** What somebody else shares, as large as the place allows. */
export function SharedScreen({ media, member }: { media: RoomMedia | undefined; member: MemberView }) {
  const box = useRef<HTMLElement>(null);
  const screen = media?.of(member.member).screen;
  const { name } = member;
  return (
    <figure ref={box} class="shared-screen">
      {screen ? <Picture track={screen} /> : <p>{t(media?.saving.value === true ? 'screen.saved' : 'screen.coming', { name })}</p>}
      <figcaption>
        <span class="who">
          <Icon of={ScreenShare} size="s" />
          <span class="cut">{t('screen.of', { name })}</span>
        </span>
        {screen && document.fullscreenEnabled && (
          <button type="button" class="round" aria-label={t('screen.full')} onClick={() => void toggleFull(box.current)}>
            <Icon of={Maximize2} size="m" />
          </button>
        )}
      </figcaption>
    </figure>
  );
}

async function toggleFull(box: HTMLElement | null): Promise<void> {
  try {
    await (document.fullscreenElement ? document.exitFullscreen() : box?.requestFullscreen());
  } catch {
    // A browser may refuse; the screen stays where it is.
  }
}

/** Nobody forgets that others see his screen: stands there as long as they do. */
export function OwnScreen({ media, onStop }: { media: RoomMedia; onStop: () => void }) {
  if (!media.screen.lit.value) return null;
  return (
    <div class="own-screen" role="status">
      <Icon of={ScreenShare} />
      <span class="grow">
        <b>{t('screen.own')}</b> {t('screen.own.text')}
      </span>
      <button type="button" class="btn sm" onClick={onStop}>
        {t('screen.stop')}
      </button>
    </div>
  );
}
