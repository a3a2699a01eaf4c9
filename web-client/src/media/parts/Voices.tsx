import { useEffect, useRef } from 'preact/hooks';
import type { Room } from '../../protocol';
import type { RoomMedia } from '../roomMedia';

/** Everybody who is heard; nothing to see. */
export function Voices({ media, room }: { media: RoomMedia; room: Room }) {
  const others = [...room.members.keys()].filter((member) => member !== room.self.member);
  return (
    <>
      {others.map((member) => (
        <Voice key={member} media={media} member={member} />
      ))}
    </>
  );
}

function Voice({ media, member }: { media: RoomMedia; member: string }) {
  const audio = useRef<HTMLAudioElement>(null);
  const { microphone } = media.of(member);
  const speaker = media.speaker.value;
  useEffect(() => {
    const element = audio.current;
    if (!element || !microphone) return undefined;
    element.srcObject = new MediaStream([microphone]);
    const forget = media.listening.add(() => element.play());
    return () => {
      forget();
      element.srcObject = null;
    };
  }, [microphone, media]);
  useEffect(() => {
    // A speaker that is gone leaves the sound where it is.
    if (speaker !== undefined) void audio.current?.setSinkId?.(speaker).catch(() => undefined);
  }, [speaker]);
  return <audio ref={audio} autoplay hidden />;
}
