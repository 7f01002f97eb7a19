/**
 * Starts OpenTelemetry before anything that it instruments is loaded: the first import of every main.ts. Configured by
 * the standard OTEL_* variables alone; without an exporter named there, nothing is exported and nothing is slowed.
 */
import { startOnce, stopStarted } from './start-once';

startOnce({ isDoor: false });

export const stopTelemetry = stopStarted;
