// Law of lives: a status that SQL or a call of Prisma names is a word of the rules that decide the life of the thing. So a
// status that exists in a statement alone is found; that the statement makes the same move as the rule, a test says.
import type { Finding, Law } from '../finding.mts';
import type { House, Room } from '../house/house.mts';
import type { Source } from '../house/source.mts';
import { bare, childOf, textOf, walk } from '../house/syntax.mts';

const LAW = 'lives';

const COLUMN = 'status';
const WRITTEN = new RegExp(
  `\\b${COLUMN}"?\\s*(?:=|<>|!=|(?:NOT\\s+)?IN\\s*\\()\\s*('[\\w-]+'(?:\\s*,\\s*'[\\w-]+')*)`,
  'gi',
);

type Named = { readonly status: string; readonly line: number };

const inSql = ({ sql }: Source): Named[] =>
  sql.flatMap(({ text, line }) =>
    [...text.matchAll(WRITTEN)].flatMap(([, list = '']) =>
      list.split(',').map((literal) => ({ status: literal.trim().slice(1, -1), line })),
    ),
  );

/** `{ status: 'sent' }` of a file that writes or reads through Prisma. */
const inObjects = ({ role, syntax }: Source): Named[] => {
  const found: Named[] = [];
  if (role === 'store' || role === 'projection' || role === 'sql')
    walk(syntax.module, (node) => {
      const value = textOf(childOf(node, 'key')) === COLUMN ? childOf(node, 'value') : undefined;
      const status = value !== undefined && bare(value).type === 'StringLiteral' ? textOf(bare(value)) : undefined;
      if (status !== undefined) found.push({ status, line: syntax.linesOf(node).first });
      return undefined;
    });
  return found;
};

const WORD = /'([\w-]+)'/g;

/** Words of the rules of a room and of the rooms whose tables or files it uses. */
const wordsFor = (house: House, source: Source): ReadonlySet<string> => {
  const { owner, room = '' } = source.place;
  const rooms = house.apps.find(({ path }) => path === owner)?.rooms ?? new Map<string, Room>();
  const { imports = [], reads = [], locks = [] } = rooms.get(room) ?? {};
  const owners = [...rooms].filter(([, { tables }]) => [...reads, ...locks].some((table) => tables.includes(table)));
  const near = new Set([room, ...imports, ...owners.map(([name]) => name)]);
  return new Set(
    house.production
      .filter(({ place, role }) => place.owner === owner && role === 'rules' && near.has(place.room ?? ''))
      .flatMap(({ lines }) => [...lines.join('\n').matchAll(WORD)].map(([, word = '']) => word)),
  );
};

const check = (house: House): Finding[] =>
  house.production
    .filter(({ place }) => place.owner.startsWith('apps/') && place.room !== undefined && place.room !== '')
    .flatMap((source) => {
      const named = [...inSql(source), ...inObjects(source)];
      if (named.length === 0) return [];
      const words = wordsFor(house, source);
      return named
        .filter(({ status }) => !words.has(status))
        .map(({ status, line }) => ({
          law: LAW,
          file: source.path,
          line,
          what: status,
          sentence: `the status ${status} stands in no rules of this room or of the rooms it uses: a life is decided in one *.rules.ts`,
        }));
    });

export const lives: Law = {
  name: LAW,
  says: 'A status that a statement names is a word of the rules of its room, or of a room that it uses.',
  check,
};
