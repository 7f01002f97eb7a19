import { hundredths } from '@ansinh/contracts/vocabulary/money';
import { parsedClaim } from '../../../testing/parsed';
import { payableOf as judgedPayable } from './payable.rules';

const payableOf = (...judged: Parameters<typeof judgedPayable>): bigint => judgedPayable(...judged).fundPays;

/** One service of 100,000.00 dong at 80 %, and a drug of 1,000.00. */
const claim = parsedClaim({
  lines: [
    { table: 'XML3', group: '1', quantity: 1_000n, price: 100_000_000n },
    { table: 'XML2', group: '4', quantity: 1_000n, price: 1_000_000n },
  ],
});
const SERVICE = { table: 'XML3', row: 1 };
const DRUG = { table: 'XML2', row: 1 };

describe('what the fund pays of an accepted claim', () => {
  it('is what was claimed when nothing is found, or only told and asked', () => {
    expect(payableOf(claim, [])).toBe(8_080_000n);
    expect(
      payableOf(claim, [
        { ...SERVICE, severity: 'ask' },
        { ...DRUG, severity: 'warn' },
      ]),
    ).toBe(8_080_000n);
  });

  it('leaves out refused lines, and is nothing when the claim is refused', () => {
    expect(payableOf(claim, [{ ...DRUG, severity: 'refuse' }])).toBe(8_000_000n);
    expect(payableOf(claim, [{ table: 'XML1', row: 1, severity: 'refuse' }])).toBe(0n);
  });

  it('follows the right level and the smaller amount in scope, in any order', () => {
    const level = { ...SERVICE, severity: 'adjust', effect: { kind: 'level', level: 4_000n } } as const;
    const scope = {
      ...SERVICE,
      severity: 'adjust',
      effect: { kind: 'in-scope', amount: hundredths(5_000_000n) },
    } as const;
    expect(payableOf(claim, [level])).toBe(4_080_000n);
    expect(payableOf(claim, [scope])).toBe(4_080_000n);
    expect(payableOf(claim, [level, scope])).toBe(2_080_000n);
    expect(payableOf(claim, [scope, level])).toBe(2_080_000n);
  });

  it('computes all terms that are lowered together, half up', () => {
    const line = parsedClaim({
      lines: [{ table: 'XML3', group: '10', quantity: 3_000n, price: 33_333_333n, insuranceRatio: 80n }],
    });
    const price = { ...SERVICE, effect: { kind: 'terms', insurancePriceThousandths: 11_111_111n } } as const;
    const ratio = { ...SERVICE, effect: { kind: 'terms', insuranceRatio: 5_000n } } as const;
    const quantity = { ...SERVICE, effect: { kind: 'terms', quantityThousandths: 1_000n } } as const;
    // 11,111.111 x 50 % = 5,555.56 (5,555.5555), of it 80 % = 4,444.45 (4,444.448).
    expect(payableOf(line, [price, ratio, quantity])).toBe(444_445n);
    expect(payableOf(line, [{ ...SERVICE, effect: { kind: 'terms', serviceRatio: 0n } }])).toBe(0n);
  });

  it('takes the ratio of another visit reason from the level of every line', () => {
    const effect = { kind: 'ratio', percent: 50n, claimedPercent: 100n } as const;
    expect(payableOf(claim, [{ table: 'XML1', row: 1, severity: 'adjust', effect }])).toBe(4_040_000n);
    const none = { kind: 'ratio', percent: 50n, claimedPercent: 0n } as const;
    expect(payableOf(claim, [{ table: 'XML1', row: 1, severity: 'adjust', effect: none }])).toBe(0n);
  });

  it('puts the level right before the ratio is taken of it, in whichever order they are found', () => {
    const level = { ...SERVICE, effect: { kind: 'level', level: 4_000n } } as const;
    const half = { table: 'XML1', row: 1, effect: { kind: 'ratio', percent: 50n, claimedPercent: 100n } } as const;
    // Half of 40 % of the service, and half of 80 % of the drug. The other way round the service would keep its 40 %.
    expect(payableOf(claim, [level, half])).toBe(2_040_000n);
    expect(payableOf(claim, [half, level])).toBe(2_040_000n);
  });

  it('never rises above the claim', () => {
    const level = { ...SERVICE, severity: 'adjust', effect: { kind: 'level', level: 10_000n } } as const;
    const scope = {
      ...SERVICE,
      severity: 'adjust',
      effect: { kind: 'in-scope', amount: hundredths(90_000_000n) },
    } as const;
    expect(payableOf(claim, [level])).toBe(8_080_000n);
    expect(payableOf(claim, [scope])).toBe(8_080_000n);
  });

  it('lets other sources pay what the patient would pay, not what is refused', () => {
    // 100,000.00 at 80 %, of which 30,000.00 come from others: 20,000.00 of the co-payment and 10,000.00 of the fund.
    const shared = parsedClaim({
      lines: [{ table: 'XML3', group: '1', quantity: 1_000n, price: 100_000_000n, other: 3_000_000n }],
    });
    expect(payableOf(shared, [])).toBe(7_000_000n);
    const half = {
      ...SERVICE,
      severity: 'adjust',
      effect: { kind: 'in-scope', amount: hundredths(5_000_000n) },
    } as const;
    expect(payableOf(shared, [half])).toBe(2_000_000n);
  });
});
