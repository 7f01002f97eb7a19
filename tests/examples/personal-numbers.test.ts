import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Permission, ROLES } from '@ansinh/contracts/wire/permissions';
import { z } from 'zod';
import { type AnyRoute, nameOf, ROUTES } from './routes';

/**
 * A partner who sends names and numbers of persons must not find out by trying whom the register knows. Every door where
 * that could be tried is found by its schemas, and stands here with the test that keeps it from telling.
 */
const KEPT: Readonly<Record<string, string>> = {
  'POST /v1/employers/:employerId/declarations': 'apps/enrollment/src/declarations/guessing.room.test.ts',
  'POST /v1/households': 'apps/enrollment/src/declarations/guessing.room.test.ts',
  'POST /v1/insurance-cards/look-ups': 'apps/health-insurance/src/intake/look-ups/guessing.room.test.ts',
  'GET /v1/insurance-cards/:cardNumber/eligibility': 'apps/health-insurance/src/intake/look-ups/guessing.room.test.ts',
  'POST /v1/payouts/:payoutId/cash-payments': 'apps/payment/src/post-offices/post-office.room.test.ts',
};

/** Files have no schema here; what of persons is in them, and how it is answered. */
const FILES: Readonly<Record<string, string>> = {
  'POST /v1/check-ins': 'card, name, birth date, sex: counted like a look-up, answered 050 whatever differs',
  'POST /v1/claims': 'a signed claim, judged later in the open: each is on record with who sent it',
  'POST /v1/claim-bundles': 'the same, many in one file',
  'POST /v1/facilities/:facilityCode/catalogues/:kind':
    'staff of the own facility; nobody is compared with the register',
  'POST /v1/bank-statements': 'transfers to the agency: matched by reference and unit code, not by person',
  'POST /v1/payout-batches/:batchId/status-reports': 'lines of an own batch, by our id',
};

const PERSONAL = /^(receiver)?(personalId|siNumber|cardNumber|fullName|birthDate)$/i;

const PARTNERS = Object.values(ROLES).filter(({ tenantKind }) => tenantKind !== 'agency');
const isOpenToPartners = (permission: Permission | null): boolean =>
  permission !== null && PARTNERS.some(({ permissions }) => permissions.includes(permission));

const namesIn = (schema: unknown): string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
};

const asksFor = (route: AnyRoute): string[] => {
  const { params, query, body } = route;
  const parts = [params, query, body.form === 'json' ? body.schema : undefined];
  return parts.flatMap((part) =>
    part === undefined ? [] : namesIn(z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' })),
  );
};

const open = Object.values(ROUTES)
  .flat()
  .filter(({ permission }) => isOpenToPartners(permission));

describe('the doors at which a partner sends names and numbers of persons', () => {
  it('are known, each with the test that keeps it from telling whom the register knows', () => {
    const found = open.filter((route) => asksFor(route).some((name) => PERSONAL.test(name))).map(nameOf);
    expect(found.sort()).toEqual(Object.keys(KEPT).sort());
    expect(Object.values(KEPT).filter((test) => !existsSync(join(__dirname, '../..', test)))).toEqual([]);
  });

  it('that take files are known too', () => {
    const found = open.filter(({ body }) => body.form === 'bytes' || body.form === 'stream').map(nameOf);
    expect(found.sort()).toEqual(Object.keys(FILES).sort());
  });
});
