import { randomUUID } from 'node:crypto';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { attributesOf, headersOf } from '@ansinh/messaging';
import { eventually } from '../faults/eventually';
import { testCause } from './store';
import { dataOf, startWorld, type World } from './world';

/** Longer than the session of a member: the group goes on without it. */
const FROZEN_MS = 9_000;

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const tell = async (): Promise<void> => {
  const key = randomUUID();
  const headers = headersOf(attributesOf(PayoutPaid, { id: key, version: 1 }, testCause()));
  await world.publish({ key, headers, value: JSON.stringify(dataOf(key)) });
};

const freeze = (): void => {
  const until = Date.now() + FROZEN_MS;
  while (Date.now() < until);
};

it('a consumer that wakes up with messages at hand after its group has given it up goes on', async () => {
  await world.consumer.start();
  await tell();
  await eventually(async () => expect(await world.store.effects()).toHaveLength(1));
  await tell();
  freeze();
  await eventually(async () => expect(await world.store.effects()).toHaveLength(2));
  await tell();
  await eventually(async () => expect(await world.store.effects()).toHaveLength(3));
  expect(world.consumer.status.trouble).toBeUndefined();
}, 60_000);
