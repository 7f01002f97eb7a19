import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PORTS, inheritedEnvironment, readLocalConfig } from './config';

describe('the local configuration', () => {
  it('needs no variable at all', () => {
    const { ports, rootDirectory, dataDirectory } = readLocalConfig({});
    expect(ports.apps.gateway).toBe(8080);
    expect(ports.zipkin).toBe(9411);
    expect([ports.mail, ports.smtp]).toEqual([18_025, 18_026]);
    expect(dataDirectory).toBe(`${rootDirectory}/.local/data`);
  });

  it('says in the README which variables move ports, and from where', () => {
    const readme = readFileSync(join(readLocalConfig({}).rootDirectory, 'README.md'), 'utf8');
    const said = [...readme.matchAll(/^\| `(ANSINH_\w*PORT)` \| (\d+) \|/gm)].map(([, name, port]) => [
      name,
      Number(port),
    ]);
    expect(said).toEqual(Object.entries(DEFAULT_PORTS));
  });

  it('gives no port twice', () => {
    const { apps, ...servers } = readLocalConfig({}).ports;
    const all = [...Object.values(apps), ...Object.values(servers)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('moves every port and the data by variables', () => {
    const { ports, dataDirectory } = readLocalConfig({
      ANSINH_PORT: '9000',
      ANSINH_SERVICES_PORT: '9001',
      ANSINH_POSTGRES_PORT: '9100',
      ANSINH_KAFKA_PORT: '9200',
      ANSINH_ZIPKIN_PORT: '9300',
      ANSINH_MAIL_PORT: '9400',
      ANSINH_PROVIDERS_PORT: '9500',
      ANSINH_DATA: '/srv/ansinh',
    });
    expect(ports).toEqual({
      apps: {
        gateway: 9000,
        enrollment: 9001,
        collection: 9002,
        'health-insurance': 9003,
        payment: 9004,
        notification: 9005,
      },
      postgres: 9100,
      kafka: 9200,
      kafkaController: 9201,
      zipkin: 9300,
      mail: 9400,
      smtp: 9401,
      agencyProvider: 9500,
      citizenProvider: 9501,
    });
    expect(dataDirectory).toBe('/srv/ansinh');
  });

  it.each(['http', '0', '65536', '-1', '80 80'])('refuses the port "%s" by one sentence', (text) => {
    expect(() => readLocalConfig({ ANSINH_PORT: text })).toThrow(
      `ANSINH_PORT is "${text}", but it must be a port number from 1 to 65535: change it or leave it out.`,
    );
  });

  it('leaves room for the neighbours of the first port of a block', () => {
    expect(() => readLocalConfig({ ANSINH_KAFKA_PORT: '65535' })).toThrow(/from 1 to 65534/);
  });
});

describe('the time to become ready', () => {
  it('is a minute, or what the setting says', () => {
    expect(readLocalConfig({}).readyTimeoutMs).toBe(60_000);
    expect(readLocalConfig({ ANSINH_READY_TIMEOUT_MS: '' }).readyTimeoutMs).toBe(60_000);
    expect(readLocalConfig({ ANSINH_READY_TIMEOUT_MS: '300000' }).readyTimeoutMs).toBe(300_000);
  });

  it.each(['5m', '999', '3600001', '-1', '1e5'])('is refused by one sentence: "%s"', (text) => {
    expect(() => readLocalConfig({ ANSINH_READY_TIMEOUT_MS: text })).toThrow(
      `ANSINH_READY_TIMEOUT_MS is "${text}", but it must be a number of milliseconds from 1000 to 3600000: change it or leave it out.`,
    );
  });
});

describe('the environment of an app', () => {
  it('holds nothing of the terminal but the few names that are listed', () => {
    expect(inheritedEnvironment({ PATH: '/bin', DATABASE_URL: 'postgresql://elsewhere', LOG_LEVEL: 'debug' })).toEqual({
      PATH: '/bin',
      LOG_LEVEL: 'debug',
    });
  });
});
