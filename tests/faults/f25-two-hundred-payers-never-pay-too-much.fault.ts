import { checkFloor, eventually, type Finding } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { fault } from './arena/fault';

type Premium = { total: string; paid: string; allocated: string; suspense: string; credits: number };

const premiumOf = async (arena: Arena, reference: string): Promise<Premium | undefined> => {
  const [row] = await arena.query<Premium>(
    'collection',
    `SELECT total_vnd::text AS total, paid_vnd::text AS paid, sum(c.allocated_vnd)::text AS allocated,
            sum(c.suspense_vnd)::text AS suspense, count(c.credit_id)::int AS credits
     FROM household_premiums AS p LEFT JOIN bank_credits AS c ON c.content = p.reference
     WHERE p.reference = $1 GROUP BY p.order_id`,
    [reference],
  );
  return row;
};

export const f25 = fault({
  id: 'F25',
  promises: ['P6'],
  title:
    'two hundred transfers at once against one order: never more than its premium is taken, and no dong is missing',
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 1, collection: 3 });
    const reference = await load.orderedReference();
    const premium = await eventually(async () => {
      const found = await premiumOf(arena, reference);
      if (found === undefined) throw new Error('the order has no premium yet');
      return found;
    });
    const total = BigInt(premium.total);
    const count = sized(200, 60);
    // Together twice what is owed: half of them, in whatever order they come, must stay in suspense.
    const amount = (total * 2n) / BigInt(count);
    let going = true;
    const samples: { at: string; account: string; balance: bigint }[] = [];
    const watch = (async () => {
      while (going) {
        const now = await premiumOf(arena, reference);
        samples.push({
          at: new Date().toISOString(),
          account: reference,
          balance: total - BigInt(now?.allocated ?? 0),
        });
      }
    })();
    const credits = Array.from({ length: count }, () => load.creditFor(reference, amount));
    await Promise.all(credits.map((credit) => load.perform(credit)));
    going = false;
    await watch;
    await arena.settle();
    const after = await premiumOf(arena, reference);
    const sum = BigInt(after?.allocated ?? 0) + BigInt(after?.suspense ?? 0);
    const findings: Finding[] = [...checkFloor(samples)];
    if (
      after?.credits !== count ||
      after.paid !== String(total) ||
      after.allocated !== String(total) ||
      sum !== amount * BigInt(count)
    )
      findings.push({
        rule: 'wrong-sum',
        subject: reference,
        detail: JSON.stringify({ ...after, wanted: String(amount * BigInt(count)) }),
      });
    return { runs: 1, operations: count, findings, note: `${samples.length} samples of the balance, none below zero` };
  },
});
