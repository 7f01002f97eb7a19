import { BACKEND_SERVICES } from '@ansinh/contracts/vocabulary/services';
import { type Room, startRoom } from '@ansinh/testkit';
import { gatewayConfig, type Upstream } from '../src/config';
import type { PrismaClient } from '../src/generated/prisma/client';
import { gatewayService } from '../src/service';
import { type FakeService, startFakeService } from './services';

export const PUBLIC_URL = 'https://api.example.vn';

export type GatewayRoom = {
  readonly room: Room<PrismaClient>;
  readonly services: Readonly<Record<Upstream, FakeService>>;
  /** The access token of a demo client, got at the token endpoint. */
  readonly tokenOf: (clientId: string) => Promise<string>;
  readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  readonly stop: () => Promise<void>;
};

export const basic = (clientId: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;

export const askForToken = (url: string, headers: Record<string, string>, form: Record<string, string> = {}) =>
  fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
  });

/** The gateway with five real HTTP servers behind it. `settings` are added to its environment. */
export const startGatewayRoom = async (settings: Readonly<Record<string, string>> = {}): Promise<GatewayRoom> => {
  const started = await Promise.all(BACKEND_SERVICES.map(async (name) => [name, await startFakeService()] as const));
  const services = Object.fromEntries(started) as Record<Upstream, FakeService>;
  const urls = started.map(([name, { url }]) => [`${name.toUpperCase().replaceAll('-', '_')}_URL`, url]);
  const environment = { PUBLIC_URL, DEMO_CLIENTS: 'true', ...Object.fromEntries(urls), ...settings };
  const room = await startRoom(gatewayService(() => gatewayConfig(environment)));
  return {
    room,
    services,
    tokenOf: async (clientId) => {
      const reply = await askForToken(room.url, { authorization: basic(clientId, 'demo-secret') });
      return ((await reply.json()) as { access_token: string }).access_token;
    },
    call: (path, init) => fetch(`${room.url}${path}`, init),
    stop: async () => {
      await Promise.all(Object.values(services).map((service) => service.stop()));
      await room.stop();
    },
  };
};
