import type { Arrow, Bar } from './bars.rules';
import { BAR_WIDTH, type Block, LINE_HEIGHT, MARK_WIDTH, type Placed } from './block.rules';
import { durationText, type Piece, ticksOf } from './scale.rules';
import { svg, text } from './svg';

export type Frame = {
  /** Of the first instant. */
  readonly top: number;
  readonly axisX: number;
  readonly right: number;
};

const BASELINE = 9;

/** A jagged line: here is time that is not drawn. */
export const breakAt = (x: number, top: number, bottom: number): string => {
  const middle = (top + bottom) / 2;
  const path = `M${x} ${top}V${middle - 6}l-4 2l8 4l-8 4l4 2V${bottom}`;
  return svg('path', { class: 'break', d: path });
};

const axis = (pieces: readonly Piece[], { axisX, top }: Frame): string[] =>
  pieces.flatMap((piece, index) => {
    const before = pieces[index - 1];
    const line = svg('path', { class: 'axis', d: `M${axisX} ${top + piece.top}V${top + piece.bottom}` });
    if (before === undefined) return [line];
    const quiet = durationText(piece.startMs - before.endMs);
    return [
      breakAt(axisX, top + before.bottom, top + piece.top),
      text(`${quiet} of nothing`, {
        class: 'small quiet',
        x: axisX + 12,
        y: top + (before.bottom + piece.top) / 2 + 4,
      }),
      line,
    ];
  });

const ticks = ({ scale }: Block, { axisX, top, right }: Frame): string[] =>
  ticksOf(scale).flatMap(({ y, text: after }) => [
    svg('path', { class: 'grid', d: `M${axisX} ${Math.round(top + y) + 0.5}H${right}` }),
    text(after, { class: 'small quiet', x: axisX - 6, y: top + y + 4, 'text-anchor': 'end' }),
  ]);

/** Where what led to the other ended: a request while it is answered, a message when it was sent. */
const leaves = ({ bar: { kind }, runs, y, bottom }: Placed, to: Placed): number => {
  if (kind !== 'send') return Math.max(y + 1, Math.min(bottom, to.y + 1));
  const sent = runs.findLast((run) => run.y <= to.y) ?? { y, height: bottom - y };
  return Math.min(sent.y + sent.height - 1, Math.max(sent.y + 1, to.y));
};

const arrow = (from: Placed, to: Placed, top: number): string => {
  const isRight = to.x > from.x;
  const x1 = from.x + (isRight ? BAR_WIDTH : 0);
  const x2 = to.x + (isRight ? -1 : BAR_WIDTH + 1);
  const y1 = top + leaves(from, to);
  const y2 = top + to.y + 1.5;
  const bend = Math.min(60, Math.max(18, Math.abs(x2 - x1) / 2)) * (isRight ? 1 : -1);
  const head = isRight ? -5 : 5;
  const ends = [x1, y1, x1 + bend, y1, x2 + head - bend, y2, x2 + head, y2].map((each) => Number(each.toFixed(1)));
  const [a, b, c, d, e, f, g, h] = ends;
  return [
    svg('path', { class: 'arrow', d: `M${a} ${b}C${c} ${d} ${e} ${f} ${g} ${h}` }),
    svg('path', { class: 'point', d: `M${Number(x2.toFixed(1))} ${h}l${head} -3.5v7z` }),
  ].join('');
};

const bar = ({ bar: { kind }, runs, x }: Placed, top: number): string[] =>
  runs.map(({ y, height }) =>
    svg('rect', { class: kind, x, y: top + y, width: BAR_WIDTH, height, rx: Math.min(2.5, height / 2) }),
  );

/** With a ground of its own: arrows and lines pass behind it. */
const words = ({ bar: { kind }, labelX, labelY, lines, meta, width }: Placed, top: number): string[] => [
  svg('rect', {
    class: 'lane',
    x: labelX - MARK_WIDTH + 2,
    y: top + labelY - 1,
    width: width + MARK_WIDTH + 2,
    height: (lines.length + 1) * LINE_HEIGHT + 1,
  }),
  svg('circle', { class: kind, cx: labelX - 5.5, cy: top + labelY + BASELINE - 3.5, r: 2.5 }),
  ...lines.map((line, place) => text(line, { x: labelX, y: top + labelY + BASELINE + place * LINE_HEIGHT })),
  text(meta, { class: 'meta', x: labelX, y: top + labelY + BASELINE + lines.length * LINE_HEIGHT }),
];

/** One trace: the time on the left, what was done in the lanes of its services. */
export const tracePicture = (block: Block, arrows: readonly Arrow[], frame: Frame): string => {
  const { placed, scale } = block;
  const { top } = frame;
  const placeOf = new Map<Bar, Placed>(placed.map((each) => [each.bar, each]));
  const drawn = arrows.flatMap(({ from, to }) => {
    const [one, other] = [placeOf.get(from), placeOf.get(to)];
    return one === undefined || other === undefined ? [] : [arrow(one, other, top)];
  });
  return [
    ...ticks(block, frame),
    ...axis(scale.pieces, frame),
    ...drawn,
    ...placed.flatMap((each) => words(each, top)),
    ...placed.flatMap((each) => bar(each, top)),
  ].join('');
};
