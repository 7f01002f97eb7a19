// Who reads the record of a person is noted by the door that shows it: a door that shows one must say so. What a partner
// reads of itself, such as a credit that it reported, is told by the act that brought it.
import { z } from 'zod';
import { type AnyRoute, nameOf, ROUTES } from './routes';

/** Names of fields that hold what identifies a person, and of parameters that name one. */
const PERSONAL = new Set([
  'accountName',
  'beneficiaryName',
  'birthDate',
  'cardNumber',
  'fullName',
  'payerName',
  'personalId',
  'phone',
  'siNumber',
]);
const OF_A_PERSON = /:(?:participantId|householdId|claimId|benefitId|cardNumber)\b/;

const keysIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
};

const replyOf = (route: AnyRoute): z.ZodType | undefined => (route.kind === 'raw' ? undefined : route.reply);

const showsPersons = (route: AnyRoute): boolean => {
  if (OF_A_PERSON.test(route.path)) return true;
  const reply = replyOf(route);
  if (reply === undefined) return false;
  const schema: unknown = z.toJSONSchema(reply, { io: 'output', unrepresentable: 'any' });
  return keysIn(schema).some((key) => PERSONAL.has(key));
};

/** Doors that show no person although a field or parameter is called so, with the reason. */
const NOBODY: ReadonlyMap<string, string> = new Map([
  ['GET /v1/employers/:employerId/payment-qr', 'the account is that of the agency'],
  ['GET /v1/facilities/:facilityCode', 'the account is that of the facility'],
  ['GET /v1/payment-requests/:reference', 'the account is that of the agency'],
]);

describe.each(Object.entries(ROUTES))('the doors of %s', (_service, routes: readonly AnyRoute[]) => {
  it('that show the record of a person say so, and it is noted', () => {
    const silent = routes
      .filter(({ method, shows, effect }) => method === 'get' && shows === undefined && effect === undefined)
      .filter(showsPersons)
      .map(nameOf);
    expect(silent.filter((name) => !NOBODY.has(name))).toEqual([]);
  });

  it('say it only where they read', () => {
    const acting = routes.filter(({ method, shows }) => shows !== undefined && !['get', 'post'].includes(method));
    expect(acting.map(nameOf)).toEqual([]);
  });
});

it('names no exception that is none', () => {
  const all: readonly AnyRoute[] = Object.values(ROUTES).flat();
  const needed = all.filter((route) => route.shows === undefined && showsPersons(route)).map(nameOf);
  expect([...NOBODY.keys()].filter((name) => !needed.includes(name))).toEqual([]);
});
