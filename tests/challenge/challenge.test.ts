import fc from 'fast-check';
import { papersOf } from './corpus/files/papers.ts';
import { claimId, type KeyLine, keyLine } from './corpus/files/write.ts';
import { fileOf } from './corpus/files/xml.ts';
import { type Case, caseAt } from './corpus/plan.ts';
import { registersOf } from './corpus/registers/registers.ts';
import { hundredths } from './model/exact.ts';
import { linesOf } from './model/facts.ts';
import { judge } from './model/judge.ts';
import { type Answer, compare } from './score/compare.ts';
import { belowGate, newCoverage } from './score/coverage.ts';

const SEED = 26;
const CLAIMS = 4_000;

const cases: readonly Case[] = Array.from({ length: CLAIMS }, (_, number) => caseAt({ seed: SEED, number }));
const named = (each: Case): string => `${claimId(each)} ${each.story}`;
const codesOf = ({ key }: Case): readonly string[] => key.findings.map(({ code }) => code);

describe(`the corpus of seed ${SEED}`, () => {
  it('has what was planted in its key', () => {
    const isKept = (each: Case): boolean =>
      each.planted.every((code) => code === '*' || codesOf(each).includes(code) || each.key.open.codes.includes(code));
    expect(cases.filter((each) => !isKept(each)).map(named)).toEqual([]);
  });

  it('finds nothing in what is sound', () => {
    const wrong = cases.filter((each) => each.planted.length === 0 && each.key.findings.length > 0);
    const isAbout = ({ story, key }: Case): boolean => story.includes('15 days') || key.open.codes.includes('*');
    expect(wrong.filter((each) => !isAbout(each)).map((each) => `${named(each)}: ${codesOf(each)}`)).toEqual([]);
  });

  it('is the same by seed and number, in any order', () => {
    for (const number of [3, 1_000, 2_501])
      expect(keyLine(caseAt({ seed: SEED, number }))).toEqual(keyLine(cases[number] ?? caseAt({ seed: 0, number: 0 })));
  });

  it('has each finding code often enough', () => {
    const coverage = newCoverage();
    for (const each of cases) coverage.add(each);
    expect(belowGate(coverage.read())).toEqual([]);
  });

  it('never lets the fund pay more than is in scope or asked, and its lines add up to what it pays', () => {
    for (const { claim, key } of cases) {
      const asked = linesOf(claim).map(({ fields }) => ({
        inScope: hundredths(fields.THANH_TIEN_BH),
        fund: hundredths(fields.T_BHTT),
        billed: hundredths(fields.THANH_TIEN_BV),
      }));
      let total = 0n;
      key.lines.forEach((line, at) => {
        const paid = hundredths(line.T_BHTT);
        total += paid;
        expect(paid <= (asked[at]?.inScope ?? -1n) && paid <= (asked[at]?.fund ?? -1n)).toBe(true);
        const parts = [line.T_BNTT, line.T_BNCCT, line.T_BHTT, line.T_NGUONKHAC].map(hundredths);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(asked[at]?.billed);
      });
      expect(hundredths(key.fundPays)).toBe(total);
    }
  });

  it('is a file that holds each table once', () => {
    const [first] = cases;
    const xml = first === undefined ? '' : fileOf(first.claim);
    const kinds = [...xml.matchAll(/<LOAIHOSO>(XML\d+)<\/LOAIHOSO>/g)].map(([, kind]) => kind);
    expect(kinds.slice(0, 5)).toEqual(['XML1', 'XML2', 'XML3', 'XML4', 'XML5']);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('has the papers of a stay, a referral and an appointment in files', () => {
    const kinds = new Set(cases.flatMap(({ claim }) => papersOf(claim).map(({ kind }) => kind)));
    expect(kinds).toEqual(new Set(['XML7', 'XML13', 'XML14']));
  });
});

describe('the model', () => {
  const planted = (story: string): readonly Case[] => cases.filter((each) => each.story === story);

  it('refuses the second of a service twice in a minute, and nothing else of it', () => {
    const twice = planted('OVERLAP: a service twice in a minute').filter(({ key }) => key.outcome === 'accepted');
    expect(twice.length).toBeGreaterThan(5);
    for (const { key } of twice) expect(key.lines.filter(({ refused }) => refused)).toHaveLength(1);
  });

  it('asks about a doctor who orders at two facilities in a minute, by the second of them', () => {
    const at = (part: 1 | 2) => planted(`a doctor examines at two facilities in a minute (${part})`).map(codesOf);
    expect(at(1).flat()).not.toContain('DOCTOR');
    expect(at(2).length).toBeGreaterThan(5);
    for (const codes of at(2)) expect(codes).toContain('DOCTOR');
  });

  it('sees a total that the four payers do not make up', () => {
    const { claim, person } =
      cases.find(({ story, claim: { services } }) => story === 'sound' && services.length > 0) ??
      cases[0] ??
      caseAt({ seed: SEED, number: 0 });
    const [first, ...others] = claim.services;
    const T_BNTT = `${Number(first?.T_BNTT) + 100}`;
    const head = { ...claim.head, T_BNTT: `${Number(claim.head.T_BNTT) + 100}` };
    const changed = { ...claim, head, services: [{ ...first, T_BNTT }, ...others] };
    const { findings } = judge(changed, registersOf([person]), []);
    expect(findings.map(({ code }) => code)).toEqual(['SPLIT', 'TOTALS']);
  });
});

describe('the score', () => {
  const keys: readonly KeyLine[] = cases.slice(0, 500).map(keyLine);
  const perfect = (key: KeyLine): Answer => ({
    claim: key.claim,
    outcome: key.outcome,
    findings: key.findings,
    lines: key.lines,
  });

  it('has nothing to say of an engine that answers as the key', () => {
    const { mismatches, outcomes, amounts } = compare(keys, keys.map(perfect));
    expect(mismatches).toEqual([]);
    expect(outcomes.right).toBe(outcomes.of);
    expect(amounts.of).toBeGreaterThan(500);
  });

  it('sees a code too much, one that is missing, another amount and no answer', () => {
    fc.assert(
      fc.property(fc.nat(keys.length - 1), (at) => {
        const key = keys[at];
        if (key === undefined) return;
        const { lines, findings } = key;
        const wrong: Answer = {
          ...perfect(key),
          findings: findings.slice(1),
          lines: lines.map((line) => ({ ...line, T_BHTT: `${Number(line.T_BHTT) + 1}` })),
        };
        const isOpen = key.open.amounts || lines.length === 0;
        const isSeen = (answer: Answer) => compare([key], [answer]).mismatches.some(({ kind }) => kind === 'amount');
        expect(isSeen(wrong)).toBe(!isOpen);
        // Exactly: some thousandths of a dong are another amount.
        const near = (text: string): string => `${text}${text.includes('.') ? '' : '.00'}4`;
        const off = { ...perfect(key), lines: lines.map((line) => ({ ...line, T_BHTT: near(line.T_BHTT) })) };
        expect(isSeen(off)).toBe(!isOpen);
        expect(compare([key], []).mismatches.map(({ kind }) => kind)).toEqual(['no answer']);
        const more = { ...perfect(key), findings: [...findings, { code: 'UNKNOWN' }] };
        expect(compare([key], [more]).mismatches.length).toBe(key.open.codes.includes('*') ? 0 : 1);
      }),
      { seed: SEED },
    );
  });
});
