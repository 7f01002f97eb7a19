import type { ThingTrace } from '@ansinh/contracts/operations/traces.api';
import { DECLARATION } from '@ansinh/xml';
import type { Life } from '../trees/life.rules';
import { type Bars, barsOf, lanesOf } from './bars.rules';
import { type Block, blockOf, LANE_GAP, type Lanes } from './block.rules';
import { entriesOf, legend } from './legend';
import { STYLE } from './picture-style';
import { durationText } from './scale.rules';
import { said, svg, text, widthOf, wrapped } from './svg';
import { kindOfThing, type Rail, railsOf, shortKey } from './things.rules';
import { breakAt, tracePicture } from './trace-picture';

const MARGIN = 24;
const RAIL_GAP = 22;
const TICKS_WIDTH = 74;
const LANE_WIDTH = 220;
const HEAD_HEIGHT = 26;
const BELOW_HEAD = 12;
const BETWEEN = 46;
const DAY_HEIGHT = 30;

/** One trace of the life, with its place in the picture. */
type Scene = {
  readonly item: ThingTrace;
  readonly bars: Bars;
  readonly block: Block;
  /** Of its headline. */
  readonly top: number;
  readonly startMs: number;
  readonly endMs: number;
};

/** Where everything stands from left to right. */
type Columns = { readonly axisX: number; readonly lanes: Lanes; readonly right: number };

const columnsOf = (rails: readonly Rail[], services: readonly string[]): Columns => {
  const axisX = MARGIN + rails.length * RAIL_GAP + TICKS_WIDTH;
  const left = axisX + 10;
  const names = services.length === 0 ? ['no service'] : services;
  const right = left + names.length * (LANE_WIDTH + LANE_GAP) - LANE_GAP;
  return { axisX, lanes: { names, left, width: LANE_WIDTH }, right };
};

const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const dayOf = ({ at }: Pick<ThingTrace, 'at'>): string => DAY.format(new Date(at));

/** The traces from above to below, each under the one before it; a new day has a line of its own. */
const scenesOf = (
  items: readonly ThingTrace[],
  all: readonly Bars[],
  lanes: Lanes,
  first: number,
): readonly Scene[] => {
  let top = first;
  return items.map((item, place) => {
    const bars = all[place] ?? { bars: [], arrows: [], more: 0 };
    const block = blockOf(bars, lanes, { widthOf, wrapped });
    const before = items[place - 1];
    if (before === undefined || dayOf(before) !== dayOf(item)) top += DAY_HEIGHT;
    const instants = bars.bars.flatMap(({ startMs, endMs }) => [startMs, endMs]);
    const at = Date.parse(item.at);
    const scene = { item, bars, block, top, startMs: Math.min(at, ...instants), endMs: Math.max(at, ...instants) };
    const content = bars.bars.length === 0 ? 20 : block.height + (bars.more === 0 ? 0 : 18);
    top += HEAD_HEIGHT + BELOW_HEAD + content + BETWEEN;
    return scene;
  });
};

const bottomOf = ({ top, bars, block }: Scene): number =>
  top + HEAD_HEIGHT + BELOW_HEAD + (bars.bars.length === 0 ? 20 : block.height + (bars.more === 0 ? 0 : 18));

const headline = ({ item, top }: Scene, life: Life, { lanes: { left }, right }: Columns): string => {
  const { key, at, about, traceId } = item;
  const y = top + 17;
  const when = at.slice(11, 23);
  const what = key === life.told.key ? about : `${about} of ${kindOfThing(life, key)} ${shortKey(key)}`;
  return [
    svg('rect', { class: 'head', x: left, y: top, width: right - left, height: HEAD_HEIGHT, rx: 5 }),
    text(when, { class: 'when', x: left + 10, y }),
    text(what, { x: left + 112, y }),
    text(`trace ${traceId.slice(0, 8)}…`, { class: 'quiet', x: right - 10, y, 'text-anchor': 'end' }),
  ].join('');
};

const contentOf = (scene: Scene, { axisX, lanes: { left }, right }: Columns): string => {
  const { bars, block, item } = scene;
  const top = scene.top + HEAD_HEIGHT + BELOW_HEAD;
  if (bars.bars.length === 0) {
    const why = item.kept === false ? 'not sampled: the log has its lines' : 'the trace server does not have it';
    return text(why, { class: 'meta', x: left + 10, y: top + 9 });
  }
  const more = `and ${bars.more} more`;
  return [
    tracePicture(block, bars.arrows, { top, axisX, right }),
    ...(bars.more === 0 ? [] : [text(more, { class: 'meta', x: left + 10, y: top + block.height + 14 })]),
  ].join('');
};

/** What lies between a trace and the one before it. */
const pauseOf = (scene: Scene, before: Scene | undefined, { axisX, lanes: { left } }: Columns): string => {
  const isNewDay = before === undefined || dayOf(before.item) !== dayOf(scene.item);
  const day = isNewDay ? [text(dayOf(scene.item), { class: 'service', x: left, y: scene.top - 12 })] : [];
  if (before === undefined) return day.join('');
  const [from, to] = [bottomOf(before) + 6, scene.top - (isNewDay ? DAY_HEIGHT : 4)];
  const pauseMs = scene.startMs - before.endMs;
  const words = pauseMs > 0 ? `${durationText(pauseMs)} later` : 'meanwhile';
  return [breakAt(axisX, from, to), text(words, { class: 'quiet', x: left, y: (from + to) / 2 + 4 }), ...day].join('');
};

