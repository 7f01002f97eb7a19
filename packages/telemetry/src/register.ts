/**
 * Starts OpenTelemetry before anything that it instruments is loaded: the first import of every main.ts. Configured by
 * the standard OTEL_* variables alone; without an exporter named there, nothing is exported and nothing is slowed.
 */
import { environment } from './config';

/** Its many modules take longer to load than a service to start: only who exports pays for them, and no test does. */
const load = (): typeof import('./sdk') => require('./sdk');

const sdk = environment.exporting ? load().startSdk() : undefined;

/** Sends what is still buffered; called last on the way down. */
export const stopTelemetry = async (): Promise<void> => {
  await sdk?.shutdown().catch(() => undefined);
};
