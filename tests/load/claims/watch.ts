// When Kafka tells that a claim was received and appraised.
import { ClaimAppraised, ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { createKafka } from '@ansinh/messaging/testing';
import { createLogger } from '@ansinh/telemetry';
import { type Answers, type Appraisal, now } from './calls.ts';

/** Notes when the answer to each claim is published. */
export const watchAnswers = async (brokers: string): Promise<Answers & { readonly stop: () => Promise<void> }> => {
  const kafka = createKafka({ brokers: [brokers], clientId: 'load', logger: createLogger('load', 'warn') });
  const consumer = kafka.consumer({ groupId: 'load', maxWaitTimeInMs: 50 });
  const received = new Map<string, string>();
  const appraised = new Map<string, Appraisal>();
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  const note = (type: string, json: unknown, at: number): void => {
    if (type === ClaimReceived.type) {
      const data = ClaimReceived.data.parse(json);
      received.set(data.payload.documentId, data.claimId);
    }
    if (type === ClaimAppraised.type) {
      const { claimId, outcome, ruleCodes } = ClaimAppraised.data.parse(json);
      appraised.set(claimId, { at, outcome, rules: ruleCodes });
    }
  };
  await consumer.connect();
  await consumer.subscribe({ topics: [...new Set([ClaimReceived.topic, ClaimAppraised.topic])], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      const at = now();
      for (const { headers, value } of batch.messages) note(String(headers?.ce_type), JSON.parse(String(value)), at);
    },
  });
  await joined;
  return { received, appraised, stop: () => consumer.disconnect() };
};
