import type { ClaimSummary } from '@ansinh/contracts/health-insurance/settlements.api';
import { inThrees } from '@ansinh/contracts/vocabulary/money';
import type PdfDocument from 'pdfkit';
import { COLUMNS, facilityLine, noteLines, type TableLine, tableLines, titleOf } from './summary-table';

export const PDF_TYPE = 'application/pdf';

// A4 on its side, in points.
const PAGE = { width: 841.89, height: 595.28, margin: 28 };
const LABEL_WIDTH = 132;
const GAP = 4;
/** Columns of amounts share what the label and the count leave. */
const COUNT_WIDTH = 40;
const AMOUNT_WIDTH = (PAGE.width - 2 * PAGE.margin - LABEL_WIDTH - COUNT_WIDTH) / (COLUMNS.length - 1);
const widthOf = (column: number): number => (column === 0 ? COUNT_WIDTH : AMOUNT_WIDTH);
const leftOf = (column: number): number =>
  PAGE.margin + LABEL_WIDTH + (column === 0 ? 0 : COUNT_WIDTH + (column - 1) * AMOUNT_WIDTH);
const ROW_HEIGHT = 15;
const HEADING_HEIGHT = 24;
const SIZE = 6.5;

// Whole font files: their Vietnamese letters are one glyph each, where the fonts of PDF itself have none.
const FONTS = {
  regular: '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
  bold: '@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf',
};

/** `1234567.89` -> `1.234.567,89`, as amounts are written in Viet Nam. */
export const vietNamNumber = (text: string): string => {
  const [whole = '', decimals] = text.split('.');
  const grouped = inThrees(whole, '.');
  return decimals === undefined ? grouped : `${grouped},${decimals}`;
};

type Printed = TableLine & { readonly height: number };

const printedLines = (summary: ClaimSummary): Printed[] => [
  { kind: 'part', label: 'Loại hình', cells: COLUMNS.map(({ title }) => title), height: HEADING_HEIGHT },
  { kind: 'care-type', label: '', cells: COLUMNS.map(({ number }) => number), height: ROW_HEIGHT },
  ...tableLines(summary).map((line) => ({ ...line, cells: line.cells.map(vietNamNumber), height: ROW_HEIGHT })),
];

type Page = InstanceType<typeof PdfDocument>;

/** The largest size at which no amount is wider than its column: a cut amount would be a wrong one. */
const sizeOf = (page: Page, summary: ClaimSummary): number => {
  page.font('bold').fontSize(SIZE);
  const widest = Math.max(
    ...tableLines(summary).flatMap(({ cells }) =>
      cells.map((text, column) => page.widthOfString(vietNamNumber(text)) / (widthOf(column) - GAP)),
    ),
  );
  return Math.min(SIZE, SIZE / widest);
};

const printLine = (
  page: Page,
  { kind, label, cells, height }: Printed,
  { y, size }: { y: number; size: number },
): void => {
  page.font(kind === 'care-type' ? 'regular' : 'bold').fontSize(size);
  page.text(label, PAGE.margin, y + 4, { width: LABEL_WIDTH, height: size + 2, ellipsis: true });
  cells.forEach((text, column) => {
    const box = { width: widthOf(column) - GAP, height: height - 4, align: 'right' as const };
    page.text(text, leftOf(column) + GAP, y + 4, box);
  });
  const bottom = y + height;
  page
    .moveTo(PAGE.margin, bottom)
    .lineTo(PAGE.width - PAGE.margin, bottom)
    .lineWidth(0.3)
    .stroke('#999999');
};

/** The summary as a page to print. */
export async function* summaryPdf(summary: ClaimSummary): AsyncGenerator<Uint8Array> {
  // Loaded when the first page is asked for: the service starts without it.
  const { default: Document } = await import('pdfkit');
  const page = new Document({
    size: 'A4',
    layout: 'landscape',
    margin: PAGE.margin,
    info: { Title: titleOf(summary), CreationDate: new Date(summary.madeAt) },
    lang: 'vi',
  });
  page.registerFont('regular', require.resolve(FONTS.regular));
  page.registerFont('bold', require.resolve(FONTS.bold));
  let y = PAGE.margin;
  const room = (height: number): void => {
    if (y + height <= PAGE.height - PAGE.margin) return;
    page.addPage();
    y = PAGE.margin;
  };
  const write = (text: string, { bold = false, size = 9 } = {}): void => {
    room(size + 6);
    page.font(bold ? 'bold' : 'regular').fontSize(size);
    page.text(text, PAGE.margin, y, { lineBreak: false });
    y += size + 6;
  };
  const size = sizeOf(page, summary);
  write(titleOf(summary), { bold: true, size: 11 });
  write(facilityLine(summary));
  write('Đơn vị: đồng');
  for (const line of printedLines(summary)) {
    room(line.height);
    printLine(page, line, { y, size });
    y += line.height;
  }
  y += 6;
  for (const note of noteLines(summary)) write(note, { size: 8 });
  page.end();
  for await (const chunk of page) yield chunk as Uint8Array;
}
