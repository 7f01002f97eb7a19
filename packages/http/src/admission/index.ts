export { type WaitingRoom, type WaitingRoomLimits, waitingRoom } from './waiting-room';
export { type JsonLimits, jsonFault, jsonFaultText } from './json-form';
