import fc from 'fast-check';
import { rezipped, sheetOf, type TestParts, workbookOf, zipOf } from '../../../../testing/workbooks';
import { entriesOf } from '../catalogue.rules';
import { headingsOf } from '../catalogue-column';
import { readCatalogueFile } from './catalogue-file';
import { readCsv } from './csv.rules';

const MACHINES = headingsOf('machines');
const DRUGS = headingsOf('drugs');
const rowsOf = async (content: string | Buffer, headings = MACHINES) =>
  (await readCatalogueFile(Buffer.from(content), headings)).rows;
const refusal = (reason: string) => ({
  code: 'catalogue.unreadable',
  params: { reason: expect.stringContaining(reason) },
});
const HEAD = ['STT', 'MA_THUOC', 'TEN_THUOC', 'DON_GIA', 'TYLE_TT_BH', 'TU_NGAY'];
const SHEET = 'xl/worksheets/sheet1.xml';

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

  it.each([
    ['semicolons and no other word', 'sep=;\r\n'],
    ['a tab', 'sep=\t\r\n'],
    ['commas, in capitals', 'SEP=,\n'],
  ])('is told its separator by the first line: %s', (_, line) => {
    const [, sign = ''] = /=(.)/.exec(line) ?? [];
    expect(readCsv(`${line}A${sign}B\n1${sign}"x"`)).toEqual([
      ['A', 'B'],
      ['1', 'x'],
    ]);
  });

  it('is not guessed at when a quote is out of place', () => {
    expect(['A\n"x', 'A\nx"y', 'A\n"x"y'].map(readCsv)).toEqual(Array(3).fill('a quote is not closed'));
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

describe('prices as offices write them', () => {
  const priced = async (content: string | Buffer) =>
    entriesOf('drugs', await rowsOf(content, DRUGS)).map(({ price }) => price);
  const csv = (price: string) => `MA_THUOC;TEN_THUOC;DON_GIA;\n40.1;Thuốc;${price};;\n`;
  const json = (price: string) => JSON.stringify([{ MA_THUOC: '40.1', TEN_THUOC: 'Thuốc', DON_GIA: price }]);
  const sheet = (price: string) => sheetOf(['MA_THUOC', 'TEN_THUOC', 'DON_GIA'], ['40.1', 'Thuốc', price]);

  it('are read alike in every kind of file', async () => {
    for (const content of [csv('1.234.567,5'), json('1.234.567,5'), await sheet('1.234.567,5')])
      expect(await priced(content)).toEqual([1_234_567_500n]);
  });

  it('are never read a thousand times too low', async () => {
    for (const content of [csv('150.000'), json('45.000'), await sheet('150.000')])
      await expect(priced(content)).rejects.toMatchObject({
        code: 'catalogue.rows-invalid',
        params: { errors: [{ pointer: '/0/DON_GIA', detail: expect.stringContaining('can be') }] },
      });
  });
});

describe('a catalogue file', () => {
  it('is read alike as JSON, NDJSON, CSV and XLSX', async () => {
    const expected = [{ MA_MAY: 'XQ.1.66001.7', TEN_TB: 'X-quang' }];
    expect(await rowsOf('[{"MA_MAY":"XQ.1.66001.7","TEN_TB":"X-quang","KHAC":null}]')).toEqual(expected);
    expect(await rowsOf('{"ma_may":"XQ.1.66001.7","TEN_TB":"X-quang"}\n\n')).toEqual(expected);
    expect(await rowsOf('\ufeffMA_MAY,TEN_TB,DEN_NGAY\nXQ.1.66001.7,X-quang,\n')).toEqual(expected);
    expect(await rowsOf(await sheetOf(['ma_may ', 'TEN_TB', 'KHAC'], ['XQ.1.66001.7', ' X-quang', 'x']))).toEqual(
      expected,
    );
  });

  it.each([
    ['no UTF-8', Buffer.from([0x41, 0xff])],
    ['broken JSON', '[{'],
    ['an array of texts', '["x"]'],
    ['a broken line', '{"A":"1"}\n{'],
    ['an open quote', 'A,B\n"x'],
    ['more fields than columns', 'A,B\n1,2,3'],
    ['a column twice', 'MA_MAY,MA_MAY\n1,2'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
  ])('is refused with %s', async (_, content) => {
    await expect(rowsOf(content)).rejects.toMatchObject({ code: 'catalogue.unreadable' });
  });
});

describe('a workbook', () => {
  it('is read by its first sheet that is shown, below the row that names the columns', async () => {
    const content = await workbookOf(
      { name: 'Ẩn', hidden: true, rows: [['MA_MAY'], ['hidden']] },
      { name: 'MAU_06', rows: [['DANH MỤC MÁY'], [null], ['STT', 'MA_MAY'], [1, 'XQ.1'], [null, null], [2, 'XQ.2']] },
      { name: 'Khác', rows: [['MA_MAY'], ['other']] },
    );
    expect(await rowsOf(content)).toEqual([{ MA_MAY: 'XQ.1' }, { MA_MAY: 'XQ.2' }]);
  });

  it('gives numbers, percentages and dates as they were typed', async () => {
    const day = new Date(Date.UTC(2026, 6, 1));
    const content = await sheetOf(
      HEAD,
      [1, '40.10', 'Thuốc A', 0.1 + 0.2, { value: 0.5, format: '0%' }, { value: day, format: 'dd/mm/yyyy' }],
      [2, { value: 40.1, format: '0.00' }, 'Thuốc B', { value: 4899.993, format: '#,##0.000' }, 50, 20_260_701],
      [3, '40.12', 'Thuốc C', { formula: 'D2*10', result: 3.0000000000000004 }, '50', '20260701'],
    );
    const { rows, placeOf } = await readCatalogueFile(content, DRUGS);
    const [a, b, c] = entriesOf('drugs', rows, placeOf);
    expect(a).toMatchObject({ code: '40.10', price: 300n, insuranceRatio: 5_000n, validFrom: '2026-07-01' });
    expect(b).toMatchObject({ code: '40.10', price: 4_899_993n, insuranceRatio: 5_000n, validFrom: '2026-07-01' });
    expect(c).toMatchObject({ code: '40.12', price: 3_000n, insuranceRatio: 5_000n, validFrom: '2026-07-01' });
  });

  it('names the cell of each fault', async () => {
    const content = await sheetOf(
      ['Danh mục thuốc'],
      HEAD,
      [1, 40.1, 'A', 12.3456],
      [2, '40.2', 'B', { formula: 'NA()' }],
      [3, '40.3'],
    );
    const { rows, placeOf } = await readCatalogueFile(content, DRUGS);
    const errors = [
      { pointer: '/0/MA_THUOC', detail: expect.stringMatching(/format the column as text \(cell B3\)$/) },
      { pointer: '/0/DON_GIA', detail: 'is not a number with at most 3 decimals (cell D3)' },
      { pointer: '/1/DON_GIA', detail: 'holds a formula that was never worked out in place of a value (cell D4)' },
      { pointer: '/2/TEN_THUOC', detail: 'is required (cell C5)' },
      { pointer: '/2/DON_GIA_BH', detail: 'is required (row 5)' },
    ];
    expect(() => entriesOf('drugs', rows, placeOf)).toThrow(
      expect.objectContaining({ params: { findings: 5, errors: expect.arrayContaining(errors) } }),
    );
  });

  it('is read as other programs write it: with prefixes, texts inside cells, rich texts and days from 1904', async () => {
    const sheet = `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
      <x:row><x:c t="inlineStr"><x:is><x:t>MA_MAY</x:t></x:is></x:c><x:c t="str"><x:v>TU_NGAY</x:v></x:c></x:row>
      <x:row r="9"><x:c r="A9" t="inlineStr"><x:is><x:r><x:t>XQ.</x:t></x:r><x:r><x:t>1</x:t></x:r><x:rPh><x:t>?</x:t></x:rPh></x:is></x:c>
        <x:c r="B9" s="1"><x:v>44561</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const content = await rezipped(
      await sheetOf(['MA_MAY', 'TU_NGAY'], ['x', { value: new Date(0), format: 'yyyy-mm-dd' }]),
      (parts) => ({
        ...parts,
        [SHEET]: sheet,
        'xl/workbook.xml': String(parts['xl/workbook.xml']).replace(/<workbookPr/, '<workbookPr date1904="1"'),
      }),
    );
    const { rows, placeOf } = await readCatalogueFile(content, MACHINES);
    expect(placeOf?.(0, 'TU_NGAY')).toBe('cell B9');
    expect(entriesOf('machines', rows)).toMatchObject([{ code: 'XQ.1', validFrom: '2026-01-01' }]);
  });

  const changed = async (change: (parts: TestParts) => TestParts) =>
    rezipped(await sheetOf(['MA_MAY'], ['XQ.1']), change);
  const withSheet = (xml: string | Uint8Array) => changed((parts) => ({ ...parts, [SHEET]: xml }));
  const zeros = Buffer.concat([Buffer.from('<worksheet>'), Buffer.alloc(49_000_000, ' ')]);

  it.each<[string, () => Promise<Buffer>, string]>([
    ['that is only a ZIP', () => zipOf({ 'a.txt': 'x' }), 'no workbook'],
    ['without a head', () => sheetOf(['MA', 'TEN'], ['1', 'x']), 'no row with the column MA_MAY'],
    ['with a column twice', () => sheetOf(['MA_MAY', 'TEN_TB', 'MA_MAY'], ['1', 'x', '2']), 'stands there twice'],
    ['that only has hidden sheets', () => workbookOf({ name: 'x', hidden: true, rows: [] }), 'no sheet that is shown'],
    ['without its sheet', () => changed(({ [SHEET]: _sheet, ...rest }) => rest), 'is missing'],
    ['cut off', async () => (await sheetOf(['MA_MAY'])).subarray(0, 800), 'table of contents'],
    ['with broken XML', () => withSheet('<worksheet><sheetData>'), 'unclosed tag'],
    ['with a document type', () => withSheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'), 'DOCTYPE'],
    ['that unpacks to gigabytes', () => withSheet(zeros), 'is larger than 48000000 bytes'],
    [
      'of a thousand parts',
      () => zipOf(Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`${at}`, '']))),
      'parts',
    ],
    ['without end', () => sheetOf(['MA_MAY'], ...Array.from({ length: 50_001 }, () => ['1'])), 'at most 50000 rows'],
  ])('%s is refused', async (_, make, reason) => {
    await expect(make().then((content) => rowsOf(content))).rejects.toMatchObject(refusal(reason));
  });

  it('that lies about the size of a part is unpacked no further than the limit', async () => {
    const content = await withSheet(zeros);
    // The size that the table of contents declares stands 24 bytes behind its mark, the name 46.
    for (let at = content.indexOf('PK\u0001\u0002'); at !== -1; at = content.indexOf('PK\u0001\u0002', at + 4))
      if (content.subarray(at + 46, at + 46 + SHEET.length).toString() === SHEET) content.writeUInt32LE(100, at + 24);
    await expect(rowsOf(content)).rejects.toMatchObject(refusal('is larger than 48000000 bytes'));
  });

  it('with a changed byte is refused or read, and never anything else', async () => {
    const content = await sheetOf(HEAD, [1, '40.1', 'A', 12.5, 50, '20260101']);
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(content);
        damaged.writeUInt8((damaged[at] ?? 0) ^ change, at);
        const outcome = await rowsOf(damaged, DRUGS).catch((error: unknown) => error);
        expect(Array.isArray(outcome) || (outcome as { code?: string }).code === 'catalogue.unreadable').toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
