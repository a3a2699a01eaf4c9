import { BrowserDevices } from './browserDevices';
import { browserPeers } from './browserPeer';
import { RoomMedia, type MediaPorts } from './roomMedia';

type Asked = Pick<MediaPorts, 'view' | 'do' | 'say' | 'timers'>;

/** What some browsers know of the network below them: Wi-Fi, mobile data. */
interface Below extends EventTarget {
  readonly type?: string;
}

/** Calls when the network is another one; what a browser only guesses of its speed changes all the time. */
function onMove(act: () => void): () => void {
  const { connection } = navigator as { readonly connection?: Below };
  let before = connection?.type;
  const changed = (): void => {
    if (connection?.type === before) return;
    before = connection?.type;
    if (before !== 'none') act();
  };
  window.addEventListener('online', act);
  connection?.addEventListener?.('change', changed);
  return () => {
    window.removeEventListener('online', act);
    connection?.removeEventListener?.('change', changed);
  };
}

/** Sound and picture of a room with the browser's own connections and devices. */
export const openMedia = (asked: Asked): RoomMedia =>
  new RoomMedia({
    ...asked,
    peers: browserPeers,
    devices: new BrowserDevices(),
    random: Math.random,
    onMove,
    able: typeof RTCPeerConnection === 'function',
  });
