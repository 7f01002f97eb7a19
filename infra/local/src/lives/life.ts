import { PlatformThingTraces } from '@ansinh/contracts/operations/traces.api';
import { refusalOf } from '../sample-month/partners/call-refused';
import { lifeText, type Span } from './life.rules';

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
export const tellLife = async ({ gatewayUrl, zipkinUrl, token }: LifeOptions, key: string): Promise<string> => {
  const path = `/v1/operations/traces/${encodeURIComponent(key)}`;
  const response = await fetch(`${gatewayUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  if (!response.ok) throw refusalOf(`GET ${path}`, response.status, text);
  const told = PlatformThingTraces.parse(JSON.parse(text));
  const found = await Promise.all(
    told.items.map(async ({ traceId }) => [traceId, await spansOf(zipkinUrl, traceId)] as const),
  );
  return lifeText(told, new Map(found));
};