/**
 * A line through the traces that a thing is told of in, with its number at each. That of the thing itself goes through all of its
 * life, past what tells only of what it came from or went on in.
 */
const railPicture = ({ key, traces }: Rail, place: number, scenes: readonly Scene[], life: Life): string => {
  const x = MARGIN + 9 + place * RAIL_GAP;
  const middleOf = (scene: Scene | undefined): number => (scene?.top ?? 0) + HEAD_HEIGHT / 2;
  const stops = traces.map((index) => middleOf(scenes[index]));
  const passed = key === life.told.key ? scenes.filter((_, index) => !traces.includes(index)).map(middleOf) : [];
  const [first = 0, ...others] = stops;
  const all = [...stops, ...passed];
  return [
    svg('path', { class: 'rail', d: `M${x} ${Math.min(...all)}V${Math.max(...all)}` }),
    ...passed.map((y) => svg('circle', { class: 'pass', cx: x, cy: y, r: 4 })),
    ...others.map((y) => svg('path', { class: 'stop', d: `M${x} ${y - 8}l-4.5 -7h9z` })),
    ...[first, ...others].flatMap((y) => [
      svg('circle', { class: 'stop', cx: x, cy: y, r: 8 }),
      text(String(place + 1), { class: 'number', x, y: y + 3.5, 'text-anchor': 'middle' }),
    ]),
  ].join('');
};

const subtitleOf = ({ told: { items, unavailable } }: Life): string[] => {
  const [first, last] = [items[0]?.at, items.at(-1)?.at];
  const count = `${items.length} trace${items.length === 1 ? '' : 's'}`;
  const lastsMs = first === undefined || last === undefined ? 0 : Date.parse(last) - Date.parse(first);
  return [
    `${count} in ${durationText(lastsMs)}, times in UTC. A bar is as long as what it shows took.`,
    'A jagged line leaves out time in which nothing was done; an arrow leads from a request or a message to what it caused.',
    'The lines on the left are things that link the traces; a small circle is a trace of what the first came from or went on in.',
    ...unavailable.map(({ service, reason }) => `Not whole: ${service} ${reason}`),
  ];
};

/** The top of the picture, down to the names of the lanes. */
const opening = (life: Life, all: readonly Bars[], rails: readonly Rail[], { lanes, right }: Columns) => {
  const { key } = life.told;
  const lines = subtitleOf(life).flatMap((line) => wrapped(line, right - MARGIN, 11));
  let y = MARGIN + 42;
  const drawn = [
    text(`The life of ${kindOfThing(life, key)} ${shortKey(key)}`, { class: 'title', x: MARGIN, y: MARGIN + 18 }),
  ];
  for (const line of lines) {
    drawn.push(text(line, { class: 'quiet', x: MARGIN, y }));
    y += 16;
  }
  y += 10;
  for (const entries of entriesOf(life.told.key, all, rails)) {
    const { drawn: row, bottom } = legend(entries, { left: MARGIN, top: y, right });
    drawn.push(row);
    y = bottom;
  }
  y += 22;
  const names = lanes.names.map((name, place) =>
    text(name, { class: 'service', x: lanes.left + place * (lanes.width + LANE_GAP) + 10, y }),
  );
  return { drawn: [...drawn, ...names].join(''), bottom: y };
};

/**
 * All traces of a thing as a picture (SVG): time goes down, each service is a lane, and what links the traces are the things
 * that they are about. It stands by itself, on light and on dark ground.
 */
export const lifePicture = (life: Life): string => {
  const { items, key } = life.told;
  const all = items.map(({ traceId }) => barsOf(life.spansOf.get(traceId) ?? []));
  const rails = railsOf(life);
  const columns = columnsOf(rails, lanesOf(all));
  const { lanes, right } = columns;
  const head = opening(life, all, rails, columns);
  const scenes = scenesOf(items, all, lanes, head.bottom + 14);
  const [width, last] = [right + MARGIN, scenes.at(-1)];
  const height = (last === undefined ? head.bottom : bottomOf(last)) + MARGIN;
  const bands = lanes.names.map((_, place) => {
    const x = lanes.left + place * (lanes.width + LANE_GAP);
    return svg('rect', {
      class: 'lane',
      x,
      y: head.bottom - 20,
      width: lanes.width,
      height: height - head.bottom + 8,
      rx: 6,
    });
  });
  const content = [
    said('title', `The life of ${kindOfThing(life, key)} ${shortKey(key)}`),
    said('desc', subtitleOf(life).join(' ')),
    svg('style', {}, [STYLE]),
    svg('rect', { class: 'ground', x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 10 }),
    ...bands,
    head.drawn,
    ...scenes.map((scene, place) => pauseOf(scene, scenes[place - 1], columns)),
    ...rails.map((rail, place) => railPicture(rail, place, scenes, life)),
    ...scenes.map((scene) => headline(scene, life, columns) + contentOf(scene, columns)),
  ];
  const size = { width, height, viewBox: `0 0 ${Number(width.toFixed(1))} ${Number(height.toFixed(1))}` };
  return `${DECLARATION}\n${svg('svg', { xmlns: 'http://www.w3.org/2000/svg', role: 'img', ...size }, content)}\n`;
};
