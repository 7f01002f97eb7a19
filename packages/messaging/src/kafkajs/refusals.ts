import { findTopic } from '@ansinh/contracts/catalogue/topics';
import type { Kafka } from 'kafkajs';

/** The cluster does not let this service do something; the message is a sentence for operators. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Why it cannot go on, as a sentence for operators; undefined when it is nothing that somebody has to change. */
export type Explain = (error: unknown) => Promise<string | undefined>;

/** An error and those that caused it: the library wraps them in each other. */
const chainOf = (error: unknown): readonly Error[] => (error instanceof Error ? [error, ...chainOf(error.cause)] : []);

const isNamed = (error: unknown, wanted: string): boolean => chainOf(error).some(({ name }) => name === wanted);

/** The protocol's name of what the broker answered, e.g. `TOPIC_AUTHORIZATION_FAILED`. */
const answerOf = (error: unknown): string | undefined =>
  chainOf(error).flatMap((each) => ('type' in each && typeof each.type === 'string' ? [each.type] : []))[0];

/** Whether the broker does not let this client use a topic. It does not say which, when a request names several. */
export const isTopicRefused = (error: unknown): boolean => answerOf(error) === 'TOPIC_AUTHORIZATION_FAILED';

/** Codes of Node.js (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const DISTRUST: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const distrustOf = (error: unknown): string | undefined =>
  chainOf(error)
    .flatMap((each) => ('code' in each && typeof each.code === 'string' ? [each.code] : []))
    .find((code) => DISTRUST.has(code));

type Looked = { readonly refused: readonly string[]; readonly missing: readonly string[] };

/** Asks for each topic by itself, by a client that has seen nothing yet: another one answers from what it remembers. */
const look = async (kafka: Kafka, topics: readonly string[]): Promise<Looked> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const seen = new Set(await admin.listTopics());
    const refused: string[] = [];
    const missing: string[] = [];
    for (const topic of topics.filter((each) => !seen.has(each))) {
      const answer = await admin.fetchTopicMetadata({ topics: [topic] }).then(() => undefined, answerOf);
      if (answer === 'TOPIC_AUTHORIZATION_FAILED') refused.push(topic);
      if (answer === 'UNKNOWN_TOPIC_OR_PARTITION') missing.push(topic);
    }
    return { refused, missing };
  } finally {
    await admin.disconnect();
  }
};

/** What a service does with topics, and under which name it reads. */
export type Use = { readonly writes: readonly string[]; readonly reads: readonly string[]; readonly groupId: string };

const sentenceOf = ({ writes, reads }: Use, { refused, missing }: Looked): string | undefined => {
  const unwritten = refused.filter((topic) => writes.includes(topic));
  const unread = refused.filter((topic) => reads.includes(topic) && !writes.includes(topic));
  // Its own topics a service makes before it does anything else with them.
  const unmade = Map.groupBy(missing, (topic) => findTopic(topic)?.owner ?? 'nobody');
  const sentences = [
    ...(unwritten.length === 0 ? [] : [`kafka does not let this service write ${unwritten.join(', ')}`]),
    ...(unread.length === 0 ? [] : [`kafka does not let this service read ${unread.join(', ')}`]),
    ...[...unmade].map(([owner, topics]) => `${owner} has not made ${topics.join(', ')} yet`),
  ];
  return sentences.length === 0 ? undefined : sentences.join('; ');
};

export const createExplain =
  (kafka: Kafka, use: Use): Explain =>
  async (error) => {
    if (error instanceof Refusal) return error.message;
    if (isNamed(error, 'KafkaJSSASLAuthenticationError'))
      return 'kafka does not take the name and password of this service';
    const distrust = distrustOf(error);
    if (distrust !== undefined) return `the certificate of kafka is not trusted (${distrust})`;
    const answer = answerOf(error);
    // Of a group the library swallows the answer, when it asks who coordinates it.
    if (answer === 'GROUP_AUTHORIZATION_FAILED' || isNamed(error, 'KafkaJSGroupCoordinatorNotFound'))
      return `kafka names no coordinator of the group ${use.groupId}: perhaps this service may not read as it`;
    if (answer !== 'TOPIC_AUTHORIZATION_FAILED' && answer !== 'UNKNOWN_TOPIC_OR_PARTITION') return undefined;
    const topics = [...new Set([...use.writes, ...use.reads])];
    return look(kafka, topics).then(
      (looked) => sentenceOf(use, looked),
      () => undefined,
    );
  };
