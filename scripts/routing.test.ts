import { runWith } from './testing/scripts';

type Long = { readonly stream: string } | { readonly file: string; readonly limitBytes: number };
type Service = { readonly name: string; readonly paths: readonly (string | Long)[] };

/** The routing table of services with these routes, each entry as `path service`. */
const tableOf = (...services: readonly Service[]) => {
  const built = services.map(({ name, paths }) => ({
    name,
    definition: {
      routes: paths.map((path) => {
        if (typeof path === 'string') return { path, kind: 'json', body: { form: 'json' } };
        if ('stream' in path) return { path: path.stream, kind: 'stream', body: { form: 'stream' } };
        return { path: path.file, kind: 'json', body: { form: 'bytes', limitBytes: path.limitBytes } };
      }),
    },
  }));
  const lines = `console.log(JSON.stringify(module.routingEntries(${JSON.stringify(built)})));`;
  const { code, output, errors } = runWith('scripts/docs/routing.mjs', lines);
  if (code !== 0) throw new Error(errors);
  const entries = JSON.parse(output) as { path: string; service: string; isLong?: boolean }[];
  return entries.map(({ path, service, isLong }) => `${path} ${service}${isLong === true ? ' long' : ''}`);
};

describe('the routing table that is made from routes', () => {
  it('gives each word to the service of its shortest path, and what others have below it to them, narrow ones first', () => {
    const people = { name: 'enrollment', paths: ['/v1/people/:id', '/v1/people/searches'] };
    const money = { name: 'payment', paths: ['/v1/people/:personId/payouts/:id', '/v1/payouts'] };
    expect(tableOf(money, people)).toEqual(['people/*/payouts payment', 'payouts payment', 'people enrollment']);
  });

  it('has a path of the gateway only where a service would get it, and no operations at all', () => {
    const gateway = { name: 'gateway', paths: ['/v1/clients', '/v1/people/:id/overview', '/v1/operations/status'] };
    const people = { name: 'enrollment', paths: ['/v1/people/:id', '/v1/operations/audit', '/health/ready'] };
    expect(tableOf(people, gateway)).toEqual(['people/*/overview gateway', 'people enrollment']);
  });

  it('passes on as it comes a file that is longer than the gateway holds, and no other one', () => {
    const reports = { file: '/v1/batches/:id/reports', limitBytes: 64_000_000 };
    const lists = { file: '/v1/lists', limitBytes: 20_000_000 };
    expect(tableOf({ name: 'payment', paths: [reports, lists] })).toEqual(['batches payment long', 'lists payment']);
  });

  it('lets bodies of any length through to streams alone', () => {
    const imports = { name: 'enrollment', paths: [{ stream: '/v1/imports/people' }] };
    expect(tableOf(imports)).toEqual(['imports enrollment long']);
    const asked = { name: 'enrollment', paths: [...imports.paths, '/v1/imports/:id'] };
    expect(tableOf(asked)).toEqual(['imports/people enrollment long', 'imports/* enrollment']);
  });

  it('refuses a path that two services serve', () => {
    const one = { name: 'collection', paths: ['/v1/receipts/:id'] };
    const other = { name: 'payment', paths: ['/v1/receipts/:receiptId'] };
    expect(() => tableOf(one, other)).toThrow('collection and payment both serve /v1/receipts/*');
  });
});
