import { EVENTS } from '@ansinh/contracts/catalogue/events';
import { checkViews } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { consumedBy } from './arena/consumers';
import { fault } from './arena/fault';
import { snapshotOf } from './arena/snapshots';

const APPS = ['enrollment', 'collection', 'notification'] as const;

const snapshot = async (arena: Arena): Promise<ReadonlyMap<string, string>> => {
  const all = await Promise.all(APPS.map((app) => snapshotOf(arena, app)));
  return new Map(all.flatMap((each) => [...each]));
};

/** Everything that the services ever published, once more and in the same order. */
const publishAgain = async (arena: Arena): Promise<number> => {
  const types = new Set(EVENTS.map(({ type }) => type));
  const records = (await arena.desk.read()).filter(({ headers }) => types.has(headers.ce_type ?? ''));
  for (const [topic, ofTopic] of Map.groupBy(records, (record) => record.topic)) {
    const again = ofTopic.map(({ key, headers, value, partition }) => ({
      headers,
      partition,
      value: value === undefined ? null : Buffer.from(value),
      ...(key === undefined ? {} : { key }),
    }));
    await arena.desk.publish(topic, again);
  }
  return records.length;
};

export const f13 = fault({
  id: 'F13',
  promises: ['P3'],
  title:
    'every event delivered twice, and whole topics from their beginning: views, books and messages stay as they are',
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 1, collection: 2, notification: 1 });
    await load.run(sized(200, 40));
    await arena.settle();
    const before = await snapshot(arena);
    const repeated = await publishAgain(arena);
    await arena.settle();
    const afterTwice = await snapshot(arena);

    await arena.keep({});
    let again = 0;
    for (const app of APPS) {
      await arena.desk.rewind(app);
      again += await arena.desk.lag(app, [...new Set(consumedBy(app).map(({ topic }) => topic))]);
    }
    expect(again).toBeGreaterThan(repeated / 2);
    const started = performance.now();
    await arena.keep({ enrollment: 1, collection: 2, notification: 1 });
    await arena.settle();
    const seconds = (performance.now() - started) / 1000;
    const findings = [...checkViews(before, afterTwice), ...checkViews(before, await snapshot(arena))];
    return {
      runs: 2,
      operations: repeated + again,
      findings,
      note: `${again} messages were read again in ${seconds.toFixed(1)} s`,
    };
  },
});
