import { useEffect, useRef, useState } from 'preact/hooks';

export interface PictureProps {
  track: MediaStreamTrack;
  /** As in a mirror: for one's own picture. */
  mirrored?: boolean;
  class?: string;
}

/** A moving picture without sound, unseen until its first frame is here and while nothing comes. */
export function Picture({ track, mirrored = false, class: extra = '' }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const [muted, setMuted] = useState(track.muted);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    const look = (): void => setMuted(track.muted);
    setPlaying(false);
    look();
    element.srcObject = new MediaStream([track]);
    track.addEventListener('mute', look);
    track.addEventListener('unmute', look);
    return () => {
      element.srcObject = null;
      track.removeEventListener('mute', look);
      track.removeEventListener('unmute', look);
    };
  }, [track]);
  return (
    <video
      ref={video}
      class={`moving ${playing && !muted ? 'seen' : ''} ${mirrored ? 'mirrored' : ''} ${extra}`}
      autoplay
      playsInline
      muted
      disablePictureInPicture
      aria-hidden="true"
      tabIndex={-1}
      onPlaying={() => setPlaying(true)}
    />
  );
}
