import { createRequire } from 'node:module';
import { eventually } from '@ansinh/testkit';
import { installKafkaPatches } from './patches';

installKafkaPatches();

const RequestQueue = createRequire(__filename)('kafkajs/src/network/requestQueue');
const logger = { debug: () => undefined, warn: () => undefined };

const open = () => {
  const queue = new RequestQueue({
    clientId: 'test',
    broker: 'test',
    maxInFlightRequests: 1,
    requestTimeout: 1_000,
    logger,
  });
  const sent: number[] = [];
  const push = (correlationId: number): void => {
    const sendRequest = () => sent.push(correlationId);
    const entry = { correlationId, resolve: () => undefined, reject: () => undefined };
    queue.push({ entry, expectResponse: true, sendRequest });
  };
  const answer = (correlationId: number): void => queue.fulfillRequest({ correlationId, payload: null, size: 0 });
  return { queue, sent, push, answer, isLooking: () => queue.throttleCheckTimeoutId !== null };
};

describe('the queue of requests of a connection', () => {
  it('does not look after requests when none waits', () => {
    const { push, answer, isLooking } = open();
    push(1);
    expect(isLooking()).toBe(false);
    answer(1);
    expect(isLooking()).toBe(false);
  });

  it('sends what waits for an answer to another one', () => {
    const { sent, push, answer } = open();
    push(1);
    push(2);
    expect(sent).toEqual([1]);
    answer(1);
    expect(sent).toEqual([1, 2]);
  });

  it('sends what the broker has asked to hold back when the time is over, without any other event', async () => {
    const { queue, sent, push, isLooking } = open();
    queue.maybeThrottle(30);
    push(1);
    expect([sent, isLooking()]).toEqual([[], true]);
    await eventually(() => expect(sent).toEqual([1]));
    expect(isLooking()).toBe(false);
  });
});
