// Law of rules: they are pure. They import rules, contracts, zod and libraries that rooms.json names; the clock, random
// values and ids are arguments. A file without a role counts as a rule where a rule imports it.

import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Import } from '../house/imports.mts';
import type { Source } from '../house/source.mts';
import { impureWordsIn } from './impure-words.mts';
import { keptStateIn } from './kept-state.mts';

const LAW = 'pure-rules';

const RULES = new Set(['rules', 'rule']);
const ALWAYS = /^(?:zod|@ansinh\/contracts\/.+)$/;
const isPureRole = (role: string | undefined): boolean => role === undefined || RULES.has(role);

const librariesOf = (house: House, source: Source): readonly string[] =>
  house.apps.find(({ path }) => path === source.place.owner)?.rooms?.get(source.place.room ?? '')?.libraries ?? [];

/** Why a file may not be imported by a rule; undefined when it may. */
type Impurity = { readonly line: number; readonly what: string; readonly why: string };

const impuritiesOfCode = (source: Source): Impurity[] =>
  [...impureWordsIn(source), ...keptStateIn(source)].map(({ what, line }) => ({
    line,
    what,
    why: `uses ${what}: the clock, random values, settings and what is kept between calls are arguments of a rule, and so are time zone and language`,
  }));

const nameOfPackage = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** What makes a file impure by itself; `through` are the files without a role that it imports, which may make it so. */
type Judged = {
  readonly own: readonly Impurity[];
  readonly through: readonly { readonly one: Import; readonly target: Source }[];
};

const judge = (house: House, source: Source): Judged => {
  const own: Impurity[] = [];
  const through: { one: Import; target: Source }[] = [];
  for (const one of source.imports) {
    const { specifier, line, typeOnly } = one;
    const found = (why: string) => own.push({ line, what: specifier, why: `imports ${why}` });
    // Data is as pure as a constant.
    if (typeOnly || ALWAYS.test(specifier) || specifier.endsWith('.json')) continue;
    const libraries = librariesOf(house, source);
    const target = house.follow(source, specifier);
    if (!specifier.startsWith('.')) {
      if (!libraries.includes(specifier) && !libraries.includes(nameOfPackage(specifier)))
        found(
          `${specifier}: a rule knows rules, contracts and zod; a pure library is named under "libraries" in rooms.json`,
        );
    } else if (target === undefined) found(`${specifier}, which is no source of the house`);
    else if (!isPureRole(target.role))
      found(`${target.path}: rules import no ${target.role}, they are given what they judge`);
    // A rule answers for itself.
    else if (target.role === undefined) through.push({ one, target });
  }
  return { own: [...own, ...impuritiesOfCode(source)], through };
};

const checkerOf = (house: House): ((source: Source) => Impurity[]) => {
  const known = new Map<Source, Judged>();
  const judgedOf = (source: Source): Judged => {
    const found = known.get(source) ?? judge(house, source);
    known.set(source, found);
    return found;
  };
  /** The nearest impurity behind files without a role, each of them looked at once, also where they form a circle. */
  const behind = (start: Source): Impurity | undefined => {
    const seen = new Map<Source, string>([[start, '']]);
    for (const [source, way] of seen) {
      const { own, through } = judgedOf(source);
      const [first] = own;
      if (first !== undefined) return { ...first, why: `${way}${first.why}` };
      for (const { target } of through) if (!seen.has(target)) seen.set(target, `${way}imports ${target.path}, which `);
    }
    return undefined;
  };
  return (source) => {
    const { own, through } = judgedOf(source);
    return [
      ...own,
      ...through.flatMap(({ one, target }) => {
        const inner = behind(target);
        if (inner === undefined) return [];
        return [{ line: one.line, what: one.specifier, why: `imports ${target.path}, which ${inner.why}` }];
      }),
    ];
  };
};

const check = (house: House): Finding[] => {
  const impurities = checkerOf(house);
  return house.production
    .filter(({ role, place }) => role !== undefined && RULES.has(role) && place.room !== undefined)
    .flatMap((source) =>
      impurities(source).map(({ line, what, why }) => ({
        law: LAW,
        file: source.path,
        line,
        what,
        sentence: `this rule ${why}`,
      })),
    );
};

export const pureRules: Law = {
  name: LAW,
  says: 'Rules import rules, contracts, zod and named pure libraries; no clock, no random value, no setting, no state.',
  check,
};
