// Law of names: folders are registers and plural, files say their thing and their role, tests stand beside.
import { basename } from 'node:path/posix';
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import { roleOf, type Source } from '../house/source.mts';
import { OTHER_WORDS_FOR_TESTING, ROLES, UNCOUNTED } from './words.mts';

const LAW = 'names';
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** `payout.store.room.test.ts`, `camt.test.ts`: what is tested, then what the test needs. */
const TEST_ROLE = /^(?:([a-z]+)\.)?(?:(?:room|kafka|properties|differential)\.)?test$/;

const isPlural = (name: string): boolean => /[^s]s$/.test(name) || name.endsWith('ies');

const folderFinding = (owner: string, parts: readonly string[]): Finding[] => {
  const name = parts.at(-1) ?? '';
  const above = parts.at(-2);
  const file = `${owner}/src/${parts.join('/')}`;
  const found = (sentence: string): Finding => ({ law: LAW, file, line: 1, what: name, sentence });
  if (!KEBAB.test(name)) return [found(`the folder ${name} is not written in kebab-case`)];
  if (OTHER_WORDS_FOR_TESTING.has(name)) return [found('what tests share stands in the folder `testing` beside src')];
  if (!owner.startsWith('apps/') || isPlural(name) || UNCOUNTED.has(name)) return [];
  // One kind of what the folder above is the register of: signals/cost, channels/sms.
  if (above !== undefined && isPlural(above)) return [];
  return [
    found(
      `the folder ${name} is a register of things, so it is plural; what nobody counts is named in scripts/laws/style/words.mts`,
    ),
  ];
};

/** A thing of the register that the folder is, targets/premium.target.ts, has the folder for its role. */
const isRole = (role: string, { place }: Source): boolean =>
  ROLES.has(role) || `${role}s` === basename(place.room ?? '');

const isTestRole = (role: string, source: Source): boolean => {
  const [found, tested] = role.match(TEST_ROLE) ?? [];
  if (found === undefined) return false;
  return (
    tested === undefined || ['room', 'kafka', 'properties', 'differential'].includes(tested) || isRole(tested, source)
  );
};

const fileFinding = (house: House, source: Source): Finding[] => {
  const { path, test } = source;
  const role = roleOf(path);
  const found = (sentence: string): Finding => ({ law: LAW, file: path, line: 1, what: basename(path), sentence });
  if (role === undefined || path.endsWith('.d.ts')) return [];
  if (!/\.test\.tsx?$/.test(path))
    return test || isRole(role, source)
      ? []
      : [
          found(
            `nobody knows what a file of the role ${role} does: <thing>.<role>.ts, roles are in scripts/laws/style/words.mts`,
          ),
        ];
  if (!isTestRole(role, source))
    return [found(`a test is called <thing>.test.ts, .<role>.test.ts, .room.test.ts or .kafka.test.ts, not ${role}`)];
  if (role !== 'rules.test') return [];
  const tested = path.replace('.rules.test.', '.rules.');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside = [...house.files.keys()].some(
    (name) => name === tested || (name.startsWith(folder) && /\.rules?\.ts$/.test(name)),
  );
  return beside ? [] : [found('a test of rules stands beside the rules that it tests')];
};

const IN_SOURCES = /^(?:apps|packages|infra)\/[^/]+\/(src|testing)\/(?:(.*)\/)?([^/]+)$/;
/** What builds and other checks pass over by its name. */
const PASSED_OVER = new Set(['dist', 'generated', 'node_modules']);
/** Endings of code that no law reads. */
const UNREAD = /\.(?:[cm]ts|[cm]?jsx?)$/;

/** What would be code, and neither laws nor the other checks would look at it. */
const hiddenFinding = (path: string): Finding[] => {
  const [, place, folders = '', file = ''] = path.match(IN_SOURCES) ?? [];
  if (place === undefined) return [];
  const found = (what: string, sentence: string): Finding[] => [{ law: LAW, file: path, line: 1, what, sentence }];
  const parts = folders.split('/');
  const folder = parts.find((part) => PASSED_OVER.has(part));
  if (folder !== undefined)
    return found(folder, `checks pass over a folder called ${folder}: give it the name of the things in it`);
  if (place === 'src' && parts.includes('testing'))
    return found('testing', 'what tests share stands in the folder `testing` beside src');
  return UNREAD.test(file)
    ? found(file, `${file} is read by no law: code of a workspace stands in files that end in .ts`)
    : [];
};

/** Where the words stand. A house without it, planted for a test, need not use them all. */
const WORDS = 'scripts/laws/style/words.mts';

/** A word that names nothing allows what nobody needs: it goes, as an exception does. */
const idleWords = (house: House, sources: readonly Source[]): Finding[] => {
  if (!house.paths.has(WORDS)) return [];
  const roles = new Set(sources.map(({ role }) => role));
  const folders = new Set(sources.flatMap(({ place }) => (place.room ?? '').split('/')));
  const idle = [...ROLES].filter((role) => !roles.has(role));
  idle.push(...[...UNCOUNTED].filter((name) => !folders.has(name)));
  return idle.map((what) => ({
    law: LAW,
    file: WORDS,
    line: 1,
    what,
    sentence: `no file and no folder is called ${what} any more: take the word out`,
  }));
};

const check = (house: House): Finding[] => {
  const sources = house.sources.filter(({ place }) => place.room !== undefined);
  const folders = new Map<string, Finding[]>();
  for (const { place } of sources) {
    const parts = (place.room ?? '').split('/').filter((part) => part !== '');
    for (const index of parts.keys()) {
      const own = parts.slice(0, index + 1);
      folders.set(`${place.owner}/${own.join('/')}`, folderFinding(place.owner, own));
    }
  }
  return [
    ...[...folders.values()].flat(),
    ...sources.flatMap((source) => fileFinding(house, source)),
    ...[...house.paths].flatMap(hiddenFinding),
    ...idleWords(house, sources),
  ];
};

export const names: Law = {
  name: LAW,
  says: 'Folders in kebab-case and plural (the register), files <thing>.<role>.ts with a known role, tests beside.',
  check,
};
