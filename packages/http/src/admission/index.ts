export { JSON_BODY, type JsonLimits, jsonFault, jsonFaultText } from './json-form';
export { type WaitingRoom, type WaitingRoomLimits, waitingRoom } from './waiting-room';
