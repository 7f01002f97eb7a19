export { FAILPOINTS, type FailpointName, failpoint, withFailpoint } from './failpoints';
export { createLogger, type Logger } from './logger';
export { createMeters, type Gauges, type Meters, meters, type Observation } from './metrics';
export { redactPath } from './redact';
export { currentTraceId, nameRequestSpan, traceHeaders, withRemoteParent } from './trace';
