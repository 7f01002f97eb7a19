// apps/gateway/src/proxy/routes.generated.ts: which path belongs to which service, from the routes of the built services.

/** The gateway answers for the operations of all services itself: theirs are asked by it alone. */
const KEPT_PREFIX = '/v1/operations/';
const PUBLIC_PREFIX = '/v1/';

/** The public paths of all services, `*` for a parameter, each with its owner; the shortest first. */
function pathsOf(services) {
  const paths = new Map();
  for (const { name, definition } of services)
    for (const { path, stream } of definition.routes) {
      if (!path.startsWith(PUBLIC_PREFIX) || (name !== 'gateway' && path.startsWith(KEPT_PREFIX))) continue;
      const pattern = path.slice(PUBLIC_PREFIX.length).replace(/:[^/]+/g, '*');
      const { service = name, isLong = false } = paths.get(pattern) ?? {};
      if (service !== name) throw new Error(`${service} and ${name} both serve /v1/${pattern}: one needs another path`);
      paths.set(pattern, { service, isLong: isLong || stream });
    }
  return [...paths]
    .map(([pattern, { service, isLong }]) => ({
      segments: pattern.split('/'),
      owner: JSON.stringify(isLong ? { service, isLong } : { service }),
    }))
    .sort((one, other) => one.segments.length - other.segments.length);
}

/** The paths as a tree of their segments; every node knows who owns something at or below it, the nearest first. */
function treeOf(paths) {
  const newNode = () => ({ children: new Map(), owners: new Set() });
  const tree = newNode();
  for (const { segments, owner } of paths) {
    let node = tree;
    for (const segment of segments) {
      if (!node.children.has(segment)) node.children.set(segment, newNode());
      node = node.children.get(segment);
      node.owners.add(owner);
    }
  }
  return tree;
}

/** One entry for each part of the tree whose owner is not the one above it; `above` is undefined for a first word. */
function entriesOf(node, segments, above) {
  const [nearest] = node.owners;
  const owner = above ?? nearest;
  if (node.owners.size === 1) return nearest === above ? [] : [{ segments, owner: nearest }];
  const below = [...node.children].flatMap(([segment, child]) => entriesOf(child, [...segments, segment], owner));
  return above === undefined ? [...below, { segments, owner }] : below;
}

/** The first entry that fits wins, so the narrow ones stand first: longer before shorter, a word before a parameter. */
const byNarrowness = (one, other) =>
  other.segments.length - one.segments.length ||
  Number(one.segments.includes('*')) - Number(other.segments.includes('*')) ||
  (one.segments.join('/') < other.segments.join('/') ? -1 : 1);

/**
 * The fewest entries that send every public path to its service. Where several have paths below one word, the one with
 * the shortest path has all that is not named. The gateway's own stand in it only where a service would get them.
 */
export function routingEntries(services) {
  return [...treeOf(pathsOf(services)).children]
    .flatMap(([word, node]) => entriesOf(node, [word], undefined))
    .sort(byNarrowness)
    .map(({ segments, owner }) => ({ path: segments.join('/'), ...JSON.parse(owner) }))
    .filter(({ path, service }) => service !== 'gateway' || path.includes('/'));
}

export const routingFile = (services) => `// Made from the routes of all services by npm run generate: change those.

export const ROUTES = [
${routingEntries(services)
  .map((entry) => `${JSON.stringify(entry)},`)
  .join('\n')}
] as const;
`;
