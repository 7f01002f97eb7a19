import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Finding } from '@ansinh/contracts/health-insurance/api';
import { toldFindings } from '@ansinh/contracts/wire/field-error';
import { reading } from '@ansinh/threads';
import { decodeUtf8 } from '@ansinh/xml';
import { checkTable, type TableRow } from '../form/fields/field.rules';
import { structureFinding } from '../form/fields/structure-finding';
import { readTable } from '../form/table-reader';

/** The rows of one XML0 file; all of them speak of one encounter, the first tells who came and when. */
export type CheckInFile = { readonly first: TableRow; readonly rows: readonly TableRow[] };

const otherEncounters = (rows: readonly TableRow[]): Finding[] => {
  const key = rows[0]?.fields.MA_LK;
  return rows
    .filter(({ fields }) => fields.MA_LK !== key || fields.MA_CSKCB !== rows[0]?.fields.MA_CSKCB)
    .map(({ row }) =>
      structureFinding({
        table: 'XML0',
        row,
        field: 'MA_LK',
        message: 'a check-in speaks of one encounter of one facility',
        messageVi: 'mỗi lần gửi chỉ gồm một đợt khám của một cơ sở',
      }),
    );
};

/** Reads XML0. Throws `request.malformed` when it is no UTF-8, `check-in.structure-invalid` with its faults of form. */
export const readCheckIn = (content: Buffer): CheckInFile => {
  const xml = decodeUtf8(content);
  if (xml === undefined) throw reject('request.malformed', { reason: 'the file is not UTF-8' });
  const { rows, findings } = readTable('XML0', xml);
  const faults = [...findings, ...checkTable('XML0', rows), ...otherEncounters(rows)];
  const [first] = rows;
  if (faults.length === 0 && first !== undefined) return { first, rows };
  const refused = toldFindings(faults, ({ row, field, message, messageVi, expected }) => ({
    pointer: ['/XML0', row, field].filter((part) => part !== undefined).join('/'),
    detail: `${message}${expected === undefined ? '' : `; expected ${expected}`} (${messageVi})`,
  }));
  throw reject('check-in.structure-invalid', refused);
};

/** A check-in has some fifty fields; what is much longer is no check-in, and is read where nobody waits for it. */
const SMALL_BYTES = 50_000;

export const checkInReading = reading({
  name: 'check-in',
  read: readCheckIn,
  small: { bytesMax: SMALL_BYTES, read: readCheckIn },
});
