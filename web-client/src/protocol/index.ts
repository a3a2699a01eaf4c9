export { RoomConnection } from './connection';
export type { Listener, Status, View } from './view';
export type { MediaNews, MediaSaying } from './media';
export type { Outcome } from './outbox';
export { TicketRefused, type Clock, type Ports, type Socket, type SocketEvents, type SocketFactory, type Timers } from './ports';
export { fold, foldAll, handPosition, hands, roomOf, type Room } from './room';
export { newClientId } from './clientId';
