/** `npm run --silent token -- ROLE`: an access token of a demo person, on the standard output alone. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PersonRole } from '@ansinh/contracts/wire/permissions';
import { appUrl } from '../apps';
import { readLocalConfig } from '../config';
import { CITIZENS } from '../providers/stand-in-people';
import { signInDemoCitizen } from './citizen-sign-in';
import { openKeptTokens } from './kept-token';
import { renewTokens, signInDemoPerson } from './person-sign-in';

const USAGE = `name a demo person: npm run --silent token -- ROLE [--gateway URL]
ROLE is one of ${PersonRole.options.join(', ')}; officer-2, approver-2 and administrator-2 are second persons;
citizens are ${CITIZENS.map(({ key }) => key).join(', ')}`;

const SECOND_PERSONS = new Set(['officer-2', 'approver-2', 'administrator-2']);
const isCitizen = (name: string): boolean => CITIZENS.some(({ key }) => key === name);
const isDemoPerson = (name: string): boolean => PersonRole.safeParse(name).success || SECOND_PERSONS.has(name);

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { gateway: { type: 'string' } } });
  const [username = ''] = positionals;
  if (!isDemoPerson(username) && !isCitizen(username)) throw new Error(USAGE);
  const config = readLocalConfig();
  const gatewayUrl = values.gateway === undefined ? appUrl(config, 'gateway') : new URL(values.gateway).origin;
  const kept = openKeptTokens(resolve(config.rootDirectory, '.local'));
  const refreshToken = await kept.take(gatewayUrl, username);
  const renewed = refreshToken === undefined ? undefined : await renewTokens(gatewayUrl, refreshToken);
  const waiting = (): void =>
    console.error('The one-time code of this half minute was used already: waiting for the next one ...');
  const signIn = () =>
    isCitizen(username)
      ? signInDemoCitizen({ gatewayUrl, person: username })
      : signInDemoPerson({ gatewayUrl, username, waiting });
  const tokens = renewed ?? (await signIn());
  await kept.keep(gatewayUrl, username, tokens.refreshToken);
  process.stdout.write(`${tokens.accessToken}\n`);
};

main().catch((error: unknown) => {
  const isAway = error instanceof TypeError && error.message === 'fetch failed';
  console.error(
    isAway
      ? 'the gateway does not answer: start the platform with npm start'
      : error instanceof Error
        ? error.message
        : error,
  );
  process.exitCode = 1;
});
