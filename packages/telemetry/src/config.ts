const exporter = process.env.OTEL_TRACES_EXPORTER ?? 'none';
const metrics = process.env.OTEL_METRICS_EXPORTER ?? 'none';
// The SDK exports over OTLP when these are absent: with no collector that is one failed connection after the other.
process.env.OTEL_TRACES_EXPORTER = exporter;
process.env.OTEL_METRICS_EXPORTER = metrics;
process.env.OTEL_LOGS_EXPORTER ??= 'none';
// Host, process and command line on every span are bytes without an answer, and paths of the machine.
process.env.OTEL_NODE_RESOURCE_DETECTORS ??= 'env';

/** Where spans go, as the exporters of the SDK read it; undefined where they go to no server. */
const TRACE_ENDPOINTS: Readonly<Record<string, string>> = {
  zipkin: process.env.OTEL_EXPORTER_ZIPKIN_ENDPOINT ?? 'http://localhost:9411/api/v2/spans',
  otlp:
    process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ??
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT ??
    'http://localhost:4318',
};

export const environment = {
  exporting: exporter !== 'none' || metrics !== 'none',
  traceEndpoint: TRACE_ENDPOINTS[exporter],
  serviceName: process.env.OTEL_SERVICE_NAME ?? 'ansinh',
  logLevel: process.env.LOG_LEVEL ?? 'info',
  failpoints: process.env.FAILPOINTS,
  nodeEnvironment: process.env.NODE_ENV,
};
