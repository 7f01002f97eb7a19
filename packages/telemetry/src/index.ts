export { createLogger, type Logger } from './logger';
export { redactPath } from './redact';
export { currentTraceId, nameRequestSpan, traceHeaders, withRemoteParent } from './trace';
