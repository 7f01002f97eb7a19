import { build, type Histogram } from 'hdr-histogram-js';

export type Percentiles = {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
};

// Kept in microseconds, with three digits that count.
const PER_MS = 1_000;
const DIGITS = 3;
const LOWEST = 1;
/** Longer than any test waits; what was never answered stands there. */
const NEVER_MS = 3_600_000;

export const createHistogram = (): Histogram =>
  build({
    lowestDiscernibleValue: LOWEST,
    highestTrackableValue: NEVER_MS * PER_MS,
    numberOfSignificantValueDigits: DIGITS,
    useWebAssembly: false,
  });

export const noteMs = (histogram: Histogram, ms: number): void =>
  histogram.recordValue(Math.max(0, Math.round(Math.min(ms, NEVER_MS) * PER_MS)));

const msOf = (value: number): number => (value >= NEVER_MS * PER_MS ? Number.POSITIVE_INFINITY : value / PER_MS);

/** In milliseconds; not a number where nothing was noted, infinite where it was never answered. */
export const percentilesOf = (histogram: Histogram): Percentiles => {
  const max = histogram.totalCount === 0 ? Number.NaN : msOf(histogram.maxValue);
  // A percentile is the highest value of its class, which may lie above all that was noted.
  const at = (percentile: number) => Math.min(msOf(histogram.getValueAtPercentile(percentile)), max);
  return {
    count: histogram.totalCount,
    p50: at(50),
    p95: at(95),
    p99: at(99),
    max,
  };
};

/** Of durations in milliseconds. */
export const percentiles = (values: Iterable<number>): Percentiles => {
  const histogram = createHistogram();
  for (const value of values) noteMs(histogram, value);
  return percentilesOf(histogram);
};
