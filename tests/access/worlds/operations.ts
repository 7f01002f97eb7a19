import { DeadLetterPage } from '@ansinh/contracts/operations/api';
import type { Room } from '@ansinh/testkit';
import { whoIs } from '../actors';
import { agencyThing, type Special, told } from '../world';

const LETTERS = '/v1/operations/dead-letters';

/** What the doors of operators need: messages that nobody can read, one to look at and one to close. */
export const operationsOf = async (room: Room<unknown>): Promise<Record<string, Special>> => {
  await room.deliverRaw({});
  await room.deliverRaw({});
  const { items } = told(await room.as(whoIs('operator')).get(LETTERS), DeadLetterPage);
  const [first, second] = items;
  if (first === undefined || second === undefined) throw new Error('a message without headers becomes a dead letter');
  const things = { id: agencyThing(first.id) };
  return {
    [`GET ${LETTERS}/:id`]: { things },
    [`POST ${LETTERS}/:id/replay`]: { things },
    [`POST ${LETTERS}/:id/discard`]: { things: { id: agencyThing(second.id) } },
  };
};
