import { EventEmitter } from 'node:events';
import { createLogger } from '@ansinh/telemetry';
import { createKafka } from '../kafkajs/kafka';
import { Consumer, type ConsumerOptions } from './consumer';

const logger = createLogger('consumer', 'silent');

/** A client whose member reaches no broker and can be made to crash, and how often it was run. */
const fakeKafka = () => {
  const happened = new EventEmitter();
  const runs: string[] = [];
  const member = createKafka({ brokers: ['127.0.0.1:1'], clientId: 'test', logger }).consumer({ groupId: 'test' });
  const consumer = Object.assign(member, {
    on: (name: string, listener: (event: unknown) => void) => happened.on(name, listener),
    connect: async () => void runs.push('connect'),
    subscribe: async () => void runs.push('subscribe'),
    run: async () => {
      runs.push('run');
      happened.emit(member.events.GROUP_JOIN, {});
    },
    disconnect: async () => void runs.push('disconnect'),
  });
  const crash = (restart: boolean) =>
    happened.emit(member.events.CRASH, { payload: { error: new TypeError('a bug of the library'), restart } });
  return { kafka: { consumer: () => consumer }, runs, crash };
};

const start = async (kafka: ConsumerOptions<never>['kafka'], explain?: ConsumerOptions<never>['explain']) => {
  const consumer = new Consumer({
    ...(explain === undefined ? {} : { explain }),
    kafka,
    groupId: 'test',
    processor: {
      topics: ['t'],
      process: async () => undefined,
      processTogether: () => [],
      takesTogether: () => false,
      releaseHeld: async () => undefined,
    },
    logger,
    sessionTimeoutMs: 6_000,
  });
  await consumer.start();
  return consumer;
};

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a member that crashed', () => {
  it('joins again also when the library gives it up', async () => {
    const { kafka, runs, crash } = fakeKafka();
    const consumer = await start(kafka);
    crash(false);
    expect(consumer.status.trouble).toContain('joining again');
    await wait(1_500);
    expect([runs, consumer.status.trouble]).toEqual([
      ['connect', 'subscribe', 'run', 'connect', 'subscribe', 'run'],
      undefined,
    ]);
    await consumer.stop();
  });

  it('is left to the library when that lets it join again, and stays away when it stops', async () => {
    const { kafka, runs, crash } = fakeKafka();
    const consumer = await start(kafka);
    crash(true);
    await wait(1_500);
    expect(runs).toEqual(['connect', 'subscribe', 'run']);
    crash(false);
    await consumer.stop();
    await wait(1_500);
    expect(runs.filter((what) => what === 'run')).toHaveLength(1);
  });

  it('says what has to be changed, until it has joined', async () => {
    const { kafka, crash } = fakeKafka();
    const consumer = await start(kafka, async (error) => `may not read: ${String(error)}`);
    crash(false);
    expect(consumer.status.trouble).toContain('joining again');
    await wait(10);
    expect(consumer.status.trouble).toBe('may not read: TypeError: a bug of the library');
    await wait(1_500);
    expect(consumer.status.trouble).toBeUndefined();
    await consumer.stop();
  });
});
