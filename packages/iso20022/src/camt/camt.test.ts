import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  balanceDifference,
  buildCamt053,
  buildCamt054,
  type Entry,
  Iso20022Error,
  readCamt053,
  readCamt054,
  streamCamt054,
  transactionsOf,
} from '../index';

const golden = (name: string): string => readFileSync(join(__dirname, '../golden', name), 'utf8');
const credits = golden('credits.camt.054.001.08.xml');
const statement = golden('statement.camt.053.001.02.xml');

const refusalOf = async (work: Promise<unknown>): Promise<Iso20022Error> => {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Iso20022Error)) {
    throw new Error('the message was not refused');
  }
  return outcome;
};

const entriesOf = async (xml: string): Promise<readonly Entry[]> => {
  return (await readCamt054(xml)).notifications.flatMap(({ entries }) => entries);
};

describe('credits told by camt.054', () => {
  it('give payer, account, text and the day in Viet Nam', async () => {
    const [entry] = await entriesOf(credits);
    expect(entry).toEqual({
      accountServicerRef: 'FT26090-1',
      amountVnd: 127_500_000n,
      creditDebit: 'CRDT',
      reversal: false,
      status: 'BOOK',
      bookingDate: '2026-04-01',
      valueDate: '2026-03-31',
      details: [
        {
          amountVnd: 127_500_000n,
          creditDebit: 'CRDT',
          debtorName: 'CÔNG TY TNHH CÀ PHÊ EA TUL',
          debtorAccount: 'VN12970436000123456789',
          remittanceText: 'TA0123A dong BHXH thang 03/2026',
        },
      ],
    });
  });

  it('turn each detail of a batch into a movement with its own reference', async () => {
    const [, batch] = await entriesOf(credits);
    expect(batch?.batch).toEqual({ paymentInformationId: 'COLLECT-7', count: 3 });
    const movements = batch === undefined ? [] : transactionsOf(batch);
    expect(movements.map(({ reference, amountVnd, creditDebit }) => [reference, amountVnd, creditDebit])).toEqual([
      ['FT26091-2/1', 1_000_000n, 'CRDT'],
      ['FT26091-2/2', 2_000_000n, 'CRDT'],
      ['FT26091-2/3', 10_000n, 'DBIT'],
    ]);
  });

  it('tell that a payout came back, and why', async () => {
    const returned = (await entriesOf(credits)).at(2);
    const movements = returned === undefined ? [] : transactionsOf(returned);
    expect(movements).toEqual([
      expect.objectContaining({
        reference: 'FT26091-3',
        reversal: true,
        endToEndId: '202603-000002',
        returnReason: 'AC04',
        bookingDate: '2026-04-01',
      }),
    ]);
  });

  it('are yielded one by one', async () => {
    const kinds: string[] = [];
    for await (const { kind } of streamCamt054(Buffer.from(credits))) {
      kinds.push(kind);
    }
    expect(kinds).toEqual(['message', 'report', 'entry', 'entry', 'entry']);
  });

  it.each<[string, string | RegExp, string, string, string]>([
    [
      'details that do not sum to the entry',
      '>1000000<',
      '>1000001<',
      'batch-sum-mismatch',
      'Ntry[2]/NtryDtls[1]/Btch/TtlAmt',
    ],
    ['an entry that is not its details', 'VND">2990000</Amt>', 'VND">2990001</Amt>', 'batch-sum-mismatch', 'Ntry[2]'],
    ['a wrong number of details', '<NbOfTxs>3<', '<NbOfTxs>2<', 'batch-count-mismatch', 'Ntry[2]/NtryDtls[1]/Btch'],
    [
      'a detail of a batch without an amount',
      '<Amt Ccy="VND">1000000</Amt>',
      '',
      'element-missing',
      'Ntry[2]/NtryDtls[1]/TxDtls[1]/Amt',
    ],
    ['another currency', '"VND">127500000.00', '"USD">127500000.00', 'currency-unsupported', 'Ntry[1]/Amt'],
    ['no currency', ' Ccy="VND">127500000.00', '>127500000.00', 'currency-unsupported', 'Ntry[1]/Amt'],
    ['an account in another currency', '<Ccy>VND<', '<Ccy>USD<', 'currency-unsupported', 'Acct/Ccy'],
    ['a fraction of a dong', '127500000.00', '127500000.50', 'amount-not-whole', 'Ntry[1]/Amt'],
    ['a negative amount', '127500000.00', '-127500000', 'amount-invalid', 'Ntry[1]/Amt'],
    ['an exponent', '127500000.00', '1.275E8', 'amount-invalid', 'Ntry[1]/Amt'],
    ['two amounts', /(<Amt Ccy="VND">127500000.00<\/Amt>)/, '$1$1', 'element-repeated', 'Ntry[1]/Amt'],
    ['no reference at all', '<AcctSvcrRef>FT26090-1</AcctSvcrRef>', '', 'element-missing', 'Ntry[1]/AcctSvcrRef'],
    ['no day at all', '<ValDt><Dt>2026-04-01</Dt></ValDt>', '', 'element-missing', 'Ntry[3]/BookgDt'],
    ['a day outside the calendar', '<Dt>2026-03-31<', '<Dt>2026-03-32<', 'date-invalid', 'Ntry[1]/ValDt/Dt'],
    ['an unknown direction', '<CdtDbtInd>CRDT<', '<CdtDbtInd>CREDIT<', 'code-invalid', 'Ntry[1]/CdtDbtInd'],
    ['an unknown status', '<Cd>BOOK<', '<Cd>DONE<', 'code-invalid', 'Ntry[1]/Sts/Cd'],
  ])('are refused for %s', async (_, from, to, code, element) => {
    const refusal = await refusalOf(readCamt054(credits.replace(from, to)));
    expect(refusal).toMatchObject({ code, path: `Document/BkToCstmrDbtCdtNtfctn[1]/Ntfctn[1]/${element}` });
  });

  it('are refused with the line and column of the element', async () => {
    const refusal = await refusalOf(readCamt054(credits.replace('127500000.00', '127500000.50')));
    expect([refusal.line, refusal.column]).toEqual([15, 9]);
  });
});

