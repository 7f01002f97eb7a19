export { type WaitingRoom, type WaitingRoomLimits, waitingRoom } from './waiting-room';
