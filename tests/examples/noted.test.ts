// Who reads the record of a person is noted by the door that shows it: a door that shows one must say so. What a partner
// reads of itself, such as a credit that it reported, is told by the act that brought it.
import { RECORDS, THING_AT, THING_OF_ID } from '@ansinh/contracts/wire/things';
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

/** Names of fields that say that somebody was ill, or for what. */
const OF_HEALTH = new Set(['caseId', 'claimId', 'diagnoses', 'encounterKey', 'findings', 'visits']);

const tellsOfHealth = (route: AnyRoute): boolean => {
  const reply = replyOf(route);
  return (
    reply !== undefined &&
    keysIn(z.toJSONSchema(reply, { io: 'output', unrepresentable: 'any' })).some((key) => OF_HEALTH.has(key))
  );
};

/** Doors that say nothing of the health of a person although a field is called so, with the reason. */
const NO_HEALTH: ReadonlyMap<string, string> = new Map([
  ['GET /v1/insurance-cards/:cardNumber/eligibility', 'says whether a card is valid, and no visit'],
  ['GET /v1/watch/drug-indications', 'for which illnesses a drug is, of nobody'],
  ['POST /v1/insurance-cards/look-ups', 'visits are in the audit by themselves: card.visits-read'],
]);

describe.each(Object.entries(ROUTES))('the doors of %s', (_service, routes: readonly AnyRoute[]) => {
  it('that show the record of a person say so, and it is noted', () => {
    const silent = routes
      .filter(({ method, shows, effect }) => method === 'get' && shows === undefined && effect === undefined)
      .filter(showsPersons)
      .map(nameOf);
    expect(silent.filter((name) => !NOBODY.has(name))).toEqual([]);
  });

  it("that show what tells of somebody's health say so", () => {
    const showing = routes.filter(({ method, shows }) => method === 'get' || shows !== undefined);
    const otherwise = showing.filter(({ shows }) => shows !== 'health').filter(tellsOfHealth);
    expect(otherwise.map(nameOf).filter((name) => !NO_HEALTH.has(name))).toEqual([]);
  });

  it('say it only where they read', () => {
    const acting = routes.filter(({ method, shows }) => shows !== undefined && !['get', 'post'].includes(method));
    expect(acting.map(nameOf)).toEqual([]);
  });
});

/** Doors whose command names whose record it is: neither their address nor their answer has an id of it. */
const NAMED_BY_COMMAND = [
  'GET /v1/insurance-cards/:cardNumber/eligibility',
  // Of who asks: the register, which is asked for it, writes down whose it is, and for which citizen.
  'GET /v1/me/record',
  'POST /v1/insurance-cards/look-ups',
];

/** What is held has the ids of the door that was asked: they are found in each answer as it is, and no schema says which. */
const OF_WHAT_IS_HELD = /^GET \/v1\/approvals\/[\w-]+\/:approvalId(\/rows)?$/;

it('is written with whose record it was, at every door that shows one', () => {
  const all: readonly AnyRoute[] = Object.values(ROUTES).flat();
  const namesRecord = ({ path }: AnyRoute) => RECORDS.has(THING_AT.get(/[\w-]+\/:\w+/.exec(path)?.[0] ?? '') ?? '');
  const tellsIds = (route: AnyRoute) => {
    const reply = replyOf(route);
    const schema: unknown = reply && z.toJSONSchema(reply, { io: 'output', unrepresentable: 'any' });
    return keysIn(schema).some((key) => THING_OF_ID.has(key));
  };
  const nobodys = all.filter(({ shows }) => shows !== undefined).filter((one) => !namesRecord(one) && !tellsIds(one));
  const byNobody = nobodys.map(nameOf).filter((name) => !OF_WHAT_IS_HELD.test(name));
  expect(byNobody.toSorted()).toEqual(NAMED_BY_COMMAND);
});

/** The number of a card names a person: the audit has no other name for it than the door. */
const NOT_WRITTEN: readonly string[] = ['insurance-cards/:cardNumber'];

it('is written with the one name of the thing that the address names, at every door that is noted', () => {
  const all: readonly AnyRoute[] = Object.values(ROUTES).flat();
  const noted = all.filter(
    ({ method, shows, effect }) => method !== 'get' || shows !== undefined || effect !== undefined,
  );
  const named = noted.flatMap(({ path }) => /[\w-]+\/:\w+/.exec(path) ?? []);
  expect([...new Set(named)].filter((at) => !THING_AT.has(at))).toEqual(NOT_WRITTEN);
  const addresses = new Set(all.flatMap(({ path }) => /[\w-]+\/:\w+/.exec(path) ?? []));
  expect([...THING_AT.keys()].filter((at) => !addresses.has(at))).toEqual([]);
});

it('names no exception that is none', () => {
  const all: readonly AnyRoute[] = Object.values(ROUTES).flat();
  const needed = all.filter((route) => route.shows === undefined && showsPersons(route)).map(nameOf);
  expect([...NOBODY.keys()].filter((name) => !needed.includes(name))).toEqual([]);
});
