// docs/openapi/<service>.json, from the routes of the built services.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { root } from '../../infra/local/prepare.mjs';
import { SERVICES } from './contracts.mjs';

const require = createRequire(join(root, 'packages/platform/package.json'));

/** The definitions of all services, or why one cannot be read: `{ name, definition }` or `{ name, trouble }`. */
export function loadServices() {
  return SERVICES.map((name) => {
    const built = join(root, 'apps', name, 'dist/service.js');
    if (!existsSync(built)) return { name, trouble: `apps/${name}/dist/service.js is missing` };
    try {
      const { service } = require(built);
      if (!Array.isArray(service?.routes)) return { name, trouble: `apps/${name}/dist/service.js exports no service` };
      return { name, definition: service };
    } catch (error) {
      return { name, trouble: `apps/${name}/dist/service.js does not load: ${error.message.split('\n')[0]}` };
    }
  });
}

/** The document that the running service answers at /openapi.json. */
export function openApi({ definition }) {
  const { openApiOfService } = require('@ansinh/platform');
  return openApiOfService(definition);
}

/** What a document has against the schema of OpenAPI 3.1: tools of partners refuse it for that. */
export async function openApiFaults({ name, definition }) {
  // References are resolved in what is validated.
  const { valid, errors } = await new Validator().validate(structuredClone(openApi({ definition })));
  if (valid) return [];
  const faults = Array.isArray(errors)
    ? errors.map(({ instancePath, message }) => `${instancePath} ${message}`)
    : [errors];
  return faults.map((fault) => `docs/openapi/${name}.json is no OpenAPI 3.1: ${fault}`);
}

/** Subscriptions that the built service has but the sources do not show, or the other way round. */
export function subscriptionDifferences({ name, definition }, consumersOf, events) {
  const { subscriptionsOfService } = require('@ansinh/platform');
  const built = new Set(subscriptionsOfService(definition).map((subscription) => subscription.on.type));
  return events
    .filter((event) => built.has(event.type) !== consumersOf(event).some(({ service }) => service === name))
    .map((event) =>
      built.has(event.type)
        ? `apps/${name} subscribes to ${event.name} without "on: ${event.name}" in a *.subscriptions.ts`
        : `apps/${name} has "on: ${event.name}" in a *.subscriptions.ts that its service.ts does not list, or its build is old`,
    );
}
