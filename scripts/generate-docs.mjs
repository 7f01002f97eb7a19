// node scripts/generate-docs.mjs [--check] [--into FOLDER]: the documents that are made from the built contracts and
// services. With --check nothing is written; it ends with 1 when a document differs from the code. --into names another
// checkout to write into or to compare. `npm run generate` builds first.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { continueUnderPinnedNode, root, seconds } from '../infra/local/prepare.mjs';

await continueUnderPinnedNode();
const started = performance.now();
const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, into: { type: 'string', default: root } },
});
const folder = resolve(options.into);

const { EVENTS, eventSchemaOf, fileNameOf, SERVICES } = await import('./docs/contracts.mjs');
const { asyncApi } = await import('./docs/asyncapi.mjs');
const { errorsPage } = await import('./docs/errors-page.mjs');
const { eventsPage } = await import('./docs/events-page.mjs');
const { personalFaults, plainFaults } = await import('./docs/personal-fields.mjs');
const { privacyPage } = await import('./docs/privacy-page.mjs');
const { topicsPage } = await import('./docs/topics-page.mjs');
const { limitsPage } = await import('./docs/limits-page.mjs');
const { formatted, jsonText } = await import('./docs/formatted.mjs');
const { loadServices, openApi, openApiFaults, subscriptionDifferences } = await import('./docs/openapi.mjs');
const { routingFile } = await import('./docs/routing.mjs');
const { readSources } = await import('./docs/sources.mjs');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sources = readSources(SERVICES);
const services = loadServices();
const loaded = services.filter((service) => service.trouble === undefined);
const unreadable = services.filter((service) => service.trouble !== undefined);

const pages = [
  ['docs/asyncapi.json', jsonText(asyncApi(sources, version))],
  ['docs/errors.md', errorsPage()],
  ['docs/events.md', eventsPage(sources)],
  ['docs/topics.md', topicsPage(sources)],
];
const ROUTES = 'apps/gateway/src/proxy/routes.generated.ts';
const LIMITS = 'docs/limits.md';
const PRIVACY = 'docs/privacy.md';
// The formatter does not look at docs/schemas and docs/openapi (biome.json).
const wanted = new Map([
  ...pages.map(([file, text]) => [file, formatted(file, text)]),
  ...EVENTS.map((event) => [`docs/schemas/${fileNameOf(event)}.json`, jsonText(eventSchemaOf(event))]),
  ...loaded.map((service) => [`docs/openapi/${service.name}.json`, jsonText(openApi(service))]),
  // Nobody knows who has a path, or which files are taken, before all services can be read.
  ...(unreadable.length === 0
    ? [
        [ROUTES, formatted(ROUTES, routingFile(services))],
        [LIMITS, formatted(LIMITS, limitsPage(services))],
        [PRIVACY, formatted(PRIVACY, privacyPage(services))],
      ]
    : []),
]);

// Files that nothing makes any more; those of a service that cannot be read now are left alone.
const kept = new Set(unreadable.map(({ name }) => `docs/openapi/${name}.json`));
const surplus = ['docs/schemas', 'docs/openapi']
  .flatMap((place) =>
    existsSync(join(folder, place)) ? readdirSync(join(folder, place)).map((name) => `${place}/${name}`) : [],
  )
  .filter((file) => !wanted.has(file) && !kept.has(file));

const textOf = (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined);
const changed = [...wanted].filter(([file, text]) => textOf(file) !== text);
const contradictions = [
  ...loaded.flatMap((service) => subscriptionDifferences(service, sources.consumersOf, EVENTS)),
  ...EVENTS.flatMap((event) => personalFaults(event, sources)),
  ...plainFaults(EVENTS),
  ...(await Promise.all(loaded.map(openApiFaults))).flat(),
];

process.exit(options.check ? check() : write());

function check() {
  const findings = [
    ...changed.map(([file, text]) => firstDifference(file, text)),
    ...surplus.map((file) => `${file} is not made from anything any more`),
    ...contradictions,
    ...unreadable.map(({ trouble }) => `${trouble}: its OpenAPI document cannot be compared`),
  ];
  if (findings.length === 0) {
    console.log(`${wanted.size} generated documents agree with the code (${seconds(started)} s).`);
    return 0;
  }
  console.error(findings.map((finding) => `- ${finding}`).join('\n'));
  console.error('Run "npm run generate" and commit what it changes.');
  return 1;
}

function firstDifference(file, text) {
  const present = textOf(file);
  if (present === undefined) return `${file} is missing`;
  const [now, made] = [present.split('\n'), text.split('\n')];
  const line = made.findIndex((content, index) => content !== now[index]);
  const at = line === -1 ? made.length : line;
  return `${file}:${at + 1} is "${(now[at] ?? '').trim()}", the code says "${(made[at] ?? '').trim()}"`;
}

function write() {
  for (const [file, text] of changed) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    console.log(`wrote   ${file}`);
  }
  for (const file of surplus) {
    rmSync(join(folder, file));
    console.log(`removed ${file}`);
  }
  for (const { name, trouble } of unreadable) console.warn(`skipped docs/openapi/${name}.json: ${trouble}`);
  for (const contradiction of contradictions) console.error(contradiction);
  console.log(`${wanted.size} documents, ${changed.length} written, in ${seconds(started)} s.`);
  return contradictions.length === 0 ? 0 : 1;
}
