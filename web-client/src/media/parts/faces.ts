import { useEffect, useState } from 'preact/hooks';
import type { RoomMedia } from '../roomMedia';

/** A new speaker comes to the front when he has talked for this long, milliseconds: an "mhm" moves nothing. */
export const FRONT_AFTER_MILLIS = 1_500;

/** The first ones that are shown, and whoever talks. */
export function facesFor(shown: readonly string[], talking: readonly string[], most: number): readonly string[] {
  return [...new Set([...shown.slice(0, most), ...talking])];
}

/** Tells whose cameras this page shows; their order does not matter. */
export function useFaces(media: RoomMedia | undefined, shown: readonly string[], talking: readonly string[], most: number): void {
  const faces = facesFor(shown, talking, most);
  useEffect(() => media?.show(faces), [media, faces.join(' ')]);
}

/** Who stands in front: the last one who talked for a while, until somebody else does. */
export function useFront(talking: readonly string[]): string | undefined {
  const [front, setFront] = useState<string>();
  const goesOn = front !== undefined && talking.includes(front);
  const [next] = talking;
  useEffect(() => {
    if (goesOn || next === undefined) return undefined;
    const timer = setTimeout(() => setFront(next), FRONT_AFTER_MILLIS);
    return () => clearTimeout(timer);
  }, [goesOn, next]);
  return front;
}
