import { useEffect, useState } from 'preact/hooks';
import type { LiveRoom } from '../../live/liveRoom';
import type { Room } from '../../protocol';

export interface Shield {
  /** Nothing of the others may be seen or heard on this device. */
  readonly hidden: boolean;
  raise: () => void;
  lower: () => void;
}

/** Hides on the press, not on the server's answer: somebody is in the room now. The server alone says that it is over. */
export function useShield(live: LiveRoom, room: Room): Shield {
  const { shielded } = room.self;
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    if (shielded) setPressed(false);
  }, [shielded]);
  return {
    hidden: shielded || pressed,
    raise: () => {
      setPressed(true);
      void live.do({ kind: 'shield' }).then((outcome) => {
        if (!outcome.ok) setPressed(false);
      });
      const media = live.media.value;
      for (const own of [media?.microphone, media?.camera, media?.screen]) if (own?.on.peek() === true) void own.off();
    },
    lower: () => {
      setPressed(false);
      void live.do({ kind: 'lower_shield' });
    },
  };
}
