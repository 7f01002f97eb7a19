export { type Reading, readBy, reading } from './reading';
export { serveReadings } from './serve-readings';
export { openThreads, type ThreadLimits, type Threads } from './threads';
