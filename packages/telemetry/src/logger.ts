import { context, trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';
import { environment } from './config';

export type { Logger };

/** JSON lines on standard output with service, trace and span; names that could carry secrets or persons are cut out. */
export const createLogger = (service: string, level: string = environment.logLevel): Logger =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'authorization',
        '*.authorization',
        'password',
        '*.password',
        'fullName',
        '*.fullName',
        'personalId',
        '*.personalId',
        'cardNumber',
        '*.cardNumber',
      ],
      remove: true,
    },
    mixin: () => {
      const span = trace.getSpanContext(context.active());
      return span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId };
    },
  });
