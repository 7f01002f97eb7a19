import fc from 'fast-check';
import { NO_PROOF, type Proof, type Proofs, succeeded, validProofs, withoutFormer } from './proof.rules';

const SEED = Number(process.env.SEED ?? 20_261_130);
const DAY_MS = 86_400_000;
const proofOf = (number: number): Proof => ({ secretHash: String(number) });

type Step = { readonly afterMs: number; readonly overlapDays: number; readonly ends: boolean };

/** Written apart: of all that was ever valid, what is the newest, or was the newest until one rotation ago and not for too long. */
const oracle = (steps: readonly Step[], atMs: number): string[] => {
  let nowMs = 0;
  let current: number | undefined;
  let former: { number: number; untilMs: number } | undefined;
  steps.forEach(({ afterMs, overlapDays, ends }, number) => {
    nowMs += afterMs;
    if (ends) former = undefined;
    else {
      former =
        current === undefined || overlapDays === 0
          ? undefined
          : { number: current, untilMs: nowMs + overlapDays * DAY_MS };
      current = number;
    }
  });
  return [
    ...(current === undefined ? [] : [String(current)]),
    ...(former !== undefined && atMs < former.untilMs ? [String(former.number)] : []),
  ];
};

describe('what a client proves itself by', () => {
  it('is the newest proof, and that before it for as long as was said, whatever was done before', () => {
    const step = fc.record({
      afterMs: fc.integer({ min: 0, max: 10 * DAY_MS }),
      overlapDays: fc.integer({ min: 0, max: 7 }),
      ends: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.integer({ min: 0, max: 8 * DAY_MS }), (steps, laterMs) => {
        let proofs: Proofs = NO_PROOF;
        let nowMs = 0;
        steps.forEach(({ afterMs, overlapDays, ends }, number) => {
          nowMs += afterMs;
          proofs = ends
            ? withoutFormer(proofs)
            : succeeded(proofs, proofOf(number), { now: new Date(nowMs), overlapDays });
        });
        const valid = validProofs(proofs, new Date(nowMs + laterMs));
        expect(valid).toEqual(oracle(steps, nowMs + laterMs).map((number) => proofOf(Number(number))));
      }),
      { seed: SEED },
    );
  });
});
