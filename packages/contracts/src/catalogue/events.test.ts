import { z } from 'zod';
import { refusalsBetween } from '../../testing/compatibility';
import { fileText, jsonFiles, sourcesBelow } from '../../testing/repository';
import * as collection from '../collection/events';
import * as enrollment from '../enrollment/events';
import * as healthInsurance from '../health-insurance/events';
import * as notification from '../notification/events';
import * as payment from '../payment/events';
import { EventAttributes, type EventDefinition } from '../wire/envelope';
import { EVENTS, findEvent, TOPICS } from './events';

const DECLARED = { ...enrollment, ...collection, ...healthInsurance, ...payment, ...notification };
const fixtures = jsonFiles('packages/contracts/fixtures', /\.golden\.json$/);
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
    const sources = sourcesBelow('apps').filter(({ path }) => !path.endsWith('.subscriptions.ts'));
    const silent = EVENTS.filter((event) => {
      const { service } = event;
      const constant = Object.entries(DECLARED).find(([, value]) => value === event)?.[0];
      const named = new RegExp(`\\b${constant}\\b`);
      return !sources.some(({ path, text }) => path.startsWith(`apps/${service}/`) && named.test(text));
    });
    expect(silent.map(nameOf)).toEqual([]);
  });
});

/** Fields by path, `members[].place`, with all that is said about them. */
const fieldsOf = (schema: z.core.JSONSchema.BaseSchema, path = ''): [string, z.core.JSONSchema.BaseSchema][] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (typeof field === 'boolean') return [];
    const items = Array.isArray(field.items) || typeof field.items === 'boolean' ? undefined : field.items;
    const inner =
      field.type === 'array' ? fieldsOf(items ?? {}, `${path}${name}[].`) : fieldsOf(field, `${path}${name}.`);
    return [[`${path}${name}`, field], ...inner];
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
        .filter(([path, field]) => {
          const type = field.$ref === undefined ? undefined : schema.$defs?.[field.$ref.slice('#/$defs/'.length)];
          return field.description === undefined && type?.description === undefined && !/Id$/.test(path);
        })
        .map(([path]) => `${nameOf(event)}: ${path}`);
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
    expect([...byName.keys()].filter((name) => fixtures[`${name}.golden.json`] === undefined)).toEqual([]);
  });

  it.each(Object.entries(fixtures))('%s is read without a loss', (file, examples) => {
    const event = byName.get(file.replace('.golden.json', ''));
    if (event === undefined) throw new Error(`no event is declared for ${file}: keep the definition of an old version`);
    for (const example of z.array(z.record(z.string(), z.unknown())).min(1).parse(examples))
      expect(event.data.parse(example)).toMatchObject(example);
  });

  it.each(EVENTS.map((event) => [nameOf(event), event] as const))(
    '%s has an example with and one without every field that may be null',
    (name, event) => {
      const examples = z.array(z.unknown()).parse(fixtures[`${name}.golden.json`]);
      const seen = new Set(examples.flatMap((example) => leavesOf(example)));
      const nullable = fieldsOf(schemaOf(event))
        .filter(([, field]) => JSON.stringify(field.anyOf ?? field.type ?? '').includes('"null"'))
        .map(([path]) => path);
      expect(nullable.filter((path) => !seen.has(`${path} null`) || !seen.has(`${path} value`))).toEqual([]);
    },
  );

  it('name nobody who exists: numbers, names and addresses are invented', () => {
    const mails = Object.values(fixtures).flatMap((examples) => JSON.stringify(examples).match(/[\w.]+@[\w.]+/g) ?? []);
    expect(mails.filter((mail) => !/@example\.(vn|com|org)$/.test(mail))).toEqual([]);
  });
});

/** `holder.personalId null` or `holder.personalId value` for each field of an example. */
const leavesOf = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [`${path} ${value === null ? 'null' : 'value'}`];
  const fields = Object.entries(value).flatMap(([name, field]) =>
    leavesOf(field, path === '' ? name : `${path}.${name}`),
  );
  return [`${path} value`, ...fields];
};

describe('the page of events', () => {
  it('lists every event', () => {
    const page = fileText('docs/events.md');
    expect(EVENTS.filter(({ type }) => !page.includes(type)).map(nameOf)).toEqual([]);
  });
});
