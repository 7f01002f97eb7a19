import { ChangePassword, CodeSecret, ProofSet, SetCodes } from '@ansinh/contracts/gateway/accounts.api';
import type { Route } from '@ansinh/http';
import { route, type Tx, workRoute } from '../../kit';
import { requirePerson } from '../accounts/account.rules';
import { getAccount } from '../accounts/account.views';
import type { IdentityKeys } from '../accounts/identity-keys';
import { changePassword, proposeSecret, setCodes } from './credential.commands';
import { CHANGING_PASSWORD, PROPOSING_CODES, SETTING_CODES } from './credential.examples';

const OWN = { tag: 'Own account', permission: 'account:own' } as const;

export const credentialRoutes = (keys: () => IdentityKeys): Route<Tx>[] => [
  workRoute({
    method: 'post',
    path: '/v1/me/password',
    summary: 'Change the own password',
    description: '12 to 128 characters, any of them. What many people use, and the own name, is not taken.',
    ...OWN,
    body: ChangePassword,
    reply: ProofSet,
    problems: [
      'account.password-wrong',
      'approval.person-required',
      'approval.two-factors-required',
      'password.refused',
      'sign-in.locked',
    ],
    example: CHANGING_PASSWORD,
    handle: (context, { body }) => changePassword(context, keys(), body),
  }),
  route({
    method: 'post',
    path: '/v1/me/codes/proposals',
    summary: 'Ask for a new secret of one-time codes',
    description: 'It is shown once and counts when a code of it was sent back: PUT /v1/me/codes.',
    ...OWN,
    reply: CodeSecret,
    problems: ['approval.person-required'],
    example: PROPOSING_CODES,
    handle: async (tx) => {
      requirePerson(tx.by);
      return proposeSecret((await getAccount(tx.db, tx.by.subject)).username);
    },
  }),
  workRoute({
    method: 'put',
    path: '/v1/me/codes',
    summary: 'Take another secret of one-time codes, confirmed by a code of it',
    ...OWN,
    body: SetCodes,
    reply: ProofSet,
    problems: [
      'account.password-wrong',
      'approval.person-required',
      'approval.two-factors-required',
      'one-time-code.refused',
      'sign-in.locked',
    ],
    example: SETTING_CODES,
    handle: (context, { body }) => setCodes(context, keys(), body),
  }),
];