describe('a statement as camt.053', () => {
  it('is read in the version of 2009, with balances that hold', async () => {
    const [first] = (await readCamt053(statement)).statements;
    expect(first).toMatchObject({
      id: 'E-9-1',
      from: new Date('2026-04-01T00:00:00+07:00'),
      account: { account: '5200201000001', ownerName: 'Bảo hiểm xã hội khu vực XXVI', bankBin: '970405' },
      openingBalance: { amountVnd: -500_000n, date: '2026-03-31' },
      closingBalance: { amountVnd: 700_000n, date: '2026-04-01' },
      entries: [
        { entryRef: '1', amountVnd: 1_250_000n, details: [{ debtorName: 'Trần Văn Ước' }] },
        { entryRef: '2', amountVnd: 50_000n, creditDebit: 'DBIT', details: [] },
      ],
    });
    expect(first === undefined ? null : balanceDifference(first)).toBe(0n);
  });

  it('shows by how much it does not hold', async () => {
    const [first] = (await readCamt053(statement.replace('700000', '700001'))).statements;
    expect(first === undefined ? null : balanceDifference(first)).toBe(1n);
  });

  it('without entries is still a statement', async () => {
    const { statements } = await readCamt053(statement.replace(/<Ntry>.*<\/Ntry>/s, ''));
    expect(statements).toEqual([expect.objectContaining({ id: 'E-9-1', entries: [] })]);
  });

  it('is refused when a balance is given twice', async () => {
    const refusal = await refusalOf(readCamt053(statement.replace('PRCD', 'CLBD')));
    expect(refusal).toMatchObject({ code: 'element-repeated' });
  });

  it('is not written when its reader would refuse it', async () => {
    const message = await readCamt053(statement);
    const [first] = message.statements;
    const [entry] = first?.entries ?? [];
    if (first === undefined || entry === undefined) {
      throw new Error('the fixture holds no entry');
    }
    const withEntry = (change: Partial<Entry>): string =>
      buildCamt053({ ...message, statements: [{ ...first, entries: [{ ...entry, ...change }] }] });
    expect(() => withEntry({ amountVnd: 1n })).toThrow(expect.objectContaining({ code: 'batch-sum-mismatch' }));
    expect(() => withEntry({ batch: { count: 2 } })).toThrow(expect.objectContaining({ code: 'batch-count-mismatch' }));
    expect(() => withEntry({ entryRef: undefined })).toThrow(expect.objectContaining({ code: 'element-missing' }));
    expect(() => buildCamt053({ ...message, statements: [{ ...first, closingBalance: undefined }] })).toThrow(
      expect.objectContaining({ code: 'element-missing' }),
    );
    expect(() => buildCamt054({ ...message, notifications: [] })).toThrow(Iso20022Error);
  });
});

describe('references of movements', () => {
  const entry: Entry = {
    accountServicerRef: 'FT-1',
    amountVnd: 3n,
    creditDebit: 'CRDT',
    reversal: false,
    status: 'BOOK',
    bookingDate: '2026-04-01',
    valueDate: '2026-04-01',
    details: [],
  };
  const referencesOf = (own: readonly (string | undefined)[]): string[] =>
    transactionsOf({
      ...entry,
      details: own.map((accountServicerRef) => ({ accountServicerRef, amountVnd: 1n, creditDebit: 'CRDT' })),
    }).map(({ reference }) => reference);

  it('are the bank reference of the entry, or of each detail when all differ', () => {
    expect(transactionsOf(entry).map(({ reference }) => reference)).toEqual(['FT-1']);
    expect(referencesOf(['FT-1-A'])).toEqual(['FT-1']);
    expect(referencesOf(['A', 'B', 'C'])).toEqual(['A', 'B', 'C']);
    expect(referencesOf(['FT-1', 'FT-1', 'FT-1'])).toEqual(['FT-1/1', 'FT-1/2', 'FT-1/3']);
    expect(referencesOf(['A', undefined, 'C'])).toEqual(['FT-1/1', 'FT-1/2', 'FT-1/3']);
  });
});
