import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BACKEND_SERVICES } from '@ansinh/contracts/vocabulary/services';
import fc from 'fast-check';
import { ROUTING_TABLE, routeOf, routerOf } from './routing-table';

const serviceOf = (path: string) => routeOf(path)?.service;

/** The paths that a service documents, which are those of its routes; a parameter is a segment like any other. */
const documentedPaths = (service: string): string[] => {
  const file = join(__dirname, '../../../../docs/openapi', `${service}.json`);
  return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, unknown> }).paths);
};
// The gateway answers for the operations of all services itself, and for the list of what waits for a second person.
const isPassedOn = (path: string) => !path.startsWith('/v1/operations/') && path !== '/v1/approvals';
const DOCUMENTED = BACKEND_SERVICES.flatMap((service) =>
  documentedPaths(service)
    .filter(isPassedOn)
    .map((path) => ({ path, service })),
);
/** The words that stand first in a path of a service. */
const FIRST_WORDS = new Set(DOCUMENTED.map(({ path }) => path.split('/')[2]));

describe('the routing table', () => {
  it.each([
    ['/v1/participants', 'enrollment'],
    ['/v1/participants/7/cards', 'enrollment'],
    ['/v1/participants/7/contributions', 'collection'],
    ['/v1/participants/7/visits', 'health-insurance'],
    ['/v1/participants/7/payouts', 'payment'],
    ['/v1/participants/7/messages', 'notification'],
    ['/v1/employers/7/declarations', 'enrollment'],
    ['/v1/employers/7/statements/2026-10', 'collection'],
    ['/v1/employers/7/payment-qr', 'collection'],
    ['/v1/claims/', 'health-insurance'],
    ['/v1/post-offices/630000/payouts', 'payment'],
  ])('sends %s to %s', (path, service) => {
    expect(serviceOf(path)).toBe(service);
  });

  it.each([
    '/v1/clients',
    '/v1/operations/outbox',
    '/v1/claimsx',
    '/v1',
    '/V1/claims',
    '/openapi.json',
    '/v1//claims',
    '/v1/claims/../operations',
    '/v1/claims/%2e%2E/x',
    '/v1/claims/a%2fb',
    '/v1/claims/a\\b',
  ])('passes nothing on for %s', (path) => {
    expect(serviceOf(path)).toBeUndefined();
  });

  it.each(DOCUMENTED)('sends $path to $service', ({ path, service }) => {
    expect(serviceOf(path)).toBe(service);
  });

  it('passes on nothing that the gateway answers itself', () => {
    expect(documentedPaths('gateway').filter((path) => serviceOf(path) !== undefined)).toEqual([]);
    expect(serviceOf('/v1/participants/7/overview/')).toBeUndefined();
  });

  it('passes on nothing whose first word no service has', () => {
    const word = fc.oneof(fc.stringMatching(/^[a-z][a-z-]{0,20}$/), fc.constantFrom('applications', 'clients'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (segments) => {
        fc.pre(!FIRST_WORDS.has(segments[0]));
        return routeOf(`/v1/${segments.join('/')}`) === undefined;
      }),
    );
  });

  it('needs every entry: without it a path would go somewhere else, or another way', () => {
    const documented = [...DOCUMENTED.map(({ path }) => path), ...documentedPaths('gateway')];
    const wayOf = (table: typeof ROUTING_TABLE) =>
      documented.map(routerOf(table)).map((entry) => [entry?.service, entry?.isLong === true]);
    const way = wayOf(ROUTING_TABLE);
    for (const entry of ROUTING_TABLE)
      expect({ entry, way: wayOf(ROUTING_TABLE.filter((other) => other !== entry)) }).not.toEqual({ entry, way });
  });

  it('reaches every entry: none is hidden behind an earlier one', () => {
    for (const entry of ROUTING_TABLE) {
      const reached = routeOf(`/v1/${entry.path.replaceAll('*', 'x')}`);
      expect(reached).toBe(entry.service === 'gateway' ? undefined : entry);
    }
  });

  it('passes on as they come the reports of banks alone, which are longer than what the gateway holds', () => {
    expect(ROUTING_TABLE.filter(({ isLong }) => isLong === true).map(({ path }) => path)).toEqual([
      'payout-batches/*/status-reports',
    ]);
  });

  it('never lets a path through that leaves its first segment', () => {
    const segment = fc.constantFrom('claims', 'employers', '..', '.', '', '%2e', 'a%2Fb', 'x');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const path = `/v1/${segments.join('/')}`;
        return routeOf(path) === undefined || new URL(path, 'http://x').pathname === path;
      }),
    );
  });
});
