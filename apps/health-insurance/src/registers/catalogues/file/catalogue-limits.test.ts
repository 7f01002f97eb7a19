// What a list may hold, counted while it is read: each of these files ended a process or kept it from others before.
import { rezipped, sheetOf, type TestParts } from '../../../../testing/workbooks';
import { headingsOf } from '../catalogue-column';
import { readCatalogueFile } from './catalogue-file';
import { readCsv } from './csv.rules';
import { numberFormat } from './number-format.rules';

const SHEET = 'xl/worksheets/sheet1.xml';
const STYLES = 'xl/styles.xml';
const MACHINES = headingsOf('machines');

const changed = async (change: (parts: TestParts) => TestParts): Promise<Buffer> =>
  rezipped(await sheetOf(['MA_MAY'], ['XQ.1']), change);
const withStyles = (inner: string): Promise<Buffer> =>
  changed((parts) => ({ ...parts, [STYLES]: `<styleSheet>${inner}</styleSheet>` }));
const withSheet = (inner: string): Promise<Buffer> =>
  changed((parts) => ({ ...parts, [SHEET]: `<worksheet><sheetData>${inner}</sheetData></worksheet>` }));
const text = (value: string) => Promise.resolve(Buffer.from(value));

const tookMs = async (work: () => unknown): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

describe('a list', () => {
  it.each<[string, () => Promise<Buffer>, string]>([
    ['with a million styles', () => withStyles(`<cellXfs>${'<xf/>'.repeat(1_500_000)}</cellXfs>`), 'styles of cells'],
    ['with elements without end in its styles', () => withStyles('<a/>'.repeat(600_000)), 'more than 500000 elements'],
    [
      'with formats without end',
      () =>
        withStyles(
          `<numFmts>${'<numFmt numFmtId="7" formatCode="0"/>'.repeat(10)}${Array.from({ length: 5_001 }, (_, id) => `<numFmt numFmtId="${id}" formatCode="0"/>`).join('')}</numFmts>`,
        ),
      'formats of its own',
    ],
    ['with comments without end', () => withSheet('<!---->'.repeat(1_001)), 'comments'],
    [
      'with a cell that no spreadsheet has',
      () => withSheet('<row><c r="ZZZ1"><v>1</v></c></row>'),
      'at most 16384 columns',
    ],
    [
      'with texts without end',
      () => changed((parts) => ({ ...parts, 'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(1_000_001)}</sst>` })),
      'texts',
    ],
    ['of commas', () => text(`MA_MAY\n${','.repeat(8_000_000)}`), 'more than 16384 columns'],
    ['of semicolons in its head', () => text(';'.repeat(8_000_000)), 'more than 16384 columns'],
    ['of rows without end', () => text(`MA_MAY\n${'1\n'.repeat(4_000_000)}`), 'more than 50000 rows'],
    ['of one line without end', () => text(`MA_MAY\n${'1'.repeat(8_000_000)}`), 'letters in a row'],
    [
      'of cells without end',
      () => text(`MA_MAY\n${`1${','.repeat(299)}\n`.repeat(40_000)}`),
      'more than 3000000 cells',
    ],
    ['of empty objects', () => text(`[${'{},'.repeat(5_000_000)}{}]`), 'more than 3000000 values'],
    ['of lists in lists', () => text('['.repeat(5_000_000)), 'inside each other'],
    ['of lines without end', () => text('{}\n'.repeat(60_000)), 'at most 50000 rows'],
    ['with NUL', () => text('MA_MAY\n\0'), 'NUL'],
  ])('%s is refused in bounded time and memory', async (_, make, reason) => {
    const content = await make();
    const before = process.memoryUsage().heapUsed;
    const refused = expect.objectContaining({
      code: 'catalogue.unreadable',
      params: { reason: expect.stringContaining(reason) },
    });
    const took = await tookMs(() => expect(readCatalogueFile(content, MACHINES)).rejects.toEqual(refused));
    expect(took).toBeLessThan(10_000);
    // With its garbage less than a thread may hold.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(512_000_000);
  });

  it('of empty lines says nothing, and takes no memory for it', () => {
    expect(readCsv(`A\n${'\n'.repeat(1_000_000)}`)).toEqual([['A']]);
  });

  it('names the value that is no whole text', async () => {
    const { rows } = await readCatalogueFile(Buffer.from('[{"MA_MAY":"\\ud800"}]'), MACHINES);
    expect(rows).toEqual([{ MA_MAY: { fault: 'half of a character, or a mark of direction' } }]);
    const cell = (text: string): string => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;
    const sheet = await withSheet(['MA_MAY', 'XQ_xD800_', 'x_x0000_'].map(cell).join(''));
    const { rows: cells } = await readCatalogueFile(sheet, MACHINES);
    expect(cells).toEqual(Array(2).fill({ MA_MAY: { fault: 'half of a character, or a mark of direction' } }));
  });
});

describe('the format of a number', () => {
  const formatOf = (code: string) => numberFormat(200, new Map([[200, code]]));

  it.each(['[', '"', '\\', '_', '*', '[h', '["'])('made of %j is read as fast as any of its length', async (sign) => {
    const leastMs = async (code: string): Promise<number> =>
      Math.min(...(await Promise.all(Array.from({ length: 5 }, () => tookMs(() => formatOf(code))))));
    for (const length of [250, 1_000_000])
      expect(await leastMs(sign.repeat(length))).toBeLessThan(10 + 10 * (await leastMs('0'.repeat(length))));
  });

  it('is what is left of it without what only prints or pads', () => {
    const patterns = [
      '0.00',
      '#,##0.00',
      '"ngày" dd/mm/yyyy',
      '[Red]0;[Blue]-0',
      '[h]:mm',
      '[$-42A]d/m',
      '0\\x',
      '_(0_)',
      '*-0',
      '0"open',
      '[open0',
    ];
    expect(patterns.map((code) => formatOf(code).pattern)).toEqual([
      ...['0.00', '#,##0.00', 'dd/mm/yyyy', '0', '[h]:mm', 'd/m', '0', '0', '0', '0"open', '[open0'],
    ]);
    expect(patterns.map((code) => formatOf(code).isMoment)).toEqual([
      ...[false, false, true, false, true, true, false, false, false, false, false],
    ]);
    expect(formatOf('d'.repeat(256)).isMoment).toBe(false);
  });
});
