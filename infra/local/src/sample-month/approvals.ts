import type { Approval } from '@ansinh/contracts/operations/approvals.api';
import type { Month } from './month';
import type { CallBody } from './partners/partner';

type Act = { readonly path: string; readonly body: CallBody; readonly key?: string };

const WAITS = 202;

/**
 * What the officer asks for is done: where the door wants two persons, once the approver has approved what was shown.
 * @returns what the door has answered when it was done
 */
export const decided = async <Reply>({ partners }: Month, { path, body, key }: Act): Promise<Reply> => {
  const asked = await partners.officer.ask(path, body, key);
  if (asked.status !== WAITS) return asked.body as Reply;
  const { service, id, digest } = asked.body as Approval;
  const done = await partners.approver.post<Approval>(
    `/v1/approvals/${service}/${id}/decisions`,
    { json: { decision: 'approve', digest } },
    // The same approval in a second run of the month brings the first decision again.
    `sample-approval-${id}`,
  );
  return done.answer?.body as Reply;
};
