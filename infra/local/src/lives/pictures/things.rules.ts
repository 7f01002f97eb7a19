import type { Life, Span } from '../trees/life.rules';

/** A thing that several traces are about: it links them, however many days lie between. */
export type Rail = {
  readonly key: string;
  /** "payout", or "thing" where no span says what it is. */
  readonly kind: string;
  /** Which of the traces name it, by their places. */
  readonly traces: readonly number[];
};

/** More than these beside each other nobody follows. */
const RAILS_MAX = 6;
const SHOWN_WHOLE = 16;

/** `ansinh.payout.id`: one id, or several. */
const ATTRIBUTE = /^ansinh\.([a-z]+)\.id$/;
const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** "01a229da…d897": ids of one day begin alike and end differently. */
export const shortKey = (key: string): string =>
  key.length <= SHOWN_WHOLE ? key : `${key.slice(0, 8)}…${key.slice(-4)}`;

type Named = { readonly key: string; readonly kind: string };

const namedIn = (spans: readonly Span[]): readonly Named[] =>
  spans.flatMap(({ tags = {} }) =>
    Object.entries(tags).flatMap(([name, value]) => {
      const kind = ATTRIBUTE.exec(name)?.[1];
      return kind === undefined ? [] : (value.match(ID) ?? []).map((key): Named => ({ key, kind }));
    }),
  );

/** What a thing is, as the spans that name it say. */
export const kindOfThing = ({ spansOf }: Life, key: string): string =>
  [...spansOf.values()].flatMap(namedIn).find((named) => named.key === key)?.kind ?? 'thing';

/** The thing itself and those that it came from or went on in, as far as they link traces. */
export const railsOf = (life: Life): readonly Rail[] => {
  const { key, items, related } = life.told;
  const named = items.map((item) => [
    item.key,
    ...namedIn(life.spansOf.get(item.traceId) ?? []).map((each) => each.key),
  ]);
  const things = new Set([key, ...items.map((item) => item.key), ...related]);
  return [...things]
    .map((thing) => ({
      key: thing,
      kind: kindOfThing(life, thing),
      traces: named.flatMap((keys, place) => (keys.includes(thing) ? [place] : [])),
    }))
    .filter((rail) => rail.key === key || rail.traces.length > 1)
    .slice(0, RAILS_MAX);
};
