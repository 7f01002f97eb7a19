import { APPROVAL } from '@ansinh/contracts/examples/approvals';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import type { Reply, Room } from '@ansinh/testkit';
import { whoIs } from '../actors';
import { agencyThing, type Special, told } from '../world';

type Ask = (officer: ReturnType<Room<unknown>['as']>) => Promise<Reply>;

/** What the doors of the second person need: three requests of the officer that wait, to decide on, to take back and to ask again. */
export const approvalsOf = async (
  room: Room<unknown>,
  service: Approval['service'],
  ask: Ask,
  /** What is asked again: where the first one is done once, about something else. */
  again: Ask = ask,
): Promise<Record<string, Special>> => {
  const officer = room.as(whoIs('officer'));
  const [one, other, third] = [
    told(await ask(officer), Approval),
    told(await ask(officer), Approval),
    told(await again(officer), Approval),
  ];
  const door = `/v1/approvals/${service}/:approvalId`;
  const things = { approvalId: agencyThing(one.id) };
  return {
    [`GET ${door}`]: { things },
    [`POST ${door}/decisions`]: { things, words: () => ({ [APPROVAL.digest]: one.digest }) },
    [`POST ${door}/withdrawal`]: { things: { approvalId: agencyThing(other.id) } },
    [`POST ${door}/renewal`]: { things: { approvalId: agencyThing(third.id) } },
  };
};
