import { CsvError, parse } from 'csv-parse/sync';

const separatorOf = (text: string): ',' | ';' => {
  const [head = ''] = text.split(/\r?\n/, 1);
  return head.split(';').length > head.split(',').length ? ';' : ',';
};

/**
 * Reads CSV (RFC 4180). The separator is the comma, or the semicolon when the first line has more of them, as Vietnamese
 * spreadsheets write it. Undefined for a quote that is not closed or stands in the middle of a field. Empty lines say
 * nothing and are left out.
 */
export const readCsv = (text: string): string[][] | undefined => {
  try {
    return parse(text, {
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_records_with_empty_values: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
};
