import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ReportBankCredit } from '@ansinh/contracts/collection/api';
import { type BooksRead, differencesOf } from './books.ts';
import { creditAt } from './credit.ts';
import { durationsOf, findPgbench, readSummary } from './pgbench.ts';

const OUTPUT = `transaction type: yardstick-credit.sql
number of clients: 16
number of transactions actually processed: 2876
number of failed transactions: 3 (0.104%)
latency average = 27.785 ms
initial connection time = 36.512 ms
tps = 575.841203 (without initial connection time)
`;

describe('a credit of the load test', () => {
  it('is one that the contract takes, and has a reference of its own', () => {
    const credits = [creditAt('round-0', 0), creditAt('round-0', 899_999), creditAt('round-12', 899_999)];
    expect(credits.map((credit) => ReportBankCredit.parse(credit))).toEqual(credits);
    expect(new Set(credits.map(({ bankReference }) => bankReference)).size).toBe(3);
  });
});

describe('what pgbench writes', () => {
  it('tells its rate and how many transactions failed', () => {
    expect(readSummary(OUTPUT)).toEqual({ perSecond: 575.841203, failed: 3 });
  });

  it('is an error without a rate', () => {
    expect(() => readSummary('pgbench: error: connection failed')).toThrow('pgbench did not tell its rate');
  });

  it('has a line for each transaction in the log; failed ones have no time', () => {
    expect(durationsOf('0 1 2412 0 1766000000 123\n1 1 98765 0 1766000000 456\n0 2 failed 0 1766000001 7\n')).toEqual([
      2.412, 98.765,
    ]);
  });
});

describe('the program pgbench', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pgbench-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const install = (...names: readonly string[]): string => {
    const program = join(folder, ...names, 'pgbench');
    mkdirSync(dirname(program), { recursive: true });
    writeFileSync(program, '', { mode: 0o755 });
    return program;
  };

  it('is the newest that Debian has installed', () => {
    install('9', 'bin');
    const newest = install('18', 'bin');
    expect(findPgbench({ path: dirname(install('path')), debian: folder })).toBe(newest);
  });

  it('is looked for in the PATH else, and may be missing', () => {
    const inPath = install('path');
    const nowhere = join(folder, 'nowhere');
    expect(findPgbench({ path: `${nowhere}:${dirname(inPath)}`, debian: nowhere })).toBe(inPath);
    expect(findPgbench({ path: nowhere, debian: nowhere })).toBeUndefined();
  });
});

describe('the books after the run', () => {
  const right: BooksRead = {
    credits: 2,
    references: 2,
    sum_vnd: '300000',
    entries: 2,
    debit_vnd: '300000',
    credit_vnd: '300000',
  };
  const answered = { count: 2, sumVnd: 300_000n };

  it('say what was answered', () => {
    expect(differencesOf(right, answered)).toEqual([]);
  });

  it.each<[string, Partial<BooksRead>, string]>([
    ['a credit that was lost', { credits: 1, references: 1, entries: 1 }, '2 credits were answered, 1 are stored'],
    ['a credit that is stored twice', { credits: 3, entries: 3 }, '1 credits are stored twice'],
    ['another amount', { sum_vnd: '300001' }, '300000 VND were answered, 300001 are stored'],
    ['a credit without its entry', { entries: 1 }, '2 credits have 1 entries'],
    ['a ledger that does not balance', { credit_vnd: '299999' }, 'the ledger does not balance'],
    ['a ledger that moved something else', { debit_vnd: '1', credit_vnd: '1' }, 'the ledger moved 1 VND'],
  ])('show %s', (_name, changed, sentence) => {
    expect(differencesOf({ ...right, ...changed }, answered).join('; ')).toContain(sentence);
  });
});
