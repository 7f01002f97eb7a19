// Law of the documents: what docs/ARCHITECTURE.md, CONTRIBUTING.md and the READMEs name is there. A path (with * for a part
// of it) leads to a file or folder, a name of a file beside the name of a folder stands in that folder, a name with brackets
// is a function or class of the code, `npm run x` is a script. Every law, role of files and topic stands on the map, and its
// arrows are the subscriptions of the apps.
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import { faultOf } from './named-paths.mts';
import { drawnIn, keyOf, subscribed, topicsOf } from './subscriptions.mts';
import { ROLES } from './words.mts';

const LAW = 'documents';
const MAP = 'docs/ARCHITECTURE.md';
export const PAGE_LINES_MAX = 150;

/** In prose a name stands between backticks; in a picture it stands as it is. */
const wordsOf = (text: string, inPicture: boolean): string[] =>
  inPicture
    ? (text.match(
        /[a-z-]+(?:\.[a-z-]+)+\.v\d+|[\w@.*-]+(?:\/[\w@.*-]+)+\/?|[\w.*-]+\.(?:ts|json|mjs)\b|[A-Za-z]\w*(?:\.\w+)?\(\)/g,
      ) ?? [])
    : [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');

type Named = { readonly word: string; readonly line: number; readonly text: string };

const namesOf = (page: string): Named[] => {
  let block: string | undefined;
  return page.split('\n').flatMap((text, index) => {
    if (text.startsWith('```')) block = block === undefined ? text.slice(3) : undefined;
    // A piece of code is an example.
    if (block !== undefined && block !== 'mermaid') return [];
    return wordsOf(text, block === 'mermaid').map((word) => ({ word, line: index + 1, text }));
  });
};

const found = (file: string, line: number, what: string, sentence: string): Finding => ({
  law: LAW,
  file,
  line,
  what,
  sentence,
});

const nameFindings = (house: House, file: string, page: string): Finding[] => {
  const folder = /^(?:apps|packages|infra)\//.test(file) ? file.slice(0, file.lastIndexOf('/')) : '';
  return namesOf(page).flatMap(({ word, line, text }) => {
    const fault = faultOf(house, word, { folder, text });
    return fault === undefined
      ? []
      : [found(file, line, word, `the page names ${word}, which is ${fault}: say what stands there now`)];
  });
};

const arrowFindings = (house: House, page: string): Finding[] => {
  const drawn = drawnIn(page);
  const listens = subscribed(house);
  const there = new Set(listens.map(keyOf));
  const shown = new Set(drawn.map(keyOf));
  return [
    ...[...there]
      .filter((arrow) => !shown.has(arrow))
      .map((arrow) => found(MAP, 1, arrow, `an app subscribes to ${arrow}: draw the arrow`)),
    ...drawn
      .filter((arrow) => !there.has(keyOf(arrow)))
      .map((arrow) =>
        found(MAP, arrow.line, keyOf(arrow), `the page draws ${keyOf(arrow)}, which nobody subscribes to`),
      ),
  ];
};

/** Roles that files of the apps have, but for what a program writes. */
const rolesOf = (house: House): string[] => {
  const found = house.production.flatMap(({ path }) =>
    path.startsWith('apps/') ? (/\.([a-z]+)\.tsx?$/.exec(path)?.[1] ?? []) : [],
  );
  return [...new Set(found)].filter((role) => ROLES.has(role) && role !== 'generated');
};

const mapFindings = (house: House, page: string, laws: readonly string[]): Finding[] => {
  const lines = page.trimEnd().split('\n').length;
  return [
    ...laws
      .filter((law) => !page.includes(`\`${law}\``))
      .map((law) => found(MAP, 1, law, `the page does not name the law ${law}: add it to the table of laws`)),
    ...[...topicsOf(house)]
      .filter((topic) => !page.includes(topic))
      .map((topic) => found(MAP, 1, topic, `the page does not name the topic ${topic}: draw it`)),
    ...rolesOf(house)
      .filter((role) => !page.includes(`\`<thing>.${role}.ts\``))
      .map((role) =>
        found(MAP, 1, role, `the page does not name files <thing>.${role}.ts: add them to the table of roles`),
      ),
    ...arrowFindings(house, page),
    ...(lines > PAGE_LINES_MAX
      ? [found(MAP, 1, 'lines', `the page has ${lines} lines, at most ${PAGE_LINES_MAX}: a map is short`)]
      : []),
  ];
};

/** The page names every law, this one too. */
export const documentsOf = (laws: readonly string[]): Law => ({
  name: LAW,
  says: 'What the map, CONTRIBUTING and the READMEs name is there; the map names every law, role of files and topic and draws who listens.',
  check: (house) => {
    const map = house.files.get(MAP);
    return [
      ...[...house.files]
        .filter(([file]) => file.endsWith('.md'))
        .flatMap(([file, page]) => nameFindings(house, file, page)),
      ...(map === undefined ? [] : mapFindings(house, map, [...laws, LAW])),
    ];
  },
});
