import type { ClientRole, Role, TenantKind } from '@ansinh/contracts/wire/permissions';
import { FACILITY } from '@ansinh/sample-data';
import type { Who } from '@ansinh/testkit';

/** Who owns a thing: one of two tenants of a kind, or the agency. */
export type Owner = 'agency' | `${Exclude<TenantKind, 'agency'>}-${'a' | 'b'}`;

export const CODES: Readonly<Record<Owner, string>> = {
  agency: '66',
  'facility-a': FACILITY.specialisedProvincial,
  'facility-b': FACILITY.specialisedCentral,
  'bank-a': '970415',
  'bank-b': '970436',
  'post-office-a': '630000',
  'post-office-b': '620000',
  'employer-a': '6000000001DNA03',
  'employer-b': '6000000002DNA03',
  'citizen-a': '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4aaa',
  'citizen-b': '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4bbb',
};

/** Somebody who is signed in. */
export type Actor = { readonly name: string; readonly role: Role; readonly owner: Owner; readonly who: Who };

const OWNERS: Readonly<Record<ClientRole | 'administrator' | 'citizen', readonly Owner[]>> = {
  hospital: ['facility-a', 'facility-b'],
  bank: ['bank-a', 'bank-b'],
  'post-office': ['post-office-a', 'post-office-b'],
  employer: ['employer-a', 'employer-b'],
  officer: ['agency'],
  approver: ['agency'],
  operator: ['agency'],
  administrator: ['agency'],
  citizen: ['citizen-a', 'citizen-b'],
};

/** The agency's own people have the accounts of the demonstration, by their role; citizens are known by their ids. */
const subjectOf = (role: keyof typeof OWNERS, owner: Owner): string => {
  if (role === 'citizen') return `citizen:${CODES[owner]}`;
  return owner === 'agency' ? `person:${role}` : owner;
};

const actorsOf = (role: keyof typeof OWNERS): Actor[] =>
  OWNERS[role].map((owner) => {
    const name = owner === 'agency' ? role : owner;
    return { name, role, owner, who: { role, tenantCode: CODES[owner], subject: subjectOf(role, owner) } };
  });

/** Every role, in every tenant that may have it. */
export const ACTORS: readonly Actor[] = [
  ...actorsOf('hospital'),
  ...actorsOf('bank'),
  ...actorsOf('post-office'),
  ...actorsOf('employer'),
  ...actorsOf('officer'),
  ...actorsOf('approver'),
  ...actorsOf('operator'),
  ...actorsOf('administrator'),
  ...actorsOf('citizen'),
];

export const whoIs = (name: string): Who => {
  const actor = ACTORS.find((one) => one.name === name);
  if (actor === undefined) throw new Error(`nobody is called ${name}`);
  return actor.who;
};

export const isOfKind = (owner: Owner, kind: TenantKind): boolean => owner === kind || owner.startsWith(`${kind}-`);
