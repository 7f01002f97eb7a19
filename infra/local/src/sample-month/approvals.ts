import type { Approval } from '@ansinh/contracts/operations/approvals.api';
import type { Month } from './month';

/** What one person has asked for is approved by another one, who has seen it. @returns what was answered when it was done */
export const approve = async (month: Month, key: string, asked: Promise<Approval>): Promise<unknown> => {
  const { service, id, digest } = await asked;
  const json = { decision: 'approve', digest };
  const decided = await month.partners.approver.post<Approval>(
    `/v1/approvals/${service}/${id}/decisions`,
    { json },
    `${key}-approval`,
  );
  return decided.answer?.body;
};
