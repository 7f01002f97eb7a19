// Who produces and who consumes an event, read from the sources: one convention each, so that a search is exact.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from '../../infra/local/prepare.mjs';
import { constantOf } from './contracts.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'generated']);

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** What every service subscribes to, but the one that tells it. */
const PLATFORM = 'packages/platform/src';

/** `apps/payment/src/payouts/payout.commands.ts` -> the room `payouts`; a file of the service itself has none. */
function placeOf(file) {
  const [, service, , ...rest] = relative(root, file).split(sep);
  return { service, room: rest.length > 1 ? rest[0] : undefined, text: readFileSync(file, 'utf8') };
}

const unique = (values) => [...new Set(values)].sort();

/** Reads all services once; the answers list rooms by service, in the order given. */
export function readSources(services) {
  const files = services.flatMap((service) => filesBelow(join(root, 'apps', service, 'src')).map(withName));
  const subscriptions = files.filter(({ name }) => name.endsWith('.subscriptions.ts'));
  const others = files.filter(({ name }) => !name.endsWith('.subscriptions.ts'));
  const common = filesBelow(join(root, PLATFORM)).map((name) => ({ name, text: readFileSync(name, 'utf8') }));
  const texts = common.filter(({ name }) => name.endsWith('.subscriptions.ts')).map(({ text }) => text);
  const roomsOf = (found) =>
    services
      .map((service) => ({
        service,
        rooms: unique(found.filter((file) => file.service === service).flatMap(({ room }) => room ?? [])),
        found: found.some((file) => file.service === service),
      }))
      .filter((entry) => entry.found)
      .map(({ service, rooms }) => ({ service, rooms }));
  const subscribersOf = (event) => {
    const subscribed = new RegExp(`\\bon:\\s*${constantOf(event)}\\b`);
    const isCommon = texts.some((text) => subscribed.test(text));
    const all = isCommon ? services.filter((service) => service !== event.service).map((service) => ({ service })) : [];
    return [...subscriptions.filter(({ text }) => subscribed.test(text)), ...all];
  };
  return {
    /** Services with `on: Name` in a subscription. */
    consumersOf: (event) => roomsOf(subscribersOf(event)),
    /** Services that subscribe to the event and name the field where they name the event: they read it. */
    readersOf: (event, field) => {
      const takers = new Set(subscribersOf(event).map(({ service }) => service));
      const [ofEvent, ofField] = [constantOf(event), field].map((word) => new RegExp(`\\b${word}\\b`));
      return roomsOf(
        others.filter(({ service, text }) => takers.has(service) && ofEvent.test(text) && ofField.test(text)),
      );
    },
    /** Rooms of the owning service that name the event outside of a subscription: they append it. */
    producersOf: (event) => {
      const named = new RegExp(`\\b${constantOf(event)}\\b`);
      const found = roomsOf(others.filter(({ service, text }) => service === event.service && named.test(text)));
      // What every service could tell is told by the one that the event is of.
      const isCommon = common.some(({ name, text }) => name.endsWith('.commands.ts') && named.test(text));
      return found.length === 0 && isCommon ? [{ service: event.service, rooms: [] }] : found;
    },
  };
}

function withName(file) {
  return { name: file, ...placeOf(file) };
}
