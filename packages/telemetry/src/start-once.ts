import { environment } from './config';
import type { startSdk } from './sdk';

/** Its many modules take longer to load than a service to start: only who exports pays for them, and no test does. */
const load = (): typeof import('./sdk') => require('./sdk');

let sdk: ReturnType<typeof startSdk> | undefined;

/** Starts OpenTelemetry, as the first who asks wants it. */
export const startOnce = (options: { readonly isDoor: boolean }): void => {
  if (environment.exporting) sdk ??= load().startSdk(options);
};

/** Sends what is still buffered; called last on the way down. */
export const stopStarted = async (): Promise<void> => {
  await sdk?.shutdown().catch(() => undefined);
};
