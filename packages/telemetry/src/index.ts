export { createLogger, type Logger } from './logger';
export { redactPath } from './redact';
export { currentTraceId, traceHeaders, withRemoteParent } from './trace';
