// The registers of the corpus, told to the running platform by the doors that everybody has.
import { asAdministrators, type Platform, registerPartner } from '@ansinh/local';
import { createSigningIdentity, type SigningIdentity } from '@ansinh/sample-data';
import { bearer, call, type Headers, nationalHeaders, requireTaken } from '../../load/platform/door.ts';
import { untilRead } from '../../load/platform/events.ts';
import { signInAgency } from '../../load/platform/persons.ts';
import { CATALOGUE } from '../corpus/registers/catalogue.ts';
import { DOCTORS, FACILITIES } from '../corpus/registers/facilities.ts';
import type { Card, Facility, Item, Person } from '../model/claim.ts';
import { addDays, knownDay } from '../model/times.ts';

/** The software of a facility: it speaks the national calls, and reads the answers by the modern ones. */
export type Sender = {
  readonly facilityCode: string;
  readonly username: string;
  readonly national: Headers;
  readonly modern: Headers;
  readonly identity: SigningIdentity;
};

const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
const BANK = '970405';
const LISTS_FROM = '2025-01-01';

const facilityBody = ({ code, contractFrom, contractTo, ...facility }: Facility) => ({
  ...facility,
  facilityCode: code,
  contractFrom: dashed(contractFrom),
  contractTo: dashed(contractTo),
  account: { bankBin: BANK, accountNumber: `62002050${code}`, accountName: facility.name },
});

const shared = ({ price, insuranceRatio, scope, from, to, registration, bid, bought }: Item) => ({
  // A number: in a text `517.333` may be 517333 as well, and is refused.
  DON_GIA: Number(price),
  DON_GIA_BH: Number(price),
  TYLE_TT_BH: insuranceRatio,
  PHAM_VI: scope,
  TU_NGAY: from,
  ...(to === undefined ? {} : { DEN_NGAY: to }),
  ...(registration === undefined ? {} : { SO_DANG_KY: registration }),
  ...(bid === undefined ? {} : { TT_THAU: bid }),
  ...(bought === undefined ? {} : { SO_LUONG: bought }),
});

const of = (kind: Item['kind']): readonly Item[] => CATALOGUE.filter((item) => item.kind === kind);

/** The lists as the forms 02-05/DM name their columns. */
const LISTS: Readonly<Record<string, readonly object[]>> = {
  drugs: of('drugs').map((item) => ({ MA_THUOC: item.code, TEN_THUOC: item.name, ...shared(item) })),
  supplies: of('supplies').map((item) => ({ MA_VAT_TU: item.code, TEN_VAT_TU: item.name, ...shared(item) })),
  services: of('services').map((item) => ({
    MA_DICH_VU: item.code,
    TEN_DICH_VU: item.name,
    ...shared(item),
    ...(item.sex === undefined ? {} : { GIOI_TINH: item.sex }),
  })),
};

/** Who works there, with those who visit every one. */
const staffOf = (code: string): readonly object[] =>
  DOCTORS.filter(({ facility }) => facility === undefined || facility === code).map(
    ({ licence, name, opens, closes }) => ({
      MACCHN: licence,
      HO_TEN: name,
      TU_GIO: opens,
      DEN_GIO: closes,
    }),
  );

const upload = async (gatewayUrl: string, { facilityCode, modern }: Sender): Promise<void> => {
  for (const [kind, rows] of Object.entries({ ...LISTS, staff: staffOf(facilityCode) })) {
    const path = `/v1/facilities/${facilityCode}/catalogues/${kind}?validFrom=${LISTS_FROM}`;
    const { headers, body } = json(rows);
    requireTaken(path, await call(gatewayUrl, path, { headers: { ...modern, ...headers }, body }));
  }
};

const SEXES: Readonly<Record<string, string>> = { 1: 'male', 2: 'female' };

/** The register is told of a withdrawn card as one that has ended on the day before: no door withdraws one. */
export const lastDay = ({ to, withdrawnOn }: Pick<Card, 'to' | 'withdrawnOn'>): string =>
  withdrawnOn === undefined ? to : addDays(withdrawnOn, -1);

/** One line a card: the second line of a person brings the second card. */
const importRows = ({ personalId, siNumber, name, birth, sex, cards, fiveYearsOn }: Person): readonly object[] =>
  cards.map(({ number, from, facility, ...card }) => ({
    personalId,
    siNumber,
    fullName: name,
    birthDate: dashed(knownDay(birth)),
    sex: SEXES[sex],
    card: {
      cardNumber: number,
      validFrom: dashed(from),
      validTo: dashed(lastDay(card)),
      initialFacilityCode: facility,
      ...(fiveYearsOn === undefined ? {} : { fiveYearsOn: dashed(fiveYearsOn) }),
    },
  }));

const IMPORTED_AT_ONCE = 20_000;

/** Registers facilities, their software and lists, and the people, and waits until every service has read of them. */
export const prepareWorld = async (
  { gatewayUrl, mail }: Platform,
  people: readonly Person[],
): Promise<ReadonlyMap<string, Sender>> => {
  const [agency, administrators] = await Promise.all([signInAgency(gatewayUrl), asAdministrators(gatewayUrl)]);
  const senders = new Map<string, Sender>();
  for (const facility of FACILITIES) {
    const { code } = facility;
    const key = (what: string) => ({ 'idempotency-key': `challenge-${what}-${code}` });
    const post = (path: string, what: string, value: unknown) => {
      const { headers, body } = json(value);
      return agency.post(path, { headers: { ...headers, ...key(what) }, body });
    };
    await post('/v1/facilities', 'facility', facilityBody(facility));
    const identity = createSigningIdentity(code, new Date('2025-07-01'));
    await post(`/v1/facilities/${code}/certificates`, 'certificate', { pem: identity.certificatePem });
    const national = { username: `bv-${code}`, password: `mat-khau-${code}` };
    const software = {
      clientId: `his-${code}`,
      name: facility.name,
      role: 'hospital',
      tenantCode: code,
      national,
    } as const;
    const { clientId, clientSecret } = await registerPartner(
      { gatewayUrl, mailUrl: mail.url, administrators },
      software,
    );
    const sender = {
      facilityCode: code,
      username: national.username,
      national: await nationalHeaders(gatewayUrl, national.username, national.password),
      modern: await bearer(gatewayUrl, clientId, clientSecret),
      identity,
    };
    await upload(gatewayUrl, sender);
    senders.set(code, sender);
  }
  const rows = people.flatMap(importRows);
  for (let at = 0; at < rows.length; at += IMPORTED_AT_ONCE) {
    const body = rows
      .slice(at, at + IMPORTED_AT_ONCE)
      .map((row) => JSON.stringify(row))
      .join('\n');
    const headers = { 'content-type': 'application/x-ndjson', 'idempotency-key': `challenge-people-${at}` };
    await agency.post('/v1/imports/participants', { headers, body });
  }
  await untilRead(gatewayUrl, await bearer(gatewayUrl, 'demo-operator', 'demo-secret'));
  return senders;
};
