import { Workbook } from '@cj-tech-master/excelts';
import { unzip, zip } from '@cj-tech-master/excelts/archive';

type Value = string | number | Date | { readonly formula: string; readonly result?: number | string } | null;
export type TestCell = Value | { readonly value: Value; readonly format: string };
type Sheet = { readonly name: string; readonly hidden?: boolean; readonly rows: readonly (readonly TestCell[])[] };

const hasFormat = (cell: TestCell): cell is { value: Value; format: string } =>
  typeof cell === 'object' && cell !== null && 'format' in cell;

/** A workbook as a spreadsheet program saves it. */
export const workbookOf = async (...sheets: readonly Sheet[]): Promise<Buffer> => {
  const workbook = new Workbook();
  for (const { name, hidden, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { state: hidden === true ? 'hidden' : 'visible' });
    for (const cells of rows) {
      const row = sheet.addRow(cells.map((cell) => (hasFormat(cell) ? cell.value : cell)));
      cells.forEach((cell, index) => {
        if (hasFormat(cell)) row.getCell(index + 1).numFmt = cell.format;
      });
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer({ validate: false }));
};

/** The first sheet of a workbook with these rows. */
export const sheetOf = (...rows: readonly (readonly TestCell[])[]): Promise<Buffer> =>
  workbookOf({ name: 'Danh mục', rows });

export type TestParts = Record<string, string | Uint8Array>;

export const zipOf = async (parts: TestParts): Promise<Buffer> => {
  const archive = zip();
  for (const [path, content] of Object.entries(parts)) archive.add(path, content);
  return Buffer.from(await archive.bytes());
};

/** A workbook whose parts were changed by hand, as other programs write them or as nobody should. */
export const rezipped = async (content: Buffer, change: (parts: TestParts) => TestParts): Promise<Buffer> => {
  const parts: Record<string, string> = {};
  for await (const entry of unzip(content).entries()) parts[entry.path] = await entry.text();
  return zipOf(change(parts));
};
