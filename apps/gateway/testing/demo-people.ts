import type { Room } from '@ansinh/testkit';
import { DEMO_SECRET } from '../src/clients/client.rules';
import { DEMO_CODE_SECRET } from '../src/identity/openings/demo-person.rules';
import { oneTimeCode, type Person } from './person-client';

const START_MS = Date.parse('2026-10-05T08:30:00+07:00');
const MINUTE_MS = 60_000;

/**
 * The demo persons of a room, whose clock goes on by a minute for each sign-in: a one-time code is taken once, and the
 * clock of a room stands still.
 */
export const demoPeople = ({ set }: Pick<Room<unknown>['clock'], 'set'>) => {
  let nowMs = START_MS;
  const wait = ({ minutes }: { readonly minutes: number }): void => {
    nowMs += minutes * MINUTE_MS;
    set(new Date(nowMs).toISOString());
  };
  return {
    wait,
    next: (username: string): Person => {
      wait({ minutes: 1 });
      return { username, password: DEMO_SECRET, code: oneTimeCode(DEMO_CODE_SECRET, nowMs) };
    },
  };
};
