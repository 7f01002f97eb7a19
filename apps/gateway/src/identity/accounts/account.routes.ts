import {
  AccountId,
  AddStaff,
  ChangeRoles,
  CloseAccount,
  MakePseudonym,
  Pseudonym,
  StaffAccount,
  StaffPage,
} from '@ansinh/contracts/gateway/accounts.api';
import { EndedSessions } from '@ansinh/contracts/gateway/sessions.api';
import { PageQuery } from '@ansinh/contracts/wire/common.api';
import type { Route } from '@ansinh/http';
import { z } from 'zod';
import { route, type Tx } from '../../kit';
import { addStaff, changeRoles, closeAccount, signOut } from './account.commands';
import { ADDING, CHANGING_ROLES, CLOSING, LISTING, MAKING_PSEUDONYM, READING, SIGNING_OUT } from './account.examples';
import { viewOfAccount } from './account.rules';
import { getAccount, listStaff } from './account.views';
import type { IdentityKeys } from './identity-keys';

const Params = z.object({ accountId: AccountId });
const CHANGE = { tag: 'Staff', permission: 'access:change' } as const;
const DECIDE = { decide: 'access:decide' } as const;

const addingRoutes = (keys: () => IdentityKeys): Route<Tx>[] => [
  route({
    method: 'post',
    path: '/v1/staff/pseudonyms',
    summary: 'Make the pseudonym of a personal id, by which an account names its person',
    description:
      'Nothing is kept, and the personal id goes no further: requests, approvals and accounts name the person by the ' +
      'pseudonym alone. The second administrator makes it again from the identity card and compares.',
    ...CHANGE,
    body: MakePseudonym,
    reply: Pseudonym,
    example: MAKING_PSEUDONYM,
    handle: async (_tx, { body }) => ({ personKey: keys().personKeyOf(body.personalId) }),
  }),
  route({
    method: 'post',
    path: '/v1/staff',
    summary: 'Add the account of a person with dated roles',
    description:
      'The account is `invited` until the person opens it, by two codes that two administrators draw at ' +
      'POST /v1/staff/{accountId}/invitations: each sees one of them.',
    ...CHANGE,
    twoPersons: DECIDE,
    body: AddStaff,
    reply: StaffAccount,
    status: 201,
    idempotent: true,
    problems: ['account.exists', 'account.roles-invalid'],
    example: ADDING,
    handle: (tx, { body }) => addStaff(tx, body),
  }),
];

const changingRoutes: readonly Route<Tx>[] = [
  route({
    method: 'get',
    path: '/v1/staff',
    summary: 'List the accounts of persons, in order of their user name',
    ...CHANGE,
    query: PageQuery,
    reply: StaffPage,
    example: LISTING,
    handle: (tx, { query }) => listStaff(tx, query),
  }),
  route({
    method: 'get',
    path: '/v1/staff/:accountId',
    summary: 'Read the account of a person',
    ...CHANGE,
    params: Params,
    reply: StaffAccount,
    problems: ['request.not-found'],
    example: READING,
    handle: async (tx, { params }) => viewOfAccount(await getAccount(tx.db, params.accountId)),
  }),
  route({
    method: 'put',
    path: '/v1/staff/:accountId/roles',
    summary: 'Change the roles of a person: all that counts from now on, with their days',
    description:
      'What was true before is kept. Tokens that were given out with the roles of before are refused from now on.',
    ...CHANGE,
    twoPersons: {
      ...DECIDE,
      now: async (tx, { params }) => viewOfAccount(await getAccount(tx.db, params.accountId)),
    },
    params: Params,
    body: ChangeRoles,
    reply: StaffAccount,
    problems: ['account.closed', 'account.roles-invalid', 'request.not-found'],
    example: CHANGING_ROLES,
    handle: (tx, { params, body }) => changeRoles(tx, params.accountId, body.roles),
  }),
  route({
    method: 'post',
    path: '/v1/staff/:accountId/sessions/ending',
    summary: 'Sign a member of staff out everywhere',
    description: 'Closes a door, so one administrator is enough. The account stays as it is.',
    ...CHANGE,
    params: Params,
    reply: EndedSessions,
    problems: ['request.not-found'],
    example: SIGNING_OUT,
    handle: (tx, { params }) => signOut(tx, params.accountId),
  }),
  route({
    method: 'post',
    path: '/v1/staff/:accountId/closing',
    summary: 'Close the account of a person at once, and for good',
    description:
      'One administrator closes a door; to open another one takes two. Its sessions and tokens end with it, at every ' +
      'service within five seconds.',
    ...CHANGE,
    params: Params,
    body: CloseAccount,
    reply: StaffAccount,
    problems: ['account.closed', 'account.last-administrators', 'request.not-found'],
    example: CLOSING,
    handle: (tx, { params, body }) => closeAccount(tx, params.accountId, body.reason),
  }),
];

/** `keys` is a function because they are opened at the start, after the routes have been declared. */
export const accountRoutes = (keys: () => IdentityKeys): Route<Tx>[] => [...addingRoutes(keys), ...changingRoutes];
