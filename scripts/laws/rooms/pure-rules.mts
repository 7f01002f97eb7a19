// Law of rules: they are pure. They import rules, contracts, zod and libraries that rooms.json names; the clock, random
// values and ids are arguments. A file without a role counts as a rule where a rule imports it.

import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Import } from '../house/imports.mts';
import type { Source } from '../house/source.mts';

const LAW = 'pure-rules';

const RULES = new Set(['rules', 'rule']);
const ALWAYS = /^(?:zod|@ansinh\/contracts\/.+)$/;
const IMPURE = /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\brandomUUID\(|\bperformance\.now\(|\bprocess\.env\b/;

const COMMENT = /^\s*(?:\/\/|\*|\/\*)/;

const isPureRole = (role: string | undefined): boolean => role === undefined || RULES.has(role);

const librariesOf = (house: House, source: Source): readonly string[] =>
  house.apps.find(({ path }) => path === source.place.owner)?.rooms?.get(source.place.room ?? '')?.libraries ?? [];

/** Why a file may not be imported by a rule; undefined when it may. */
type Impurity = { readonly line: number; readonly what: string; readonly why: string };

const impurityOfLines = ({ lines }: Source): Impurity[] =>
  lines.flatMap((text, index) => {
    const word = COMMENT.test(text) ? undefined : text.match(IMPURE)?.[0];
    return word === undefined
      ? []
      : [
          {
            line: index + 1,
            what: word,
            why: `uses ${word}: the clock, random values and settings are arguments of a rule`,
          },
        ];
  });

const nameOfPackage = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const checkerOf = (house: House): ((source: Source) => Impurity[]) => {
  const known = new Map<Source, Impurity[]>();

  const impurityOfImport = (source: Source, { specifier, line, typeOnly }: Import): Impurity[] => {
    // Data is as pure as a constant.
    if (typeOnly || ALWAYS.test(specifier) || specifier.endsWith('.json')) return [];
    if (!specifier.startsWith('.')) {
      const libraries = librariesOf(house, source);
      if (libraries.includes(specifier) || libraries.includes(nameOfPackage(specifier))) return [];
      const why = `imports ${specifier}: a rule knows rules, contracts and zod; a pure library is named under "libraries" in rooms.json`;
      return [{ line, what: specifier, why }];
    }
    const target = house.follow(source, specifier);
    if (target === undefined)
      return [{ line, what: specifier, why: `imports ${specifier}, which is no source of the house` }];
    if (!isPureRole(target.role))
      return [
        {
          line,
          what: specifier,
          why: `imports ${target.path}: rules import no ${target.role}, they are given what they judge`,
        },
      ];
    // A rule answers for itself.
    const [inner] = target.role === undefined ? impurities(target) : [];
    if (inner === undefined) return [];
    return [{ line, what: specifier, why: `imports ${target.path}, which ${inner.why}` }];
  };

  const impurities = (source: Source): Impurity[] => {
    const found = known.get(source);
    if (found !== undefined) return found;
    known.set(source, []);
    const all = [...source.imports.flatMap((one) => impurityOfImport(source, one)), ...impurityOfLines(source)];
    known.set(source, all);
    return all;
  };
  return impurities;
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
  says: 'Rules import rules, contracts, zod and named pure libraries; no clock, no random value, no setting.',
  check,
};
