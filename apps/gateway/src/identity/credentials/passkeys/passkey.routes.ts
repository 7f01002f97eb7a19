import { PasskeyView, RemovedPasskey } from '@ansinh/contracts/gateway/accounts.api';
import { AddPasskey, PasskeyOptions } from '@ansinh/contracts/gateway/passkeys.api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { Route } from '@ansinh/http';
import { z } from 'zod';
import { route, type Tx, workRoute } from '../../../kit';
import type { IdentityKeys } from '../../accounts/identity-keys';
import { addPasskey, beginPasskey, dropPasskey } from './passkey.commands';
import { ADDING, BEGINNING, REMOVING } from './passkey.examples';
import type { Site } from './passkey-check';

const OWN = { tag: 'Own account', permission: 'account:own' } as const;

export const passkeyRoutes = (parts: () => { readonly keys: IdentityKeys; readonly site: Site }): Route<Tx>[] => [
  route({
    method: 'post',
    path: '/v1/me/passkeys/options',
    summary: 'Ask for what a browser needs to make a passkey',
    description: 'For `navigator.credentials.create`. The challenge is good for five minutes, and once.',
    ...OWN,
    reply: PasskeyOptions,
    problems: ['approval.person-required', 'approval.two-factors-required', 'request.not-found'],
    example: BEGINNING,
    handle: (tx) => beginPasskey(tx, parts().site),
  }),
  workRoute({
    method: 'post',
    path: '/v1/me/passkeys',
    summary: 'Add a passkey as second factor',
    ...OWN,
    body: AddPasskey,
    reply: PasskeyView,
    status: 201,
    problems: [
      'account.password-wrong',
      'approval.person-required',
      'approval.two-factors-required',
      'passkey.refused',
      'sign-in.locked',
    ],
    example: ADDING,
    handle: (context, { body }) => addPasskey(context, parts(), body),
  }),
  route({
    method: 'post',
    path: '/v1/me/passkeys/:passkeyId/removal',
    summary: 'Remove a passkey: the device opens nothing from now on',
    description: 'Whether it was there is not told.',
    ...OWN,
    params: z.object({ passkeyId: Id }),
    reply: RemovedPasskey,
    problems: ['approval.person-required', 'approval.two-factors-required'],
    example: REMOVING,
    handle: async (tx, { params }) => {
      await dropPasskey(tx, params.passkeyId);
      return params;
    },
  }),
];
