import type { Bars, Kind } from './bars.rules';
import { svg, text, widthOf } from './svg';
import { type Rail, shortKey } from './things.rules';

const LINE = 20;

const KINDS: readonly (readonly [Kind, string])[] = [
  ['request', 'request'],
  ['send', 'message sent'],
  ['process', 'message processed'],
  ['job', 'job'],
  ['other', 'other'],
];

type Entry = { readonly mark: (x: number, y: number) => string; readonly words: string };

/** What the colours and the numbers of the lines mean, each in a row of its own. */
export const entriesOf = (
  ownKey: string,
  all: readonly Bars[],
  rails: readonly Rail[],
): readonly (readonly Entry[])[] => {
  const used = new Set(all.flatMap(({ bars }) => bars.map(({ kind }) => kind)));
  const kinds = KINDS.filter(([kind]) => used.has(kind)).map(
    ([kind, words]): Entry => ({
      words,
      mark: (x, y) => svg('rect', { class: kind, x: x + 2, y: y - 9, width: 8, height: 11, rx: 2.5 }),
    }),
  );
  const things = rails.map(
    ({ key, kind }, place): Entry => ({
      words: `${kind} ${shortKey(key)}${key === ownKey ? ' (this one)' : ''}`,
      mark: (x, y) =>
        svg('circle', { class: 'stop', cx: x + 6, cy: y - 4, r: 7 }) +
        text(String(place + 1), { class: 'number', x: x + 6, y: y - 0.5, 'text-anchor': 'middle' }),
    }),
  );
  return [kinds, things].filter((entries) => entries.length > 0);
};

type Room = { readonly left: number; readonly top: number; readonly right: number };

/** Beside each other as long as there is room, then in the next line. */
export const legend = (entries: readonly Entry[], { left, top, right }: Room) => {
  let [x, y] = [left, top];
  const drawn = entries.map(({ mark, words }) => {
    const width = 30 + widthOf(words, 11);
    if (x > left && x + width > right) [x, y] = [left, y + LINE];
    const entry = mark(x, y) + text(words, { x: x + 17, y });
    x += width;
    return entry;
  });
  return { drawn: drawn.join(''), bottom: y + LINE };
};
