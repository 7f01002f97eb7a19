import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BACKEND_SERVICES, SERVICES } from '@ansinh/contracts/vocabulary/services';
import { databaseOf } from './apps';
import { KAFKA_VERSION } from './servers/kafka';

const ROOT = join(__dirname, '../../..');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const sorted = (names: Iterable<string>): string[] => [...names].sort();

/** The blocks below a key of a YAML text that is indented by two spaces, by their names. */
const blocksOf = (yaml: string, key: string, indent = ''): Map<string, string> => {
  const [, below = ''] = new RegExp(`^${indent}${key}:\\n((?:${indent}  .*\\n|\\n)+)`, 'm').exec(yaml) ?? [];
  const blocks = below.split(new RegExp(`^${indent}  (?=[\\w-]+:)`, 'm')).slice(1);
  return new Map(blocks.map((block) => [block.slice(0, block.indexOf(':')), block]));
};

/** What a container writes there stays when the container goes. */
const KEPT = { postgres: '/var/lib/postgresql', kafka: '/var/lib/kafka/data', 'sample-month': '/app/.local' };

describe('the servers in containers', () => {
  const yaml = textOf('docker-compose.yml');
  const containers = blocksOf(yaml, 'services');

  it('have the Kafka that npm start has', () => {
    expect(containers.get('kafka')).toContain(`image: apache/kafka:${KAFKA_VERSION}\n`);
  });

  it.each(Object.entries(KEPT))('when %s is taken down, %s stays in a volume', (service, folder) => {
    const volume = new RegExp(`[ "]([\\w-]+):${folder}["\\n]`).exec(containers.get(service) ?? '')?.[1] ?? '';
    expect(yaml).toMatch(new RegExp(`^volumes:\\n(?:  .*\\n)*  ${volume}:\\n`, 'm'));
  });

  it('have a Kafka that writes into its volume', () => {
    expect(containers.get('kafka')).toContain(`KAFKA_LOG_DIRS: ${KEPT.kafka}\n`);
  });
});

/** Every place that names the services by hand must name those of `vocabulary/services.ts`, the one list. */
describe('the services by name', () => {
  const containers = blocksOf(textOf('docker-compose.yml'), 'services');
  const apps = new Map([...containers].filter(([, block]) => block.includes('<<: *app\n')));

  it('are the folders of apps', () => {
    expect(sorted(readdirSync(join(ROOT, 'apps')))).toEqual(sorted(SERVICES));
  });

  it('are the apps of docker-compose.yml, each with its own command and its own database', () => {
    expect(sorted(apps.keys())).toEqual(sorted(SERVICES));
    for (const app of SERVICES) {
      const [block, database] = [apps.get(app), databaseOf(app)];
      expect(block).toContain(`"apps/${app}/dist/main.js"`);
      expect(block).toContain(`OTEL_SERVICE_NAME: ${app}\n`);
      expect(block).toMatch(new RegExp(`DATABASE_URL: postgres://${database}:\\S+@postgres:5432/${database}\n`));
    }
  });

  it('are where the gateway of docker-compose.yml finds them', () => {
    const addresses = [...(apps.get('gateway') ?? '').matchAll(/^ +(\w+)_URL: http:\/\/([\w-]+):8080$/gm)];
    expect(sorted(addresses.map(([, , service]) => service ?? ''))).toEqual(sorted(BACKEND_SERVICES));
    for (const [, name, service] of addresses) expect(name).toBe(service?.toUpperCase().replaceAll('-', '_'));
  });

  it('are told the address at which the gateway is published, as its own and as the issuer of tokens', () => {
    const published = /ports: \["(.*):8080"\]/.exec(apps.get('gateway') ?? '')?.[1];
    expect(apps.get('gateway')).toContain(`PUBLIC_URL: http://localhost:${published}\n`);
    expect(textOf('docker-compose.yml')).toContain(`ISSUER: http://localhost:${published}\n`);
  });

  it('are what the sample month of docker-compose.yml waits for', () => {
    const month = containers.get('sample-month') ?? '';
    const awaited = [...month.matchAll(/^ +([\w-]+): \{ condition: service_healthy \}$/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(sorted(awaited)).toEqual(sorted(SERVICES));
  });

  it('have the databases that databases.sh makes', () => {
    const [, names = ''] = /^for service in (.*); do$/m.exec(textOf('infra/docker/postgres/databases.sh')) ?? [];
    expect(sorted(names.split(' '))).toEqual(sorted(SERVICES.map(databaseOf)));
  });

  it('are the apps on the map of the README', () => {
    const rows = [...textOf('README.md').matchAll(/^\| `apps\/([\w-]+)` \|/gm)].map(([, app]) => app ?? '');
    expect(sorted(rows)).toEqual(sorted(SERVICES));
  });
});
