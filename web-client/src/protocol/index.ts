export { RoomConnection, type Listener, type Status, type View } from './connection';
export type { MediaNews, MediaSaying } from './media';
export type { Outcome } from './outbox';
export { TicketRefused, type Clock, type Ports, type Socket, type SocketEvents, type SocketFactory, type Timers } from './ports';
export { fold, foldAll, handPosition, hands, roomOf, type Room } from './room';
export { newClientId } from './clientId';
