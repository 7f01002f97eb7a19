import { setTimeout as pause } from 'node:timers/promises';
import type { PlatformStatus, ServiceStatus } from '@ansinh/contracts/operations/api';
import { call, type Headers } from './door.ts';

const DRAIN_MS = 600_000;
const LOOK_EVERY_MS = 250;

/** Until no service has an event to publish or to read. What a service knows of its lag may be two seconds old. */
export const untilRead = async (gatewayUrl: string, headers: Headers): Promise<void> => {
  const deadline = performance.now() + DRAIN_MS;
  while (performance.now() < deadline) {
    const { status, text } = await call(gatewayUrl, '/v1/operations/status', { method: 'GET', headers });
    const services = status === 200 ? (JSON.parse(text) as PlatformStatus).services : [];
    if (services.length > 0 && services.every((service) => service.status === 'ok' && isIdle(service.data))) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`events were left after ${DRAIN_MS / 1_000} s`);
};

export const isIdle = ({ database, consumer, lag }: Pick<ServiceStatus, 'database' | 'consumer' | 'lag'>): boolean =>
  database?.outbox.messages === 0 &&
  database.held.messages === 0 &&
  (consumer === null || lag?.every(({ messages }) => messages === 0) === true);
