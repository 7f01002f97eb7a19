// node scripts/generate-docs.mjs [--check]: the documents that are made from the built contracts and services. With
// --check nothing is written; it ends with 1 when a document differs from the code. `npm run generate` builds first.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { continueUnderPinnedNode, root, seconds } from '../infra/local/prepare.mjs';

await continueUnderPinnedNode();
const started = performance.now();
const checking = process.argv.includes('--check');

const { EVENTS, eventSchemaOf, fileNameOf, SERVICES } = await import('./docs/contracts.mjs');
const { asyncApi } = await import('./docs/asyncapi.mjs');
const { errorsPage } = await import('./docs/errors-page.mjs');
const { eventsPage } = await import('./docs/events-page.mjs');
const { formatted, jsonText } = await import('./docs/formatted.mjs');
const { loadServices, openApi, subscriptionDifferences } = await import('./docs/openapi.mjs');
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
];
const ROUTES = 'apps/gateway/src/proxy/routes.generated.ts';
// The formatter does not look at docs/schemas and docs/openapi (biome.json).
const wanted = new Map([
  ...pages.map(([file, text]) => [file, formatted(file, text)]),
  ...EVENTS.map((event) => [`docs/schemas/${fileNameOf(event)}.json`, jsonText(eventSchemaOf(event))]),
  ...loaded.map((service) => [`docs/openapi/${service.name}.json`, jsonText(openApi(service))]),
  // Nobody knows who has a path before all services can be read.
  ...(unreadable.length === 0 ? [[ROUTES, formatted(ROUTES, routingFile(services))]] : []),
]);

// Files that nothing makes any more; those of a service that cannot be read now are left alone.
const kept = new Set(unreadable.map(({ name }) => `docs/openapi/${name}.json`));
const surplus = ['docs/schemas', 'docs/openapi']
  .flatMap((folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [],
  )
  .filter((file) => !wanted.has(file) && !kept.has(file));

const textOf = (file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);
const changed = [...wanted].filter(([file, text]) => textOf(file) !== text);
const contradictions = loaded.flatMap((service) => subscriptionDifferences(service, sources.consumersOf, EVENTS));

process.exit(checking ? check() : write());

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
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    console.log(`wrote   ${file}`);
  }
  for (const file of surplus) {
    rmSync(join(root, file));
    console.log(`removed ${file}`);
  }
  for (const { name, trouble } of unreadable) console.warn(`skipped docs/openapi/${name}.json: ${trouble}`);
  for (const contradiction of contradictions) console.error(contradiction);
  console.log(`${wanted.size} documents, ${changed.length} written, in ${seconds(started)} s.`);
  return contradictions.length === 0 ? 0 : 1;
}
