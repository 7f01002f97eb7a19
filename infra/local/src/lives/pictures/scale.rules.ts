/** Where instants stand on an axis that leaves out what is quiet. */

export type Interval = { readonly startMs: number; readonly endMs: number };

/** A time that is drawn, from `top` to `bottom`. */
export type Piece = Interval & { readonly top: number; readonly bottom: number };

/** Pieces are of one measure; what lies between two of them is a break. */
export type Scale = { readonly pieces: readonly Piece[]; readonly height: number };

export type Tick = { readonly y: number; readonly text: string };

const BREAK_HEIGHT = 26;
/** A shorter silence is drawn as long as it was. */
const QUIET_MS = 1_000;
/** What lasts longer is drawn longer, but for what would be a dot or fill a page. */
const HEIGHT = { least: 40, most: 240, ofMs: 0.09 };
const TICK_GAP = 34;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const two = (large: number, largeName: string, small: number, smallName: string): string =>
  small === 0 ? `${large} ${largeName}` : `${large} ${largeName} ${small} ${smallName}`;

/** "2.5 ms", "140 ms", "4.4 s", "3 min 20 s", "5 h", "2 days 4 h". */
export const durationText = (ms: number): string => {
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${Number((ms / SECOND_MS).toFixed(1))} s`;
  if (ms < HOUR_MS) return two(Math.floor(ms / MINUTE_MS), 'min', Math.floor((ms % MINUTE_MS) / SECOND_MS), 's');
  if (ms < DAY_MS) return two(Math.floor(ms / HOUR_MS), 'h', Math.floor((ms % HOUR_MS) / MINUTE_MS), 'min');
  const days = Math.floor(ms / DAY_MS);
  return two(days, days === 1 ? 'day' : 'days', Math.floor((ms % DAY_MS) / HOUR_MS), 'h');
};

/** Those between which nothing is for longer than `quietMs`, as one. */
const joined = (intervals: readonly Interval[], quietMs: number): readonly Interval[] => {
  const done: Interval[] = [];
  for (const next of intervals.toSorted((one, other) => one.startMs - other.startMs)) {
    const last = done.at(-1);
    if (last === undefined || next.startMs - last.endMs > quietMs) done.push(next);
    else done[done.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, next.endMs) };
  }
  return done;
};

const lengthOf = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

export const scaleOf = (intervals: readonly Interval[]): Scale => {
  const busyMs = lengthOf(joined(intervals, 0));
  const shown = joined(intervals, Math.max(QUIET_MS, busyMs));
  const shownMs = Math.max(1, lengthOf(shown));
  const perMs = Math.min(HEIGHT.most, HEIGHT.least + shownMs * HEIGHT.ofMs) / shownMs;
  let top = 0;
  const pieces = shown.map(({ startMs, endMs }): Piece => {
    const piece = { startMs, endMs, top, bottom: top + (endMs - startMs) * perMs };
    top = piece.bottom + BREAK_HEIGHT;
    return piece;
  });
  return { pieces, height: pieces.at(-1)?.bottom ?? 0 };
};

/** An instant of a piece; any other is moved to the nearest piece before it, or to the first. */
export const placeOf = ({ pieces }: Scale, ms: number): number => {
  const piece = pieces.findLast(({ startMs }) => startMs <= ms);
  if (piece === undefined) return 0;
  const { startMs, endMs, top, bottom } = piece;
  const share = endMs === startMs ? 0 : (Math.min(ms, endMs) - startMs) / (endMs - startMs);
  return top + share * (bottom - top);
};

/** 1, 2, 5, 10, 20 ... ms, so that two ticks do not touch. */
const stepOf = (perMs: number): number => {
  const least = TICK_GAP / perMs;
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
};

/** How long after the first instant each place is; the beginning of every piece has one. */
export const ticksOf = ({ pieces }: Scale): readonly Tick[] => {
  const zero = pieces[0]?.startMs ?? 0;
  return pieces.flatMap((piece, index) => {
    const begin: Tick = { y: piece.top, text: index === 0 ? '0' : `+ ${durationText(piece.startMs - zero)}` };
    // After a break what follows is told by its beginning alone.
    if (index > 0 || piece.endMs === piece.startMs) return [begin];
    const perMs = (piece.bottom - piece.top) / (piece.endMs - piece.startMs);
    const step = stepOf(perMs);
    const count = Math.floor((piece.endMs - piece.startMs) / step);
    const ticks = Array.from({ length: count }, (_, place): Tick => {
      const ms = (place + 1) * step;
      return { y: piece.top + ms * perMs, text: durationText(ms) };
    });
    return [begin, ...ticks];
  });
};
