// apps/gateway/src/proxy/routes.generated.ts: which path belongs to which service, from the routes of the built services.

/** The gateway answers for the operations of all services itself: theirs are asked by it alone. */
const KEPT_PREFIX = '/v1/operations/';
/** So it does for what waits for a second person; each of them has its service in its path, and is passed on. */
const KEPT_LIST = '/v1/approvals';
const isKept = (path) => path.startsWith(KEPT_PREFIX) || path === KEPT_LIST;
const PUBLIC_PREFIX = '/v1/';
const GATEWAY = JSON.stringify({ service: 'gateway' });

/** What the gateway holds of a body itself; a longer file is passed on at the pace of its service. */
const HELD_BODY_BYTES = 20_000_000;
const isLongRoute = ({ kind, body }) => kind === 'stream' || (body?.limitBytes ?? 0) > HELD_BODY_BYTES;

/** The public paths of all services, `*` for a parameter, each with its owner; the shortest first. */
function pathsOf(services) {
  const paths = new Map();
  for (const { name, definition } of services)
    for (const route of definition.routes) {
      const { path } = route;
      if (!path.startsWith(PUBLIC_PREFIX) || (name !== 'gateway' && isKept(path))) continue;
      const pattern = path.slice(PUBLIC_PREFIX.length).replace(/:[^/]+/g, '*');
      const { service = name, isLong = false } = paths.get(pattern) ?? {};
      if (service !== name) throw new Error(`${service} and ${name} both serve /v1/${pattern}: one needs another path`);
      paths.set(pattern, { service, isLong: isLong || isLongRoute(route) });
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

const parameters = ({ segments }) => segments.filter((segment) => segment === '*').length;

/** The first entry that fits wins, so the narrow ones stand first: longer before shorter, a word before a parameter. */
const byNarrowness = (one, other) =>
  other.segments.length - one.segments.length ||
  parameters(one) - parameters(other) ||
  (one.segments.join('/') < other.segments.join('/') ? -1 : 1);

const fits = (pattern, segments) =>
  pattern.length <= segments.length && pattern.every((part, index) => part === '*' || part === segments[index]);

/** What no entry names is answered by the gateway. */
const isSentToItsOwner = (entries) => (path) =>
  (entries.find(({ segments }) => fits(segments, path.segments))?.owner ?? GATEWAY) === path.owner;

/**
 * The fewest entries that send every public path to its service. Where several have paths below one word, the one with
 * the shortest path has all that is not named. The gateway's own stand in it only where a service would get them.
 */
export function routingEntries(services) {
  const paths = pathsOf(services);
  const parts = [...treeOf(paths).children].flatMap(([word, node]) => entriesOf(node, [word], undefined));
  const sorted = parts.sort(byNarrowness);
  // A word may stand beside a parameter that somebody else has.
  const beside = paths.filter((path) => !isSentToItsOwner(sorted)(path));
  const all = [...sorted, ...beside].sort(byNarrowness);
  if (!paths.every(isSentToItsOwner(all))) throw new Error('no order of entries sends each path to its service');
  const needed = all.reduce((kept, entry) => {
    const without = kept.filter((other) => other !== entry);
    return paths.every(isSentToItsOwner(without)) ? without : kept;
  }, all);
  return needed.map(({ segments, owner }) => ({ path: segments.join('/'), ...JSON.parse(owner) }));
}

export const routingFile = (services) => `// Made from the routes of all services by npm run generate: change those.

export const ROUTES = [
${routingEntries(services)
  .map((entry) => `${JSON.stringify(entry)},`)
  .join('\n')}
] as const;
`;
