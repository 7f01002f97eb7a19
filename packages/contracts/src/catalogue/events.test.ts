import { z } from 'zod';
import { refusalsBetween } from '../../testing/compatibility';
import { fieldsOf, lackingExamples } from '../../testing/fields';
import { goldenFixtures } from '../../testing/fixtures';
import { fileText, jsonFiles, sourcesBelow } from '../../testing/repository';
import * as collection from '../collection/events';
import * as enrollment from '../enrollment/events';
import * as gateway from '../gateway/events';
import * as healthInsurance from '../health-insurance/events';
import * as notification from '../notification/events';
import * as payment from '../payment/events';
import { EventAttributes, type EventDefinition } from '../wire/envelope';
import { EVENTS, findEvent, TOPICS } from './events';

const DECLARED = { ...enrollment, ...collection, ...healthInsurance, ...payment, ...notification, ...gateway };
const fixtures = goldenFixtures();
const schemas = jsonFiles('docs/schemas', /\.json$/);
const nameOf = ({ name, version }: EventDefinition) => `${name}.v${version}`;
const byName = new Map(EVENTS.map((event) => [nameOf(event), event]));
const schemaOf = (event: EventDefinition) => z.toJSONSchema(event.data, { io: 'input' });
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

describe('the catalogue of events', () => {
  it('names every event and version once', () => {
    expect(repeated(EVENTS.map(nameOf))).toEqual([]);
    expect(repeated(EVENTS.map(({ type }) => type))).toEqual([]);
    for (const event of EVENTS) expect(findEvent(event.type)).toBe(event);
    expect(findEvent('ansinh.payment.Nothing.v1')).toBeUndefined();
  });

  it('lets a name belong to one service, whatever its version', () => {
    const places = EVENTS.map(({ name, service, topic }) => `${name} ${service} ${topic}`);
    expect(new Set(places).size).toBe(new Set(EVENTS.map(({ name }) => name)).size);
  });

  it.each(EVENTS.map((event) => [nameOf(event), event] as const))('%s is well-formed', (_name, event) => {
    expect(event.name).toMatch(/^([A-Z][a-z]+)+$/);
    expect(event.type).toBe(`ansinh.${event.service}.${event.name}.v${event.version}`);
    expect(EventAttributes.shape.type.safeParse(event.type).success).toBe(true);
    expect(EventAttributes.shape.source.safeParse(`/ansinh/${event.service}`).success).toBe(true);
    expect(event.topic).toMatch(new RegExp(`^${event.service}\\.([a-z]+-)*[a-z]+s\\.v1$`));
    expect(event.description).toMatch(/^[A-Z].*\.$/s);
    expect(TOPICS).toContain(event.topic);
  });

  it('has no topic twice', () => {
    expect(repeated(TOPICS)).toEqual([]);
  });

  it('names only events in the past tense', () => {
    const past = /(ed|edIn|Paid|Withdrawn|DaySet|FellDue)$/;
    expect(EVENTS.filter(({ name }) => !past.test(name)).map(nameOf)).toEqual([]);
  });

  it('has no event that its service never appends', () => {
    const sources = sourcesBelow('apps', 'packages').filter(({ path }) => !path.endsWith('.subscriptions.ts'));
    // By a command that every service has, and the owner of the event calls.
    const isOf = (service: string, path: string): boolean =>
      path.startsWith(`apps/${service}/`) || /^packages\/platform\/.*\.commands\.ts$/.test(path);
    const silent = EVENTS.filter((event) => {
      const { service } = event;
      const constant = Object.entries(DECLARED).find(([, value]) => value === event)?.[0];
      const named = new RegExp(`\\b${constant}\\b`);
      return !sources.some(({ path, text }) => isOf(service, path) && named.test(text));
    });
    expect(silent.map(nameOf)).toEqual([]);
  });
});

describe('the published schemas', () => {
  it('are as many as the events', () => {
    expect(Object.keys(schemas).sort()).toEqual([...byName.keys()].map((name) => `${name}.json`).sort());
  });

  it.each(EVENTS.map((event) => [nameOf(event), event] as const))(
    '%s is what the code says: run "npm run generate" otherwise',
    (name, event) => {
      expect(schemas[`${name}.json`]).toMatchObject(schemaOf(event));
    },
  );

  it('use only words that the comparison with released versions understands', () => {
    for (const event of EVENTS) expect(refusalsBetween(schemaOf(event), schemaOf(event))).toEqual([]);
  });

  it('say what each field means, unless its name and type say it', () => {
    const silent = EVENTS.flatMap((event) => {
      const schema = schemaOf(event);
      return fieldsOf(schema)
        .filter(({ path, field }) => {
          const type = field.$ref === undefined ? undefined : schema.$defs?.[field.$ref.slice('#/$defs/'.length)];
          return field.description === undefined && type?.description === undefined && !/Id$/.test(path);
        })
        .map(({ path }) => `${nameOf(event)}: ${path}`);
    });
    expect(silent).toEqual([]);
  });

  it('leave unknown fields alone, so that an old consumer reads a newer event', () => {
    expect(
      Object.values(schemas).filter((schema) => JSON.stringify(schema).includes('"additionalProperties":false')),
    ).toEqual([]);
  });
});

describe('the golden fixtures', () => {
  it('exist for the current version of every event', () => {
    const files = new Set(fixtures.map(({ file }) => file));
    expect([...byName.keys()].filter((name) => !files.has(`${name}.golden.json`))).toEqual([]);
  });

  it.each(fixtures.map((fixture) => [fixture.file, fixture] as const))('%s is read without a loss', (file, fixture) => {
    const event = byName.get(fixture.event);
    if (event === undefined) throw new Error(`no event is declared for ${file}: keep the definition of an old version`);
    for (const example of fixture.examples) expect(event.data.parse(example)).toMatchObject(example);
  });

  it.each(EVENTS.map((event) => [nameOf(event), event] as const))(
    '%s has an example with and one without every field that may be null or left out',
    (name, event) => {
      const examples = fixtures.filter((fixture) => fixture.event === name).flatMap((fixture) => fixture.examples);
      expect(lackingExamples(schemaOf(event), examples)).toEqual([]);
    },
  );

  it('name nobody who exists: numbers, names and addresses are invented', () => {
    const mails = fixtures.flatMap(({ examples }) => JSON.stringify(examples).match(/[\w.]+@[\w.]+/g) ?? []);
    expect(mails.filter((mail) => !/@example\.(vn|com|org)$/.test(mail))).toEqual([]);
  });
});

describe('the page of events', () => {
  it('lists every event', () => {
    const page = fileText('docs/events.md');
    expect(EVENTS.filter(({ type }) => !page.includes(type)).map(nameOf)).toEqual([]);
  });
});
