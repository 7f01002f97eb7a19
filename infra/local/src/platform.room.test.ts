import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICES } from '@ansinh/contracts/vocabulary/services';
import { type LocalConfig, readLocalConfig } from './config';
import { type Platform, startPlatform } from './platform';
import { withClient } from './servers/postgres';
import { findFreePorts } from './servers/prerequisites';
import { httpProbe, kafkaProbe, tcpProbe } from './servers/processes/probes';

jest.setTimeout(180_000);

describe('the local platform without its apps', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ansinh-platform-'));
  let config: LocalConfig;
  let platform: Platform;

  beforeAll(async () => {
    config = await newConfig(directory);
    platform = await startPlatform(config, { apps: [] });
  });
  afterAll(async () => {
    await platform.stop();
    rmSync(directory, { recursive: true });
  });

  it('has a Kafka and a Zipkin that answer', async () => {
    expect(await kafkaProbe(config.ports.kafka)()).toBe(true);
    expect(await httpProbe(`${platform.zipkin.url}/health`)()).toBe(true);
  });

  it('starts Zipkin again when it dies, for nothing but spans is lost with it', async () => {
    const said: string[] = [];
    const other = await newConfig(join(directory, 'revived'));
    const revived = await startPlatform(other, { apps: [], revives: true, onProgress: (line) => said.push(line) });
    process.kill(revived.zipkin.pid, 'SIGKILL');
    while (!said.includes('zipkin is ready again.')) await new Promise((done) => setTimeout(done, 50));
    expect(await httpProbe(`${revived.zipkin.url}/health`)()).toBe(true);
    await revived.stop();
  });

  it('writes every commit of every service through to the disk', async () => {
    const { rows } = await withClient(platform.postgres.url('health_insurance'), (client) =>
      client.query("SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit"),
    );
    expect(rows).toEqual([{ fsync: 'on', commit: 'on' }]);
  });

  it('starts nothing when a port is taken', async () => {
    const { kafka } = config.ports;
    const second = await newConfig(join(directory, 'second'), { kafka });
    await expect(startPlatform(second, { apps: [] })).rejects.toThrow(/^Port \d+ for Kafka is taken: [^\n]+$/);
    expect(await tcpProbe(second.ports.postgres)()).toBe(false);
  });

  it('leaves no server behind when it stops, and has its data when it starts again', async () => {
    await withClient(platform.postgres.url('payment'), async (client) => {
      await client.query('CREATE TABLE kept (amount_vnd BIGINT)');
      await client.query('INSERT INTO kept VALUES (1250000)');
    });
    await platform.stop();
    const { postgres, kafka, zipkin, mail, smtp } = config.ports;
    const ports = [postgres, kafka, zipkin, mail, smtp];
    expect(await Promise.all(ports.map((port) => tcpProbe(port)()))).toEqual(ports.map(() => false));

    platform = await startPlatform(config, { apps: [] });
    const { rows } = await withClient(platform.postgres.url('payment'), (client) =>
      client.query('SELECT amount_vnd::text FROM kept'),
    );
    expect(rows).toEqual([{ amount_vnd: '1250000' }]);
  });

  it('can be stopped while it starts', async () => {
    const other = await newConfig(join(directory, 'other'));
    const controller = new AbortController();
    const starting = startPlatform(other, {
      apps: [],
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(starting).rejects.toThrow(/stopped before it was ready|everything is being stopped|aborted/);
    expect(await tcpProbe(other.ports.postgres)()).toBe(false);
  });
});

/** A configuration that meets no running platform. */
const newConfig = async (directory: string, changes: Partial<LocalConfig['ports']> = {}): Promise<LocalConfig> => {
  const defaults = readLocalConfig({});
  const [postgres = 0, kafka = 0, kafkaController = 0, zipkin = 0, mail = 0, smtp = 0, ...left] =
    await findFreePorts(14);
  const [agencyProvider = 0, citizenProvider = 0, ...others] = left;
  const apps = { ...defaults.ports.apps };
  for (const [index, app] of SERVICES.entries()) apps[app] = others[index] ?? 0;
  return {
    ...defaults,
    dataDirectory: join(directory, 'data'),
    logDirectory: join(directory, 'logs'),
    ports: { apps, postgres, kafka, kafkaController, zipkin, mail, smtp, agencyProvider, citizenProvider, ...changes },
  };
};
