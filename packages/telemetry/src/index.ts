export { BusinessKeys } from './business-keys';
export { FAILPOINTS, type FailpointName, failpoint, withFailpoint } from './failpoints';
export { createLogger, type Logger } from './logger';
export { createMeters, type Gauges, type Meters, meters, type Observation } from './metrics';
export {
  currentTraceId,
  inSpan,
  isTraced,
  linkSpan,
  nameRequestSpan,
  noteOnSpan,
  recordSpan,
  traceHeaders,
  withRemoteParent,
} from './trace';
export { type Carried, TraceRoom } from './trace-room';
export { traceServerTrouble } from './trace-server';
export { isSampled, traceIdIn } from './traceparent';
