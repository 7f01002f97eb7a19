import { FacilityRegistered, SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import { eventually } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { publish } from './arena/events';
import { fault } from './arena/fault';
import { callOperations } from './arena/operator';
import { facilityData, judgePayouts, publishSettlements, settlementEvent, settlementOf } from './arena/settlements';

const letters = (arena: Arena, settlementId: string) =>
  arena.query<{ cause: string; attempts: number }>(
    'payment',
    `SELECT cause, attempts FROM platform.dead_letters WHERE headers ->> 'ce_subject' = $1`,
    [settlementId],
  );

export const f16 = fault({
  id: 'F16',
  promises: ['P3', 'P5'],
  title:
    'a handler that fails a few times succeeds in the end, in order; one that fails for ever is set aside and told of',
  play: async ({ arena }) => {
    await arena.keep({ payment: 2 });
    // Neither facility is known yet: the handler refuses, and says that it may be tried again.
    const [late, never] = [settlementOf('66211', 5_000_000n), settlementOf('66219', 7_000_000n)];
    const second = { ...late, settlementId: settlementOf('66211', 1n).settlementId, amountVnd: 4_000_000n };
    const partition = 0;
    await publish(
      arena,
      SettlementApproved,
      [late, second].map((each) => ({ ...settlementEvent(each), partition })),
    );
    await publish(arena, SettlementApproved, [{ ...settlementEvent(never), partition: 3 }]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await publish(arena, FacilityRegistered, [{ subject: '66211', data: facilityData('66211') }]);

    await eventually(async () => expect(await judgePayouts(arena, [late, second])).toEqual([]));
    const created = await arena.query<{ id: string }>(
      'payment',
      'SELECT source_id::text AS id FROM payouts WHERE source_id = ANY($1::uuid[]) ORDER BY created_at',
      [[late.settlementId, second.settlementId]],
    );
    expect(created.map(({ id }) => id)).toEqual([late.settlementId, second.settlementId]);

    await eventually(async () => expect(await letters(arena, never.settlementId)).toHaveLength(1), {
      withinMs: 40_000,
    });
    const [letter] = await letters(arena, never.settlementId);
    expect(letter).toMatchObject({ cause: 'payout.account-unknown', attempts: 12 });
    expect(
      await callOperations(arena, 'payment', '/v1/operations/dead-letters?cause=payout.account-unknown'),
    ).toMatchObject({
      status: 200,
      body: { items: [{ cause: 'payout.account-unknown', type: SettlementApproved.type }] },
    });

    // The facility comes after all, and an operator plays the message again.
    await publish(arena, FacilityRegistered, [{ subject: '66219', data: facilityData('66219') }]);
    await arena.settle();
    const replay = { filter: { cause: 'payout.account-unknown' }, dryRun: false, reason: 'the facility is registered' };
    const round = await callOperations(arena, 'payment', '/v1/operations/dead-letter-replays', replay);
    expect(round.body).toMatchObject({ replayed: 1, failed: 0, remaining: 0 });
    await publishSettlements(arena, []);
    await arena.settle();
    const findings = await judgePayouts(arena, [late, second, never]);
    return { runs: 2, operations: 3, findings, note: 'dead letter after 12 attempts, replayed by an operator' };
  },
});
