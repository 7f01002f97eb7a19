import type { Bar, Bars } from './bars.rules';
import { durationText, placeOf, type Scale, scaleOf } from './scale.rules';

/** The services beside each other. */
export type Lanes = { readonly names: readonly string[]; readonly left: number; readonly width: number };

/** Where a bar and its words stand, from the top of the block. */
export type Placed = {
  readonly bar: Bar;
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly runs: readonly { readonly y: number; readonly height: number }[];
  readonly labelX: number;
  readonly labelY: number;
  readonly lines: readonly string[];
  readonly meta: string;
  /** Of the words. */
  readonly width: number;
};

/** A trace: its bars by their time, as high as they and their words are. */
export type Block = { readonly scale: Scale; readonly placed: readonly Placed[]; readonly height: number };

export const BAR_WIDTH = 9;
export const LINE_HEIGHT = 13;
export const LABEL_SIZE = 11;
export const LANE_GAP = 8;
const COLUMN_WIDTH = 13;
/** More at the same time stand in front of each other. */
const COLUMNS_MAX = 5;
const BAR_LEAST = 3;
const PADDING = 10;
const LABEL_GAP = 5;
/** Before the words, in the colour of the bar. */
export const MARK_WIDTH = 12;

/** What a picture must guess of a text: how wide it is, and its lines in a width. */
export type Letters = {
  readonly widthOf: (content: string, size: number) => number;
  readonly wrapped: (content: string, width: number, size: number) => readonly string[];
};

const metaOf = ({ times, longestMs, statements }: Bar): string =>
  [
    `${times === 1 ? '' : '≤ '}${durationText(longestMs)}`,
    ...(statements === 0 ? [] : [`${statements} statement${statements === 1 ? '' : 's'}`]),
  ].join(' · ');

type Stood = Omit<Placed, 'x' | 'labelX' | 'labelY' | 'lines' | 'meta' | 'width'>;

const stand = (bar: Bar, scale: Scale): Stood => {
  const runs = bar.runs.map(({ startMs, durationMs }) => {
    const y = placeOf(scale, startMs);
    return { y, height: Math.max(BAR_LEAST, placeOf(scale, startMs + durationMs) - y) };
  });
  const bottom = Math.max(...runs.map(({ y, height }) => y + height));
  return { bar, runs, y: placeOf(scale, bar.startMs), bottom };
};

/** Bars of the same time stand beside each other. */
const columnsOf = (stood: readonly Stood[]): readonly number[] => {
  const bottoms: number[] = [];
  return stood.map(({ y, bottom }) => {
    const free = bottoms.findIndex((used) => used + 1 < y);
    const column = Math.min(free === -1 ? bottoms.length : free, COLUMNS_MAX - 1);
    bottoms[column] = Math.max(bottom, bottoms[column] ?? 0);
    return column;
  });
};

type Lane = { readonly left: number; readonly width: number };

/** The bars of one service; words that would stand on each other move down. */
const laneOf = (bars: readonly Bar[], scale: Scale, lane: Lane, letters: Letters): Placed[] => {
  const stood = bars.map((bar) => stand(bar, scale));
  const columns = columnsOf(stood);
  const labelX = lane.left + PADDING + (Math.max(...columns) + 1) * COLUMN_WIDTH + MARK_WIDTH;
  let free = 0;
  return stood.map((each, place) => {
    const { bar } = each;
    const name = `${bar.name}${bar.times === 1 ? '' : `\u00a0×\u00a0${bar.times}`}`;
    const lines = letters.wrapped(name, lane.left + lane.width - labelX - 4, LABEL_SIZE);
    const labelY = Math.max(free, each.y);
    free = labelY + (lines.length + 1) * LINE_HEIGHT + LABEL_GAP;
    const x = lane.left + PADDING + (columns[place] ?? 0) * COLUMN_WIDTH;
    const meta = metaOf(bar);
    const width = Math.max(...[...lines, meta].map((line) => letters.widthOf(line, LABEL_SIZE)));
    return { ...each, x, labelX, labelY, lines, meta, width };
  });
};

export const blockOf = ({ bars }: Bars, { names, left, width }: Lanes, letters: Letters): Block => {
  const scale = scaleOf(
    bars.flatMap(({ runs }) => runs.map(({ startMs, durationMs }) => ({ startMs, endMs: startMs + durationMs }))),
  );
  const placed = names.flatMap((name, place) => {
    const own = bars.filter(({ service }) => service === name);
    const lane = { left: left + place * (width + LANE_GAP), width };
    return own.length === 0 ? [] : laneOf(own, scale, lane, letters);
  });
  const bottoms = placed.map(({ bottom, labelY, lines }) =>
    Math.max(bottom, labelY + (lines.length + 1) * LINE_HEIGHT),
  );
  return { scale, placed, height: Math.max(scale.height, ...bottoms, 0) };
};
