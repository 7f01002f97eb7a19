export { type WaitingRoom, type WaitingRoomLimits, waitingRoom } from './waiting-room';
export { JSON_BODY, type JsonLimits, jsonFault, jsonFaultText } from './json-form';
