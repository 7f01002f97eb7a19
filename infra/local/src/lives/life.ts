import { PlatformThingTraces } from '@ansinh/contracts/operations/traces.api';
import { refusalOf } from '../sample-month/partners/call-refused';
import { type Life, lifeText, type Span } from './trees/life.rules';

export type LifeOptions = {
  readonly gatewayUrl: string;
  readonly zipkinUrl: string;
  /** Of an operator. */
  readonly token: string;
};

const spansOf = async (zipkinUrl: string, traceId: string): Promise<readonly Span[]> => {
  const response = await fetch(`${zipkinUrl}/api/v2/trace/${traceId}`);
  return response.ok ? ((await response.json()) as Span[]) : [];
};

/**
 * What happened to a thing, by its id: the gateway names the traces, the trace server has what was done in them.
 * @throws CallRefused when nobody knows of it
 */
export const readLife = async ({ gatewayUrl, zipkinUrl, token }: LifeOptions, key: string): Promise<Life> => {
  const path = `/v1/operations/traces/${encodeURIComponent(key)}`;
  const response = await fetch(`${gatewayUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  if (!response.ok) throw refusalOf(`GET ${path}`, response.status, text);
  const told = PlatformThingTraces.parse(JSON.parse(text));
  const found = await Promise.all(
    told.items.map(async ({ traceId }) => [traceId, await spansOf(zipkinUrl, traceId)] as const),
  );
  return { told, spansOf: new Map(found) };
};

/**
 * The same as a text, trace by trace.
 * @throws CallRefused when nobody knows of it
 */
export const tellLife = async (options: LifeOptions, key: string): Promise<string> =>
  lifeText(await readLife(options, key));
