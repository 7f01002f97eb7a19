// docs/topics.md: how long each topic is kept, who writes and reads it, and what each service may do in a cluster that
// asks.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../infra/local/prepare.mjs';
import { EVENTS, SERVICES, TOPIC_PLANS } from './contracts.mjs';
import { table } from './events-page.mjs';

const require = createRequire(join(root, 'packages/platform/package.json'));
const { rightsOf } = require('@ansinh/messaging');

const code = (text) => `\`${text}\``;

/** Topics that a service subscribes to an event of. */
export const readsOf = (service, sources) => [
  ...new Set(
    EVENTS.filter((event) => sources.consumersOf(event).some((consumer) => consumer.service === service)).map(
      ({ topic }) => topic,
    ),
  ),
];

/** As the command of Kafka spells them: `DESCRIBE_CONFIGS` -> `DescribeConfigs`. */
const spelt = (operation) =>
  operation
    .split('_')
    .map((word) => `${word[0]}${word.slice(1).toLowerCase()}`)
    .join('');

/** One command for all rights that allow the same: it takes several names and several operations. */
export function commandsOf(service, reads) {
  const alike = Map.groupBy(rightsOf(service, reads), ({ resource, operations }) => `${resource} ${operations.join()}`);
  return [...alike.values()].map((rights) => {
    const [{ resource, operations }] = rights;
    return [
      `acls --allow-principal User:${service}`,
      ...operations.map((operation) => `--operation ${spelt(operation)}`),
      ...rights.map(({ name }) => `--${resource} ${name}`),
    ].join(' ');
  });
}

const days = (hours) => `${hours / 24} days`;

export function topicsPage(sources) {
  const reads = new Map(SERVICES.map((service) => [service, readsOf(service, sources)]));
  const readersOf = (name) => SERVICES.filter((service) => reads.get(service).includes(name));
  const rows = TOPIC_PLANS.map(({ name, owner, personal, retentionHours }) => [
    code(name),
    owner,
    readersOf(name).join(', ') || '-',
    personal ? 'yes' : 'no',
    days(retentionHours),
  ]);
  const parts = [
    '# Topics and rights',
    'Generated from `packages/contracts/src/catalogue/topics.ts` and the subscriptions of the services by `npm run generate`: change it there.',
    'A topic is made by the service that writes it, which also says, at each of its starts, how long it is kept (`retention.ms`; `segment.ms` is a sixth of it, and so much longer a record may stay). A reader may be away for as long. What identifies a person is kept for a shorter time than the rest; [events.md](events.md#personal-fields) says which fields do, and who reads them.',
    table(['Topic', 'Written by', 'Read by', 'Identifies a person', 'Kept for'], rows),
    '## Rights',
    'In a cluster with access control lists (`StandardAuthorizer`, `allow.everyone.if.no.acl.found=false`) each service has a user of its own, and may do this and no more. A service that lacks a right says so in its readiness and in its status, with the name of the topic.',
    'Who may change users and lists is named in the settings of the brokers (`super.users=User:administrator`), and made with the cluster: `kafka-storage.sh format --add-scram "SCRAM-SHA-512=[name=administrator,password=...]"`. Its own settings, for all commands below:',
    [
      '```properties',
      '# administrator.properties',
      'security.protocol=SASL_SSL',
      'sasl.mechanism=SCRAM-SHA-512',
      'sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="administrator" password="...";',
      'ssl.truststore.type=PEM',
      'ssl.truststore.location=/path/authority.pem',
      '```',
    ].join('\n'),
    'The users, each with a password of its own, which is its `KAFKA_PASSWORD`; the same command changes it:',
    [
      '```sh',
      'user() { kafka-configs.sh --bootstrap-server "$BROKER" --command-config administrator.properties --alter --entity-type users --entity-name "$1" --add-config "SCRAM-SHA-512=[password=$2]"; }',
      ...SERVICES.map((service) => `user ${service} "$(openssl rand -base64 24)"`),
      '```',
    ].join('\n'),
    'And what each may do:',
    [
      '```sh',
      'acls() { kafka-acls.sh --bootstrap-server "$BROKER" --command-config administrator.properties --add "$@"; }',
      ...SERVICES.flatMap((service) => commandsOf(service, reads.get(service))),
      '```',
    ].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
