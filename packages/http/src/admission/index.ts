export { type ByteLimits, type ByteShare, type ByteShares, byteShares } from './byte-shares';
export { type FairLimits, type FairRoom, fairRoom } from './fair-room';
export { JSON_BODY, type JsonLimits, jsonFault, jsonFaultText } from './json-form';
export { type WaitingRoom, type WaitingRoomLimits, waitingRoom } from './waiting-room';
