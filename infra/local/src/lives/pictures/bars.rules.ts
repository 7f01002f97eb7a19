import { type Branch, type Run, type Span, treeOf } from '../trees/life.rules';

export type Kind = 'request' | 'send' | 'process' | 'job' | 'other';

/** What was done in one service, once or several times, as the picture shows it. */
export type Bar = {
  readonly name: string;
  readonly service: string;
  readonly kind: Kind;
  readonly times: number;
  readonly longestMs: number;
  readonly statements: number;
  /** At most as many as can be seen. */
  readonly runs: readonly Run[];
  readonly startMs: number;
  readonly endMs: number;
  readonly parent: Bar | undefined;
};

export type Arrow = { readonly from: Bar; readonly to: Bar };

export type Bars = {
  /** Earliest first. */
  readonly bars: readonly Bar[];
  readonly arrows: readonly Arrow[];
  /** How many kinds of things were done that are not among the bars. */
  readonly more: number;
};

/** A trace has as many at most, whatever was done in it: a picture is looked at by a person. */
export const BARS_MAX = 20;
const RUNS_MAX = 12;

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^[A-Z]+ \//, 'request'],
  [/^send /, 'send'],
  [/^process /, 'process'],
  [/^(?:settle )?job /, 'job'],
];

const kindOf = (name: string): Kind => KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';

const barOf = ({ name, service, times, longestMs, statements, runs }: Branch, parent: Bar | undefined): Bar => ({
  name,
  service,
  kind: kindOf(name),
  times,
  longestMs,
  statements,
  runs: runs.slice(0, RUNS_MAX),
  startMs: Math.min(...runs.map(({ startMs }) => startMs)),
  endMs: Math.max(...runs.slice(0, RUNS_MAX).map(({ startMs, durationMs }) => startMs + durationMs)),
  parent,
});

const flat = (branches: readonly Branch[], parent?: Bar): Bar[] =>
  branches.flatMap((branch) => {
    const bar = barOf(branch, parent);
    return [bar, ...flat(branch.branches, bar)];
  });

const topicOf = (name: string): string => name.slice(name.indexOf(' ') + 1);

/** A message comes from its sending, a request from who called. A job is begun by nobody but the clock. */
const originOf = (bar: Bar, bars: readonly Bar[]): Bar | undefined => {
  if (bar.kind === 'process') {
    const sent = bars.findLast(
      ({ kind, name, startMs }) => kind === 'send' && topicOf(name) === topicOf(bar.name) && startMs <= bar.startMs,
    );
    if (sent !== undefined) return sent;
  }
  const { parent } = bar;
  const isCaused = bar.kind === 'request' || bar.kind === 'process';
  return isCaused && parent !== undefined && parent.service !== bar.service && bars.includes(parent)
    ? parent
    : undefined;
};

/** What was done in a trace, and what of it led to what in another place. */
export const barsOf = (spans: readonly Span[]): Bars => {
  const all = flat(treeOf(spans)).toSorted((one, other) => one.startMs - other.startMs);
  const bars = all.slice(0, BARS_MAX);
  const arrows = bars.flatMap((to): Arrow[] => {
    const from = originOf(to, bars);
    return from === undefined ? [] : [{ from, to }];
  });
  return { bars, arrows, more: all.length - bars.length };
};

/** The gateway before the services, these in the order in which they came in. */
export const lanesOf = (traces: readonly Bars[]): readonly string[] => {
  const services = [...new Set(traces.flatMap(({ bars }) => bars.map(({ service }) => service)))];
  const [doors, others] = [
    services.filter((name) => name === 'gateway'),
    services.filter((name) => name !== 'gateway'),
  ];
  return [...doors, ...others];
};
