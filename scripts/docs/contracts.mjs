// The built contracts and their zod: what is documented is what runs.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fail, root } from '../../infra/local/prepare.mjs';

const home = join(root, 'packages/contracts/package.json');
if (!existsSync(join(root, 'packages/contracts/dist/catalogue/events.js')))
  fail('packages/contracts is not built: run "npm run build" first.');

const require = createRequire(home);
const envelope = require('./dist/wire/envelope.js');
const catalogue = require('./dist/catalogue/events.js');
const problems = require('./dist/catalogue/problems.js');
const topics = require('./dist/catalogue/topics.js');
const { z } = require('zod');

export const { EVENTS, TOPICS, TOPIC_PARTITIONS, deadLetterTopic } = catalogue;
export const { PROBLEMS } = problems;
export const { TOPIC_PLANS } = topics;
/** Every service, in the order of the catalogue. */
export const { SERVICES } = require('./dist/vocabulary/services.js');
export const { EventAttributes } = envelope;

/**
 * What a reader accepts (`io: input`): unknown fields are ignored, a field with a default may be missing. The writer
 * always sends fields that have a default.
 */
export const jsonSchemaOf = (schema) => z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });

/** The constant that declares the event: versions of one event share their name, not their constant. */
export const constantOf = (event) => {
  const declared = require(`./dist/${event.service}/events.js`);
  return Object.keys(declared).find((name) => declared[name] === event);
};

export const fileNameOf = (event) => `${event.name}.v${event.version}`;

/** The published schema of an event's data: what zod says, with a name and the place of the event in front. */
export function eventSchemaOf(event) {
  const { $schema, ...schema } = jsonSchemaOf(event.data);
  return {
    $schema,
    $id: `urn:ansinh:${event.service}:${event.name}:v${event.version}`,
    title: event.name,
    description: event.description,
    'x-event': { type: event.type, topic: event.topic, personal: event.personal },
    ...schema,
  };
}
