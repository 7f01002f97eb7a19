import { TOPIC_PARTITIONS } from '@ansinh/contracts/catalogue/events';
import { SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import { newId } from '@ansinh/database';
import { eventually } from '@ansinh/testkit';
import { publish } from './arena/events';
import { fault } from './arena/fault';
import { judgePayouts, registerFacility, type Settlement, settlementEvent, settlementOf } from './arena/settlements';

export const f14 = fault({
  id: 'F14',
  promises: ['P3'],
  isDeep: true,
  title: 'two members that get the same event at once, the first of which dies in the middle, make one payout',
  recoverWithinS: 15,
  play: async ({ arena, random, sized }) => {
    await arena.keep({ payment: 1 });
    await registerFacility(arena, '66201');
    const runs = sized(5, 1);
    const settlements: Settlement[] = [];
    let slowest = 0;
    for (let run = 0; run < runs; run += 1) {
      const armed = await arena.start('payment', { environment: { FAILPOINTS: 'before-effect-commit=hang' } });
      // In every partition, so that both members have it whichever are theirs; the first hangs with the inbox row locked.
      const settlement = settlementOf('66201', BigInt(random.int(1_000, 9_000_000)));
      const eventId = newId();
      const copies = Array.from({ length: TOPIC_PARTITIONS }, (_, partition) => ({
        ...settlementEvent(settlement),
        eventId,
        partition,
      }));
      await publish(arena, SettlementApproved, copies);
      settlements.push(settlement);
      await eventually(async () => {
        const waiting = await arena.query(
          'payment',
          `SELECT 1 FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()`,
        );
        expect(waiting.length).toBeGreaterThan(0);
      });
      await new Promise((resolve) => setTimeout(resolve, random.int(0, 1_000)));
      await arena.kill(armed);
      slowest = Math.max(slowest, await arena.settle());
    }
    const findings = await judgePayouts(arena, settlements);
    // A member that was killed is missed only when its session with the group is over: 4 s.
    return { runs, operations: runs * TOPIC_PARTITIONS, recoverySeconds: slowest, findings };
  },
});
