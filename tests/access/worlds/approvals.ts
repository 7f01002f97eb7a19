import { APPROVAL } from '@ansinh/contracts/examples/approvals';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import type { Reply, Room } from '@ansinh/testkit';
import { whoIs } from '../actors';
import { agencyThing, type Special, told } from '../world';

type Ask = (officer: ReturnType<Room<unknown>['as']>) => Promise<Reply>;

/** What the doors of the second person need: two requests of the officer that wait, one to decide on and one to take back. */
export const approvalsOf = async (
  room: Room<unknown>,
  service: Approval['service'],
  ask: Ask,
): Promise<Record<string, Special>> => {
  const officer = room.as(whoIs('officer'));
  const [one, other] = [told(await ask(officer), Approval), told(await ask(officer), Approval)];
  const door = `/v1/approvals/${service}/:approvalId`;
  const things = { approvalId: agencyThing(one.id) };
  return {
    [`GET ${door}`]: { things },
    [`POST ${door}/decisions`]: { things, words: () => ({ [APPROVAL.digest]: one.digest }) },
    [`POST ${door}/withdrawal`]: { things: { approvalId: agencyThing(other.id) } },
  };
};
