import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownConfig, type Platform, type RunningChild, startPlatform, withClient } from '@ansinh/local';
import { eventually } from '@ansinh/testkit';
import { type Reply, type Request, send } from './client';

const CLIENTS = { bank: 'demo-bank', officer: 'demo-officer' } as const;
export type Client = keyof typeof CLIENTS;

/** The door with collection behind it, as `npm start` runs them: what ends is started again. On servers of its own. */
export type House = {
  readonly gatewayUrl: string;
  readonly tokenOf: (client: Client) => Promise<string>;
  /** A request through the door. */
  readonly ask: (request: Request) => Promise<Reply>;
  /** The process of collection that runs now. */
  readonly collection: () => RunningChild;
  /** Resolves when a process other than this one of collection answers. */
  readonly untilRevived: (ended: RunningChild) => Promise<void>;
  /** What it said, line by line. */
  readonly said: readonly string[];
  readonly query: <Row>(text: string) => Promise<readonly Row[]>;
  readonly end: () => Promise<void>;
};

const collectionOf = ({ apps }: Platform): RunningChild => {
  const child = apps.get('collection');
  if (child === undefined) throw new Error('collection was not started');
  return child;
};

const takeToken = async (gatewayUrl: string, client: Client): Promise<string> => {
  const basic = Buffer.from(`${CLIENTS[client]}:demo-secret`).toString('base64');
  const response = await fetch(`${gatewayUrl}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`${CLIENTS[client]} got no token: ${response.status}`);
  return `Bearer ${token}`;
};

export const openHouse = async (): Promise<House> => {
  const directory = mkdtempSync(join(tmpdir(), 'ansinh-house-'));
  const said: string[] = [];
  const platform = await startPlatform(await ownConfig(directory), {
    onProgress: (line) => said.push(line),
    revives: true,
    apps: ['gateway', 'collection'],
  });
  const { gatewayUrl, postgres } = platform;
  return {
    gatewayUrl,
    tokenOf: (client) => takeToken(gatewayUrl, client),
    ask: (request) => send(gatewayUrl, request),
    collection: () => collectionOf(platform),
    untilRevived: (ended) =>
      eventually(async () => expect(collectionOf(platform).pid).not.toBe(ended.pid), { withinMs: 60_000, everyMs: 20 }),
    said,
    query: <Row>(text: string) =>
      withClient(
        postgres.url('collection'),
        async (client): Promise<readonly Row[]> => (await client.query(text)).rows,
      ),
    end: async () => {
      await platform.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
