import { z } from 'zod';
import { goldenFixtures } from '../../testing/fixtures';
import { jsonFiles } from '../../testing/repository';
import { EVENTS } from '../catalogue/events';

/**
 * Old and new versions of a service run side by side while they are deployed (fault F36). The released JSON Schemas play
 * the consumer of the version before, the current zod schemas the one of this version.
 */
describe('while versions n-1 and n run together', () => {
  const released = Object.entries(jsonFiles('packages/contracts/baseline', /\.v\d+\.json$/));
  const fixtures = goldenFixtures();
  const fixturesOf = (name: string) =>
    fixtures.filter(({ event }) => event === name).flatMap(({ examples }) => examples);
  const nameOf = (file: string): string => file.replace(/^.*\//, '').replace(/\.json$/, '');

  it.each(released)('a consumer of version n-1 reads every event of version n: %s', (file, schema) => {
    const oldConsumer = z.fromJSONSchema(z.looseObject({}).parse(schema));
    expect(fixturesOf(nameOf(file))).not.toEqual([]);
    for (const event of fixturesOf(nameOf(file))) {
      const withNews = { ...event, somethingNew: { of: 'a later version' } };
      expect({ file, issues: oldConsumer.safeParse(withNews).error?.issues ?? [] }).toEqual({ file, issues: [] });
    }
  });

  it.each(released)('a consumer of version n reads every event of version n-1: %s', (file) => {
    const name = nameOf(file);
    const current = EVENTS.find((event) => `${event.name}.v${event.version}` === name);
    expect(current).toBeDefined();
    for (const event of fixturesOf(name)) expect(current?.data.safeParse(event).error?.issues ?? []).toEqual([]);
  });
});
