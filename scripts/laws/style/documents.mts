// Law of the map: what docs/ARCHITECTURE.md names is there. A path (with * for a part of it) leads to a file or folder, a
// name with brackets is a function or class of the code, `npm run x` is a script; every law and every topic stands on it.
import { matchesGlob } from 'node:path/posix';
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import { childOf, textOf, walk } from '../house/syntax.mts';

const LAW = 'documents';
const PAGE = 'docs/ARCHITECTURE.md';
export const PAGE_LINES_MAX = 150;

/** In prose a name stands between backticks; in a picture it stands as it is. */
const wordsOf = (text: string, inPicture: boolean): string[] =>
  inPicture
    ? (text.match(
        /[a-z-]+(?:\.[a-z-]+)+\.v\d+|[\w@.*-]+(?:\/[\w@.*-]+)+\/?|[\w.*-]+\.(?:ts|json|mjs)\b|[A-Za-z]\w*(?:\.\w+)?\(\)/g,
      ) ?? [])
    : [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');

type Named = { readonly word: string; readonly line: number };

const namesOf = (page: string): Named[] => {
  let inPicture = false;
  return page.split('\n').flatMap((text, index) => {
    if (text.startsWith('```')) inPicture = text.startsWith('```mermaid');
    return wordsOf(text, inPicture).map((word) => ({ word, line: index + 1 }));
  });
};

const CALL = /^([A-Za-z]\w*)(?:\.(\w+))?\(\)$/;
const COMMAND = /^npm run ([a-z:]+)/;
const FILE = /^[\w*<>-]+(?:\.[\w*<>-]+)*\.(?:ts|json|mjs|md)$/;

/** `<thing>` and `<app>` stand for any name. */
const asGlob = (word: string): string => word.replace(/<[^>]+>/g, '*').replace(/\/$/, '');

const TOPIC = /^[a-z-]+\.[a-z-]+\.v\d+$/;

/** Topics of the events that contracts declare, `payment.payouts.v1`. */
const topicsOf = (house: House): ReadonlySet<string> =>
  new Set(
    [...house.files].flatMap(([path, text]) => {
      const service = path.match(/^packages\/contracts\/src\/([a-z-]+)\/events\.ts$/)?.[1];
      if (service === undefined) return [];
      return [...text.matchAll(/\baggregate: '([a-z-]+)'/g)].map(([, aggregate]) => `${service}.${aggregate}.v1`);
    }),
  );

const isThere = (house: House, word: string): boolean => {
  const glob = asGlob(word);
  const paths = [...house.paths];
  if (!glob.includes('/')) return paths.some((path) => matchesGlob(path.slice(path.lastIndexOf('/') + 1), glob));
  return paths.some((path) => matchesGlob(path, glob) || matchesGlob(path, `${glob}/**`));
};

const isDeclared = (house: House, name: string, member: string | undefined): boolean =>
  house.production.some(({ declarations }) =>
    declarations.some((one) => {
      if (one.name !== name) return false;
      let found = member === undefined;
      walk(one.node, (inner) => {
        if (textOf(childOf(inner, 'key')) === member) found = true;
        return !found;
      });
      return found;
    }),
  );

const faultOf = (house: House, word: string): string | undefined => {
  const [, name, member] = word.match(CALL) ?? [];
  if (name !== undefined) return isDeclared(house, name, member) ? undefined : 'no function or class of the code';
  if (TOPIC.test(word)) return topicsOf(house).has(word) ? undefined : 'no topic of the contracts';
  const script = word.match(COMMAND)?.[1];
  if (script !== undefined)
    return house.files.get('package.json')?.includes(`"${script}":`) ? undefined : 'no script of package.json';
  const isPath = /^[\w@*<>.-]+(?:\/[\w@*<>.-]+)+\/?$/.test(word) && !word.startsWith('@');
  if (!isPath && !FILE.test(word)) return undefined;
  return isThere(house, word) ? undefined : 'no file or folder';
};

const checkPage = (house: House, laws: readonly string[]): Finding[] => {
  const page = house.files.get(PAGE);
  const found = (line: number, what: string, sentence: string): Finding => ({
    law: LAW,
    file: PAGE,
    line,
    what,
    sentence,
  });
  if (page === undefined) return [];
  const lines = page.trimEnd().split('\n').length;
  return [
    ...namesOf(page).flatMap(({ word, line }) => {
      const fault = faultOf(house, word);
      return fault === undefined
        ? []
        : [found(line, word, `the page names ${word}, which is ${fault}: say what stands there now`)];
    }),
    ...laws
      .filter((law) => !page.includes(`\`${law}\``))
      .map((law) => found(1, law, `the page does not name the law ${law}: add it to the table of laws`)),
    ...[...topicsOf(house)]
      .filter((topic) => !page.includes(topic))
      .map((topic) => found(1, topic, `the page does not name the topic ${topic}: draw it`)),
    ...(lines > PAGE_LINES_MAX
      ? [found(1, 'lines', `the page has ${lines} lines, at most ${PAGE_LINES_MAX}: a map is short`)]
      : []),
  ];
};

/** The page names every law, this one too. */
export const documentsOf = (laws: readonly string[]): Law => ({
  name: LAW,
  says: 'What docs/ARCHITECTURE.md names is there, and it names every law and topic.',
  check: (house) => checkPage(house, [...laws, LAW]),
});
