// Makes the first administrators of an installation, two persons or more:
//
//   DATABASE_URL=postgresql://.../gateway npm run administrators -- 'Trần Thị Lan' 066190012347 'Phòng Công nghệ' 'Nguyễn Văn Bình' ...
//
// Without words it reads them from its input, one a line: what stands on a command line is read by every process of a machine.
//
// Takes the settings of the gateway from its environment (DATABASE_URL, PERSON_KEY, AGENCY_CODE, in production SIGNING_KEYS
// too). Prints the two codes by which each of them opens the own account within 72 hours: give them to that person alone.
// It ends when two have opened theirs; further administrators are added by two. Needs a build, and the tables of a gateway
// that has been started once.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const USAGE =
  'Usage: npm run administrators < FILE with NAME, PERSONAL_ID and OFFICE of each, a line for each of the three; or the same as words behind --';
const SAMPLE_AGENCY = '66';
const PARTS = 3;

const fail = (message) => {
  console.error(message);
  process.exit(2);
};

/** Three words for each of them. */
const readPeople = (words) => {
  if (words.length === 0 || words.length % PARTS !== 0) fail(USAGE);
  return Array.from({ length: words.length / PARTS }, (_, index) => {
    const [name, personalId, office] = words.slice(index * PARTS, (index + 1) * PARTS);
    return { name, personalId, office };
  });
};

const { AGENCY_CODE = SAMPLE_AGENCY, DATABASE_URL: url } = process.env;
const typed = process.argv.slice(2);
const STANDARD_INPUT = 0;
const linesOfInput = () =>
  process.stdin.isTTY
    ? []
    : readFileSync(STANDARD_INPUT, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
const people = readPeople(typed.length > 0 ? typed : linesOfInput());
if (url === undefined) fail('DATABASE_URL is missing: the database of the gateway.');

const { transactOnce } = require(resolve(root, 'packages/platform/dist'));
const gateway = (file) => require(resolve(root, 'apps/gateway/dist', file));
const { service } = gateway('service.js');
const { gatewayConfig } = gateway('config.js');
const { openIdentityKeys } = gateway('identity/accounts/identity-keys.js');
const { addFirstAdministrators } = gateway('identity/openings/first-administrator.commands.js');

const by = {
  subject: 'system:installation',
  tenant: { kind: 'agency', code: AGENCY_CODE },
  permissions: new Set(),
};
try {
  const { personKey, publicUrl } = gatewayConfig();
  const keys = openIdentityKeys(personKey);
  const invitations = await transactOnce(service, { url, by }, (tx) => addFirstAdministrators(tx, keys, people));
  for (const { name, username, codes, expiresAt } of invitations)
    console.log(
      [
        `${name}: user name ${username}, until ${expiresAt}`,
        ...codes.map((code, place) => `  code ${place + 1}: ${code}`),
        `  opens at ${publicUrl}/opening?username=${username}`,
        '',
      ].join('\n'),
    );
} catch (error) {
  // A personal id that is none stands in the message of a schema; who typed it knows it.
  fail(error instanceof Error ? error.message : String(error));
}
