import type { PlatformThingTraces, ThingTrace } from '@ansinh/contracts/operations/traces.api';

/** A span as the trace server gives it, in microseconds. */
export type Span = {
  readonly id: string;
  readonly parentId?: string;
  readonly name: string;
  readonly kind?: string;
  readonly timestamp?: number;
  readonly duration?: number;
  readonly localEndpoint: { readonly serviceName: string };
  readonly tags?: Readonly<Record<string, string>>;
};

/** When something was done, and for how long. */
export type Run = { readonly startMs: number; readonly durationMs: number };

/** What was done, and what it led to; the same thing done several times is one branch. */
export type Branch = {
  readonly name: string;
  readonly service: string;
  readonly times: number;
  /** Each time, earliest first. */
  readonly runs: readonly Run[];
  readonly longestMs: number;
  readonly statements: number;
  readonly branches: readonly Branch[];
};

const isStatement = ({ tags = {} }: Span): boolean => tags['db.system.name'] !== undefined;
/** The call of the caller; the span of who answers says the same. */
const isCall = ({ kind, tags = {} }: Span): boolean => kind === 'CLIENT' && tags['db.system.name'] === undefined;

/** The trace server writes names in small letters; the tags have them as they were. */
const nameOf = ({ name, tags = {} }: Span): string => {
  const method = tags['http.request.method'];
  const route = tags['http.route'];
  return method === undefined || route === undefined ? name : `${method} ${route}`;
};

const byTime = (one: Span, other: Span): number => (one.timestamp ?? 0) - (other.timestamp ?? 0);

const merge = (branches: readonly Branch[]): Branch[] => {
  const groups = Map.groupBy(branches, ({ name, service }) => `${service} ${name}`);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const all = [first, ...rest];
    return [
      {
        ...first,
        times: all.reduce((sum, { times }) => sum + times, 0),
        runs: all.flatMap(({ runs }) => runs).toSorted((one, other) => one.startMs - other.startMs),
        longestMs: Math.max(...all.map(({ longestMs }) => longestMs)),
        statements: all.reduce((sum, { statements }) => sum + statements, 0),
        branches: merge(all.flatMap((each) => each.branches)),
      },
    ];
  });
};

type Below = { readonly statements: number; readonly branches: readonly Branch[] };

/** The tree of one trace. Statements are counted at what made them, calls are left out for what they called. */
export const treeOf = (spans: readonly Span[]): readonly Branch[] => {
  const ids = new Set(spans.map(({ id }) => id));
  const isRoot = ({ parentId }: Span): boolean => parentId === undefined || !ids.has(parentId);
  const children = Map.groupBy(spans.toSorted(byTime), (span) => (isRoot(span) ? '' : (span.parentId ?? '')));
  const below = (id: string): Below => {
    const found = (children.get(id) ?? []).map((span): Below => {
      const under = below(span.id);
      if (isStatement(span)) return { ...under, statements: under.statements + 1 };
      if (isCall(span)) return under;
      const branch: Branch = {
        name: nameOf(span),
        service: span.localEndpoint.serviceName,
        times: 1,
        runs: [{ startMs: (span.timestamp ?? 0) / 1000, durationMs: (span.duration ?? 0) / 1000 }],
        longestMs: (span.duration ?? 0) / 1000,
        statements: under.statements,
        branches: under.branches,
      };
      return { statements: 0, branches: [branch] };
    });
    return {
      statements: found.reduce((sum, { statements }) => sum + statements, 0),
      branches: merge(found.flatMap(({ branches }) => branches)),
    };
  };
  return below('').branches;
};

const labelOf = ({ name, service, times, longestMs, statements }: Branch): string =>
  [
    `${name}${times === 1 ? '' : ` x ${times}`}`,
    service,
    `${longestMs.toFixed(longestMs < 10 ? 1 : 0)} ms`,
    ...(statements === 0 ? [] : [`${statements} statement${statements === 1 ? '' : 's'}`]),
  ].join(' · ');

const linesOf = (branches: readonly Branch[], indent: string): string[] =>
  branches.flatMap((branch, index) => {
    const isLast = index === branches.length - 1;
    return [
      `${indent}${isLast ? '└─' : '├─'} ${labelOf(branch)}`,
      ...linesOf(branch.branches, `${indent}${isLast ? '   ' : '│  '}`),
    ];
  });

const headOf = ({ at, about, key, traceId }: ThingTrace, isRelated: boolean): string =>
  `${at.slice(0, 10)} ${at.slice(11, 23)}  ${about}${isRelated ? ` of ${key}` : ''}  trace ${traceId}`;

/** What the platform told of a thing, and what the trace server has of each trace. */
export type Life = {
  readonly told: PlatformThingTraces;
  readonly spansOf: ReadonlyMap<string, readonly Span[]>;
};

/** All traces of a thing, each as a tree, oldest first. */
export const lifeText = ({ told: { key, items, related, unavailable }, spansOf }: Life): string => {
  const lines = [
    `${key}: ${items.length} traces, with those of ${related.length} things that it came from or went on in`,
    ...unavailable.map(({ service, reason }) => `not whole: ${service} ${reason}`),
  ];
  for (const item of items) {
    const spans = spansOf.get(item.traceId) ?? [];
    lines.push('', headOf(item, item.key !== key));
    lines.push(...(spans.length === 0 ? ['└─ the trace server does not have it'] : linesOf(treeOf(spans), '')));
  }
  return `${lines.join('\n')}\n`;
};
