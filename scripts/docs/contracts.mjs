// The built contracts and their zod: what is documented is what runs.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fail, root } from '../../infra/local/prepare.mjs';

const home = join(root, 'packages/contracts/package.json');
if (!existsSync(join(root, 'packages/contracts/dist/index.js')))
  fail('packages/contracts is not built: run "npm run build" first.');

const require = createRequire(home);
export const contracts = require('./dist/index.js');
const { z } = require('zod');

export const { EVENTS, PROBLEMS, TOPICS, TOPIC_PARTITIONS, EventAttributes, deadLetterTopic } = contracts;

const DEAD_LETTERS = '.dead-letters';
/** Every service with a place in the catalogue of topics, in its order. */
export const SERVICES = TOPICS.filter((topic) => topic.endsWith(DEAD_LETTERS)).map((topic) =>
  topic.slice(0, -DEAD_LETTERS.length),
);

/**
 * What a reader accepts (`io: input`): unknown fields are ignored, a field with a default may be missing. The writer
 * always sends fields that have a default.
 */
export const jsonSchemaOf = (schema) => z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });

/** The constant that declares the event: versions of one event share their name, not their constant. */
export const constantOf = (event) => Object.keys(contracts).find((name) => contracts[name] === event);

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
