import { randomUUID } from 'node:crypto';
import type { Approval } from '@ansinh/contracts/operations/approvals.api';
import { refusalOf } from '../sample-month/partners/call-refused';
import { signInDemoPerson } from '../sign-ins/person-sign-in';

/** Two administrators who are signed in: what the one asks, the other approves. */
export type Administrators = {
  /** @returns what the door has answered when it was done @throws CallRefused */
  readonly post: <Reply>(path: string, body: object) => Promise<Reply>;
};

const calling =
  (gatewayUrl: string, token: string) =>
  async <Reply>(path: string, body: object): Promise<Reply> => {
    const response = await fetch(`${gatewayUrl}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw refusalOf(`POST ${path}`, response.status, text);
    return JSON.parse(text) as Reply;
  };

/** The two administrators of the demonstration, which no production has. */
export const asAdministrators = async (gatewayUrl: string): Promise<Administrators> => {
  const [one, other] = await Promise.all(
    ['administrator', 'administrator-2'].map(async (username) => {
      const { accessToken } = await signInDemoPerson({ gatewayUrl, username });
      return calling(gatewayUrl, accessToken);
    }),
  );
  if (one === undefined || other === undefined) throw new Error('two administrators have signed in');
  return {
    post: async <Reply>(path: string, body: object) => {
      const { id, digest } = await one<Approval>(path, body);
      const decided = await other<Approval>(`/v1/approvals/gateway/${id}/decisions`, { decision: 'approve', digest });
      return decided.answer?.body as Reply;
    },
  };
};
