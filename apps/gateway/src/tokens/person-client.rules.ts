import { PersonRole, ROLES } from '@ansinh/contracts/wire/permissions';
import { addressesOf } from '../addresses/address.rules';

/** A program of our own in which persons sign in: public, with PKCE, and only at the addresses that stand here. */
export type PersonClient = {
  readonly clientId: string;
  readonly name: string;
  /** A program on the person's own machine takes its answer at a port that the machine gives it (RFC 8252). */
  readonly isNative?: true;
  readonly redirectUris: readonly string[];
  readonly afterSignOut: readonly string[];
};

/** The gateway itself, for browsers that speak by its cookie. */
export const CONSOLE = 'console';
export const CONSOLE_CALLBACK = '/session/callback';
const DOCS_CALLBACK = '/docs/oauth2-redirect.html';
const COMMAND_LINE_CALLBACK = 'http://127.0.0.1/callback';

/** All that any person may do: a token has what of it the account may do on the day. */
export const PERSON_SCOPE = [
  ...new Set([...PersonRole.options, 'citizen' as const].flatMap((role) => ROLES[role].permissions)),
]
  .sort()
  .join(' ');

export const personClients = (options: {
  readonly publicUrl: string;
  /** Whether the published demo persons are let in: only then a command on a terminal signs in for them. */
  readonly demo: boolean;
}): readonly PersonClient[] => {
  const at = addressesOf(options.publicUrl);
  const docs = at.map((address) => `${address}/docs`);
  return [
    {
      clientId: CONSOLE,
      name: 'An Sinh',
      redirectUris: at.map((address) => `${address}${CONSOLE_CALLBACK}`),
      afterSignOut: docs,
    },
    {
      clientId: 'docs',
      name: 'An Sinh API',
      redirectUris: at.map((address) => `${address}${DOCS_CALLBACK}`),
      afterSignOut: docs,
    },
    ...(options.demo
      ? [
          {
            clientId: 'command-line',
            name: 'npm run token',
            isNative: true as const,
            redirectUris: [COMMAND_LINE_CALLBACK],
            afterSignOut: [],
          },
        ]
      : []),
  ];
};
