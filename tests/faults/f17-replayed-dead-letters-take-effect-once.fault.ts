import { eventually } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { fault } from './arena/fault';
import { callOperations } from './arena/operator';
import { judgePayouts, publishSettlements, registerFacility, settlementOf } from './arena/settlements';

const BROKEN = { environment: { FAILPOINTS: 'before-effect-commit=throw' } };
const REPLAY = { filter: { cause: 'handler-failed' }, dryRun: false, limit: 10_000, reason: 'the handler is mended' };

const openLetters = async (arena: Arena): Promise<number> => {
  const [row] = await arena.query<{ open: number }>(
    'payment',
    `SELECT count(*)::int AS open FROM platform.dead_letters WHERE state = 'open' AND cause = 'handler-failed'`,
  );
  return row?.open ?? 0;
};

/** Until nothing is left: one call works for a bounded time. */
const replayAll = async (arena: Arena): Promise<{ replayed: number; alreadyDone: number }> => {
  const sums = { replayed: 0, alreadyDone: 0 };
  for (;;) {
    const { status, body } = await callOperations(arena, 'payment', '/v1/operations/dead-letter-replays', REPLAY);
    expect({ status, failed: body.failed, heldBack: body.heldBack }).toEqual({ status: 200, failed: 0, heldBack: 0 });
    sums.replayed += Number(body.replayed);
    sums.alreadyDone += Number(body.alreadyDone);
    if (body.remaining === 0) return sums;
  }
};

export const f17 = fault({
  id: 'F17',
  promises: ['P3', 'P5'],
  title: 'dead letters that are replayed after a fix, by two operators at once and then again, take effect once each',
  play: async ({ arena, random, sized }) => {
    await arena.keep({ payment: 1 });
    await registerFacility(arena, '66221');
    await arena.keep({});
    const broken = await Promise.all([arena.start('payment', BROKEN), arena.start('payment', BROKEN)]);
    const count = sized(1_000, 60);
    const settlements = Array.from({ length: count }, () =>
      settlementOf('66221', BigInt(random.int(1_000, 90_000_000))),
    );
    await publishSettlements(arena, settlements);
    await eventually(async () => expect(await openLetters(arena)).toBe(count), { withinMs: 300_000, everyMs: 50 });
    await Promise.all(broken.map((replica) => arena.stop(replica)));

    await arena.keep({ payment: 2 });
    const started = performance.now();
    const rounds = await Promise.all([replayAll(arena), replayAll(arena)]);
    const seconds = (performance.now() - started) / 1000;
    expect(rounds.reduce((sum, round) => sum + round.replayed, 0)).toBe(count);
    expect(await replayAll(arena)).toEqual({ replayed: 0, alreadyDone: 0 });
    await arena.settle();
    const findings = await judgePayouts(arena, settlements);
    return { runs: 3, operations: count, findings, note: `${count} letters replayed in ${seconds.toFixed(1)} s` };
  },
});
