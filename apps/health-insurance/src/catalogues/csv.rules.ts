const separatorOf = (text: string): ',' | ';' => {
  const [head = ''] = text.split(/\r?\n/, 1);
  return head.split(';').length > head.split(',').length ? ';' : ',';
};

/**
 * Reads CSV (RFC 4180): quotes around fields with separators, line ends or doubled quotes. The separator is the comma, or
 * the semicolon when the first line has more of them, as Vietnamese spreadsheets write it. Undefined for a quote that
 * is not closed or stands in the middle of a field. Empty lines say nothing and are left out.
 */
export const readCsv = (text: string): string[][] | undefined => {
  const separator = separatorOf(text);
  const field = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`, 'y');
  const rows: string[][] = [];
  let row: string[] = [];
  let isOpen = true;
  while (isOpen || field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) return undefined;
    const [, quoted, plain = '', end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    isOpen = end === separator;
    if (isOpen) continue;
    if (row.some((cell) => cell !== '')) rows.push(row);
    row = [];
  }
  return rows;
};
