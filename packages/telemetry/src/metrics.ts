import { type Attributes, type BatchObservableResult, metrics, type Observable } from '@opentelemetry/api';

export type Observation = { readonly value: number; readonly attributes?: Attributes };

/** What is read when somebody collects, by its name. */
export type Gauges = Readonly<
  Record<string, { readonly description: string; readonly unit: string; readonly isCounter?: true }>
>;

// Seconds: from a cached read to a claim file of thousands of rows.
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * The instruments of a service. Without an exporter (OTEL_METRICS_EXPORTER) they are those of the bare OpenTelemetry API:
 * calls that do nothing, and gauges that are never read. Attributes are names of routes, types and topics, never ids.
 */
export const createMeters = () => {
  const meter = metrics.getMeter('ansinh');
  const requests = meter.createHistogram('ansinh.request.duration', {
    description: 'Time from the first byte of a request to the end of its answer',
    unit: 's',
    advice: { explicitBucketBoundaries: DURATION_BUCKETS },
  });
  const events = meter.createCounter('ansinh.events.handled', {
    description: 'Events that reached their handler, with every retry, by type and outcome',
  });
  const deadLetters = meter.createCounter('ansinh.dead_letters.kept', {
    description: 'Messages that became dead letters, by cause and type',
  });
  const jobs = meter.createCounter('ansinh.jobs.run', {
    description: 'Attempts at jobs, by name and outcome',
  });
  return {
    request: (seconds: number, attributes: { method: string; route: string; status: number }): void =>
      requests.record(seconds, attributes),
    event: (type: string, outcome: 'done' | 'failed', count = 1): void => events.add(count, { type, outcome }),
    deadLetter: (cause: string, type: string | undefined): void =>
      deadLetters.add(1, { cause, type: type ?? 'unknown' }),
    job: (name: string, outcome: string): void => jobs.add(1, { name, outcome }),
    /** Calls `read` at each collection; returns how to end that. A failing `read` leaves a gap, not an error. */
    observe: <Names extends Gauges>(
      gauges: Names,
      read: () => Promise<Partial<Record<keyof Names, readonly Observation[]>>>,
    ): (() => void) => {
      const observables = new Map<keyof Names, Observable>(
        Object.entries(gauges).map(([name, { isCounter, ...options }]) => [
          name,
          isCounter === true
            ? meter.createObservableCounter(name, options)
            : meter.createObservableGauge(name, options),
        ]),
      );
      const all = [...observables.values()];
      const collect = async (result: BatchObservableResult): Promise<void> => {
        const observed = await read().catch(() => ({}) as Awaited<ReturnType<typeof read>>);
        for (const [name, observable] of observables)
          for (const { value, attributes } of observed[name] ?? []) result.observe(observable, value, attributes);
      };
      meter.addBatchObservableCallback(collect, all);
      return () => meter.removeBatchObservableCallback(collect, all);
    },
  };
};

export type Meters = ReturnType<typeof createMeters>;

let shared: Meters | undefined;

/** Made at the first use: telemetry has been started by then, whatever was loaded first. */
export const meters = (): Meters => {
  shared ??= createMeters();
  return shared;
};
