// When Kafka tells that a claim was received and appraised.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { ClaimAppraised, ClaimReceived } = require('@ansinh/contracts/health-insurance/events');
const { createKafka } = require('@ansinh/messaging/testing');
const { createLogger } = require('@ansinh/telemetry');

const now = () => performance.timeOrigin + performance.now();
/** Notes when the answer to each claim is published: `appraised` by claim, `received` claims by submission. */
export async function watchAnswers(brokers) {
  const kafka = createKafka({ brokers: [brokers], clientId: 'load', logger: createLogger('load', 'warn') });
  const consumer = kafka.consumer({ groupId: 'load', maxWaitTimeInMs: 50 });
  const received = new Map();
  const appraised = new Map();
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.connect();
  await consumer.subscribe({ topics: [...new Set([ClaimReceived.topic, ClaimAppraised.topic])], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      const at = now();
      for (const { headers, value } of batch.messages) {
        const type = String(headers.ce_type);
        const data = JSON.parse(value.toString());
        if (type === ClaimReceived.type) received.set(data.payload.documentId, data.claimId);
        if (type === ClaimAppraised.type)
          appraised.set(data.claimId, { at, outcome: data.outcome, rules: data.ruleCodes });
      }
    },
  });
  await joined;
  return { received, appraised, stop: () => consumer.disconnect() };
}
