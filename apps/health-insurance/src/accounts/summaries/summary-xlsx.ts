import { PassThrough } from 'node:stream';
import type { ClaimSummary } from '@ansinh/contracts/health-insurance/settlements.api';
import { COLUMNS, facilityLine, noteLines, tableLines, titleOf } from './summary-table';

/** A sheet holds doubles: an amount goes in as a number while each of its digits survives, else as the text it is. */
export const cellValue = (text: string): number | string => {
  const digits = text.replace('.', '').replace(/^0+(?=\d)/, '');
  return digits.length <= 15 ? Number(text) : text;
};

/** The summary as a workbook of one sheet, written row by row. */
export async function* summaryXlsx(summary: ClaimSummary): AsyncGenerator<Uint8Array> {
  // The library costs tens of megabytes: a service that makes no sheet never pays for it.
  const { WorkbookWriter } = await import('@cj-tech-master/excelts');
  const out = new PassThrough();
  const workbook = new WorkbookWriter({ stream: out, useStyles: true });
  const sheet = workbook.addWorksheet(`${summary.form.replace('/', '-')} ${summary.period}`);
  sheet.columns = [{ width: 48 }, ...COLUMNS.map((_column, index) => ({ width: index === 0 ? 10 : 20 }))];
  const addRow = (cells: readonly (string | number)[], bold: boolean): void => {
    const row = sheet.addRow([...cells]);
    row.font = { name: 'Arial', size: 10, bold };
    for (let column = 3; column <= cells.length; column += 1) row.getCell(column).numFmt = '#,##0.00';
    row.commit();
  };
  addRow([titleOf(summary)], true);
  addRow([facilityLine(summary)], false);
  addRow(['Đơn vị: đồng'], false);
  addRow(['Loại hình', ...COLUMNS.map(({ title }) => title)], true);
  addRow(['', ...COLUMNS.map(({ number }) => number)], false);
  for (const { kind, label, cells } of tableLines(summary))
    addRow([label, ...cells.map(cellValue)], kind !== 'care-type');
  for (const note of noteLines(summary)) addRow([note], false);
  sheet.commit();
  const written = workbook.commit();
  for await (const chunk of out) yield chunk as Uint8Array;
  await written;
}
