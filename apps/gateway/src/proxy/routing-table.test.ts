import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROUTING_TABLE, routeOf } from './routing-table';

const serviceOf = (path: string) => routeOf(path)?.service;

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

  it('reaches every entry: none is hidden behind an earlier one', () => {
    for (const entry of ROUTING_TABLE) expect(routeOf(`/v1/${entry.path.replaceAll('*', 'x')}`)).toBe(entry);
  });

  it.each(['enrollment', 'collection', 'health-insurance', 'payment', 'notification'])(
    'sends every documented path of %s to it',
    (service) => {
      const file = join(__dirname, '../../../../docs/openapi', `${service}.json`);
      const { paths } = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, unknown> };
      // The gateway answers for the operations of all services itself.
      const passed = Object.keys(paths).filter((path) => !path.startsWith('/v1/operations/'));
      expect(passed.length).toBeGreaterThan(0);
      expect(passed.filter((path) => serviceOf(path) !== service)).toEqual([]);
    },
  );

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
