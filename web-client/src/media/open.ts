import { onMove } from '../common/network';
import { BrowserDevices } from './browserDevices';
import { browserPeers } from './browserPeer';
import { RoomMedia, type MediaPorts } from './roomMedia';

type Asked = Pick<MediaPorts, 'view' | 'do' | 'say' | 'timers'>;

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
