import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownConfig, type Platform, type RunningChild, signInAs, startPlatform, withClient } from '@ansinh/local';
import { eventually } from '@ansinh/testkit';
import { type Reply, type Request, send } from './client';

/** The door with collection behind it, as `npm start` runs them: what ends is started again. On servers of its own. */
export type Entrance = {
  readonly gatewayUrl: string;
  /** The `authorization` of a demo client. */
  readonly tokenOf: (client: 'bank' | 'officer') => Promise<string>;
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

export const openEntrance = async (): Promise<Entrance> => {
  const directory = mkdtempSync(join(tmpdir(), 'ansinh-entrance-'));
  const said: string[] = [];
  const platform = await startPlatform(await ownConfig(directory), {
    onProgress: (line) => said.push(line),
    revives: true,
    apps: ['gateway', 'collection'],
  });
  const { gatewayUrl, postgres } = platform;
  return {
    gatewayUrl,
    tokenOf: async (client) => `Bearer ${await signInAs(gatewayUrl, client)}`,
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
