import { RollSigningKey, SigningKeyList, SigningKeyRolled } from '@ansinh/contracts/gateway/signing-keys.api';
import type { SigningJwk } from '../../config';
import { route } from '../../kit';
import { rollSigningKey } from './signing-key.commands';
import { LISTING, ROLLING } from './signing-key.examples';
import type { TimedKey } from './signing-key.rules';
import { listSigningKeys } from './signing-key.views';

export type KeysDoor = { readonly keysOfSettings: readonly TimedKey<SigningJwk>[] };

export const signingKeyRoutes = (door: () => KeysDoor) => [
  route({
    method: 'get',
    path: '/v1/signing-keys',
    summary: 'List the keys that sign tokens, with when they do',
    tag: 'Operations',
    permission: 'operations:read',
    reply: SigningKeyList,
    example: LISTING,
    handle: (tx) => listSigningKeys(tx, door().keysOfSettings),
  }),
  route({
    method: 'post',
    path: '/v1/signing-keys/roll-overs',
    summary: 'Begin to sign with a new key: it is published now, and signs when every verifier has it',
    description:
      'The key of now stays published until the last token that it has signed has ended. Nothing is restarted, and no ' +
      'token is refused on the way.',
    tag: 'Operations',
    permission: 'operations:act',
    // Of the answer the id and the moment are new each time.
    twoPersons: {
      decide: 'access:decide',
      shown: ({ publishedAheadMinutes }) => ({ publishedAheadMinutes }),
    },
    body: RollSigningKey,
    reply: SigningKeyRolled,
    status: 201,
    problems: ['signing-key.of-settings', 'signing-key.rolls-over'],
    example: ROLLING,
    handle: (tx, { body }) => rollSigningKey(tx, body, door().keysOfSettings),
  }),
];
