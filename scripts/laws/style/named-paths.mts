// Whether what a page names is there: paths, names of files, functions and scripts.
import { matchesGlob } from 'node:path/posix';
import type { House } from '../house/house.mts';
import { childOf, textOf, walk } from '../house/syntax.mts';
import { topicsOf } from './subscriptions.mts';

/** Where a word stands: the folder of the page, '' for the root, and the line around it. */
export type Where = { readonly folder: string; readonly text: string };

const CALL = /^([A-Za-z]\w*)(?:\.(\w+))?\(\)$/;
/** `openDatabase({ url, client })`: what a README shows of a call. */
const SHOWN_CALL = /^([a-z]\w*)\((.*)\)(?::.*)?$/s;
const COMMAND = /^npm run ([a-z:]+)/;
const FILE = /^[\w*<>-]+(?:\.[\w*<>-]+)*\.(?:ts|json|mjs|md)$/;
const PATH = /^[\w@*<>.-]+(?:\/[\w@*<>.-]+)+\/?$|^[\w.-]+\/$/;
const TOPIC = /^[a-z-]+\.[a-z-]+\.v\d+$/;
/** A name that nobody writes but code: `readXml`, `XmlStream`, `ALLOCATION_ORDER`. */
const IDENTIFIER = /^(?:[a-z]+[a-z0-9]*[A-Z]\w*|[A-Z][a-z0-9]+[A-Z]\w*)$/;

/** `<thing>` and `<app>` stand for any name. */
const asGlob = (word: string): string => word.replace(/<[^>]+>/g, '*').replace(/\/$/, '');

const once = <Value,>(make: (house: House) => Value): ((house: House) => Value) => {
  const made = new WeakMap<House, Value>();
  return (house) => {
    const known = made.get(house) ?? make(house);
    made.set(house, known);
    return known;
  };
};

const foldersOf = once(
  (house) =>
    new Set(
      [...house.paths].flatMap((path) => {
        const parts = path.split('/');
        return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
      }),
    ),
);

/** Every word of the code. */
const wordsOf = once((house) => new Set(house.sources.flatMap(({ lines }) => lines.join('\n').match(/\w+/g) ?? [])));

const isAt = (house: House, base: string, glob: string): boolean => {
  const whole = base === '' ? glob : `${base}/${glob}`;
  if (!whole.includes('*')) return house.paths.has(whole) || foldersOf(house).has(whole);
  return [...house.paths].some((path) => matchesGlob(path, whole) || matchesGlob(path, `${whole}/**`));
};

/** Folders that a row of a table names beside a file: it stands in one of them. */
const foldersOfRow = (house: House, { folder, text }: Where): string[] => {
  if (!text.startsWith('|')) return [];
  const words = [...text.matchAll(/`([^`\s]+)`/g)].map(([, word = '']) => word.replace(/\/$/, ''));
  const inside = [...foldersOf(house)].filter((path) => folder === '' || path.startsWith(`${folder}/`));
  return words.flatMap((word) =>
    foldersOf(house).has(word)
      ? [word]
      : folder === ''
        ? []
        : inside.filter((path) => path.endsWith(`/${word}`) && /\/(?:src|migrations|testing)(?:\/|$)/.test(path)),
  );
};

const isThere = (house: House, word: string, where: Where): boolean => {
  const glob = asGlob(word);
  const { folder } = where;
  const row = foldersOfRow(house, where).filter((path) => path !== glob && !path.endsWith(`/${glob}`));
  const own = folder === '' ? [''] : ['', folder, `${folder}/src`];
  if (glob.includes('/')) return [...own, ...row].some((base) => isAt(house, base, glob));
  if (word.endsWith('/')) return [...own, ...row].some((base) => isAt(house, base, glob));
  if (row.length > 0 && !glob.includes('*')) return [...own, ...row].some((base) => isAt(house, base, glob));
  // In prose a name alone stands for the one file that has it.
  return (
    [...house.paths].some(
      (path) =>
        (folder === '' || path.startsWith(`${folder}/`)) && matchesGlob(path.slice(path.lastIndexOf('/') + 1), glob),
    ) || house.paths.has(glob)
  );
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

const shownFault = (house: House, name: string, given: string, folder: string): string | undefined => {
  const declarers = house.sources.filter(({ declarations }) => declarations.some((one) => one.name === name));
  // A method, or a function of a library or of SQL.
  if (declarers.length === 0) return wordsOf(house).has(name) ? undefined : 'no function of the code';
  const keys = [...given.matchAll(/[{,]\s*(\w+)(?=\s*[,}:])/g)].map(([, key = '']) => key);
  const owners = new Set([folder, ...declarers.map(({ place }) => place.owner)]);
  const knows = (key: string) =>
    house.sources.some(
      ({ place, lines }) => owners.has(place.owner) && lines.some((line) => new RegExp(`\\b${key}\\b`).test(line)),
    );
  const unknown = given.startsWith('{') ? keys.find((key) => !knows(key)) : undefined;
  return unknown === undefined ? undefined : `given ${unknown}, which it does not know`;
};

const faultOfCode = (house: House, word: string, { folder }: Where): string | undefined => {
  if (SHOWN_CALL.test(word)) {
    const [, shown = '', given = ''] = word.match(SHOWN_CALL) ?? [];
    return shownFault(house, shown, given, folder);
  }
  return IDENTIFIER.test(word) && folder !== '' && !wordsOf(house).has(word) ? 'no name of the code' : undefined;
};

/** What is wrong with a word of a page; undefined when nothing, or when it names nothing of ours. */
export const faultOf = (house: House, word: string, where: Where): string | undefined => {
  const [, name, member] = word.match(CALL) ?? [];
  if (name !== undefined && (where.folder === '' || member !== undefined))
    return isDeclared(house, name, member) ? undefined : 'no function or class of the code';
  if (TOPIC.test(word)) return topicsOf(house).has(word) ? undefined : 'no topic of the contracts';
  const script = word.match(COMMAND)?.[1];
  if (script !== undefined)
    return house.files.get('package.json')?.includes(`"${script}":`) ? undefined : 'no script of package.json';
  if (word.startsWith('@') || (!PATH.test(word) && !FILE.test(word))) return faultOfCode(house, word, where);
  return isThere(house, word, where) ? undefined : 'no file or folder';
};
