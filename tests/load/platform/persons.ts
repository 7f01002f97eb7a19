// What persons of the agency do before a test begins: an officer asks, an approver approves what is held.
import { randomUUID } from 'node:crypto';
import { signInDemoPerson } from '@ansinh/local';
import { call, demand, type Headers, requireTaken } from './door.ts';

type Content = { readonly headers: Headers; readonly body: string };

/** Two persons of the demonstration who are signed in. */
export type Agency = {
  /** What the officer asks; where it needs two persons, the approver approves it. @returns what was answered when it was done */
  readonly post: <Reply>(path: string, content: Content) => Promise<Reply>;
};

/** The headers of a demo person, who has just signed in. */
export const personHeaders = async (gatewayUrl: string, username: string): Promise<Headers> => {
  const { accessToken } = await signInDemoPerson({ gatewayUrl, username });
  return { authorization: `Bearer ${accessToken}` };
};

const HELD = 202;
type Held = { readonly service: string; readonly id: string; readonly digest: string };
type Decided = { readonly answer: { readonly body: unknown } };

export const signInAgency = async (gatewayUrl: string): Promise<Agency> => {
  const [officer, approver] = await Promise.all([
    personHeaders(gatewayUrl, 'officer'),
    personHeaders(gatewayUrl, 'approver'),
  ]);
  const approve = async <Reply>({ service, id, digest }: Held): Promise<Reply> => {
    const { answer } = await demand<Decided>(gatewayUrl, `/v1/approvals/${service}/${id}/decisions`, {
      headers: { ...approver, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ decision: 'approve', digest }),
    });
    return answer.body as Reply;
  };
  return {
    post: async <Reply>(path: string, { headers, body }: Content) => {
      const asked = await call(gatewayUrl, path, { headers: { ...officer, ...headers }, body });
      const { status, text } = requireTaken(path, asked);
      return status === HELD ? approve<Reply>(JSON.parse(text)) : (JSON.parse(text) as Reply);
    },
  };
};
