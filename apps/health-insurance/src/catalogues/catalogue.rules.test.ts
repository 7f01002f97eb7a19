import fc from 'fast-check';
import { cataloguesOf, type Entry, entriesOf, type Version, versionOn } from './catalogue.rules';
import { readCatalogueFile } from './catalogue-file';
import { readCsv } from './csv.rules';

const rowsOf = (text: string) => readCatalogueFile(Buffer.from(text));
const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a CSV file', () => {
  it('has quotes around what would end a field, with comma or semicolon between fields', () => {
    expect(readCsv('A,B\n"x, ""y""",2\r\n')).toEqual([
      ['A', 'B'],
      ['x, "y"', '2'],
    ]);
    expect(readCsv('A;B;C\n1,5;"a\nb";\n\n')).toEqual([
      ['A', 'B', 'C'],
      ['1,5', 'a\nb', ''],
    ]);
  });

  it('is not guessed at when a quote is out of place', () => {
    expect([readCsv('A\n"x'), readCsv('A\nx"y'), readCsv('A\n"x"y')]).toEqual([undefined, undefined, undefined]);
  });

  it('gives back every table that was written by the rules', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', 'ố', ' ') });
    const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (cells) => {
        const quoted = cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        expect(readCsv(`A,B,C\r\n${quoted}`)).toEqual([['A', 'B', 'C'], ...cells]);
      }),
    );
  });
});

describe('a catalogue file', () => {
  const json = '[{"MA_MAY":"XQ.1.66001.7","TEN_TB":"X-quang","KHAC":null}]';
  it('is read alike as JSON, NDJSON and CSV', () => {
    const expected = [{ MA_MAY: 'XQ.1.66001.7', TEN_TB: 'X-quang' }];
    expect(rowsOf(json)).toEqual(expected);
    expect(rowsOf('{"ma_may":"XQ.1.66001.7","TEN_TB":"X-quang"}\n\n')).toEqual(expected);
    expect(rowsOf('\ufeffMA_MAY,TEN_TB,KHAC\nXQ.1.66001.7,X-quang,\n')).toEqual(expected);
  });

  it.each([
    ['no UTF-8', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff])],
    ['broken JSON', Buffer.from('[{')],
    ['an array of texts', Buffer.from('["x"]')],
    ['a broken line', Buffer.from('{"A":"1"}\n{')],
    ['an open quote', Buffer.from('A,B\n"x')],
    ['more fields than columns', Buffer.from('A,B\n1,2,3')],
  ])('is refused with %s', (_, content) => {
    expect(refusal(() => readCatalogueFile(content))).toMatchObject({ code: 'catalogue.unreadable' });
  });
});

describe('the rows of a catalogue', () => {
  const drug = { MA_THUOC: '40.48', TEN_THUOC: 'Paracetamol', DON_GIA: '480.5' };
  it('are read by their national columns, exactly', () => {
    const row = {
      ...drug,
      SO_DANG_KY: 'VD-1',
      TT_THAU: '1/QĐ;G1;N1;2026',
      TYLE_TT_BH: '50',
      PHAM_VI: '1',
      SO_LUONG: '1000',
      TU_NGAY: '20260101',
      DEN_NGAY: '2026-12-31',
    };
    expect(entriesOf('drugs', [row])).toMatchObject([
      {
        code: '40.48',
        price: 480_500n,
        registration: 'VD-1',
        bid: '1/QĐ;G1;N1;2026',
        insuranceRatio: 5_000n,
        scope: '1',
        quantity: 1_000_000n,
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
      },
    ]);
    expect(rowsOf('[{"MA_THUOC":"1","TEN_THUOC":"a","DON_GIA":4899.993}]')).toEqual([
      { MA_THUOC: '1', TEN_THUOC: 'a', DON_GIA: '4899.993' },
    ]);
    expect(entriesOf('staff', [{ MACCHN: '1/ĐL', TU_GIO: '07:00', DEN_GIO: '1700' }])).toMatchObject([
      { code: '1/ĐL', opens: '0700', closes: '1700' },
    ]);
  });

  it('are refused together with the place of each fault', () => {
    const bad = [
      drug,
      { ...drug, DON_GIA: '1e3', TYLE_TT_BH: '101' },
      { TEN_THUOC: 'x', DON_GIA: '1', TU_NGAY: '20260230' },
      { ...drug, TU_NGAY: '20260201', DEN_NGAY: '20260131' },
    ];
    expect(refusal(() => entriesOf('drugs', bad))).toMatchObject({
      code: 'catalogue.rows-invalid',
      params: {
        findings: 5,
        errors: [
          { pointer: '/1/DON_GIA', detail: 'is not a number with at most 3 decimals' },
          { pointer: '/1/TYLE_TT_BH', detail: 'is not 0 to 100' },
          { pointer: '/2/TU_NGAY', detail: 'is not yyyymmdd' },
          { pointer: '/2/MA_THUOC', detail: 'is required' },
          { pointer: '/3/DEN_NGAY', detail: 'is before TU_NGAY' },
        ],
      },
    });
    expect(refusal(() => entriesOf('drugs', []))).toMatchObject({ code: 'catalogue.unreadable' });
  });
});

describe('the catalogue of a day', () => {
  const version = (catalogueId: string, validFrom: string, number: number): Version => ({
    catalogueId,
    kind: 'drugs',
    validFrom,
    version: number,
  });
  const versions = [version('a', '2026-01-01', 1), version('b', '2026-07-01', 2), version('c', '2026-01-01', 3)];

  it('is the list with the latest first day, and of one day the latest version', () => {
    const on = (day: string) => versionOn(versions, 'drugs', day)?.catalogueId;
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map(on)).toEqual([undefined, 'c', 'c', 'b']);
    expect(versionOn(versions, 'services', '2026-07-01')).toBeUndefined();
  });

  it('has the rows that hold on the day', () => {
    const [plain] = entriesOf('drugs', [{ MA_THUOC: 'x', TEN_THUOC: 'x', DON_GIA: '1' }]);
    if (plain === undefined) throw new Error('one row gives one entry');
    const until: Entry = { ...plain, validTo: '2026-08-31' };
    const from: Entry = { ...plain, price: 2_000n, validFrom: '2026-09-01' };
    const catalogues = cataloguesOf(versions, [
      { catalogueId: 'b', entry: until },
      { catalogueId: 'b', entry: from },
    ]);
    const prices = (day: string) => catalogues('drugs', day)?.('x').map(({ price }) => price);
    expect([prices('2026-08-31'), prices('2026-09-01'), prices('2026-06-30')]).toEqual([[1_000n], [2_000n], []]);
    expect([prices('2025-12-31'), catalogues('beds', '2026-09-01')]).toEqual([undefined, undefined]);
  });
});
