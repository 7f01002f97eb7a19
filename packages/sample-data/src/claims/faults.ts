import { hundredths, hundredthsText, toHundredths } from '@ansinh/contracts/vocabulary/money';
import { lawfulTenths } from './amounts';
import type { ClaimTable, Encounter, Row, Visit } from './claim-model';
import { encounterOf } from './encounter';

/** One fault a claim can carry; everything else of the claim stays right. */
export type Fault =
  /** T_TONGCHI_BV of XML1 is 100,000 dong above the sum of the lines. */
  | 'brokenTotal'
  /** Every line is counted with a benefit level that is not the card's; sums and splits fit that level. */
  | 'wrongMucHuong'
  /** The first service is a tenth dearer than the list of the facility allows; sums and splits fit that price. */
  | 'highPrice'
  /** One line's co-payment is 1,000 dong too high, so that its parts are not its amount. */
  | 'wrongSplit'
  /** The card number is well formed and belongs to nobody. */
  | 'unknownCard'
  /** The name is not the one on the card. */
  | 'wrongName'
  /** MA_CSKCB is another facility than the sender. */
  | 'otherFacility';

const withCells = (encounter: Encounter, table: ClaimTable, change: (row: Row) => Row): Encounter => {
  const [first, ...others] = encounter.tables[table];
  if (first === undefined) throw new Error(`${table} has no row to plant a fault in`);
  return { ...encounter, tables: { ...encounter.tables, [table]: [{ ...first, ...change(first) }, ...others] } };
};

const tenthDearer = (price: bigint): bigint => (price * 11n) / 10n;

const withHighPrice = (visit: Visit): Visit => {
  const dear = visit.lines.findIndex(({ kind }) => kind === 'service');
  if (dear === -1) throw new Error('the visit has no service whose price could be raised');
  const lines = visit.lines.map((line, index) =>
    index === dear
      ? { ...line, hospitalPrice: tenthDearer(line.hospitalPrice), insuredPrice: tenthDearer(line.insuredPrice) }
      : line,
  );
  return { ...visit, lines };
};

const added = (row: Row, tag: string, amount: bigint): Row => ({
  [tag]: hundredthsText(hundredths(toHundredths(row[tag] ?? '0.00') + amount)),
});

/** Social-insurance numbers that the generator of people never gives. */
const NOBODY = '6699999999';

export const withFault = (encounter: Encounter, fault: Fault): Encounter => {
  switch (fault) {
    case 'brokenTotal':
      return withCells(encounter, 'XML1', (row) => added(row, 'T_TONGCHI_BV', 10_000_000n));
    case 'wrongMucHuong': {
      const lawful = lawfulTenths(encounter.visit);
      return encounterOf(encounter.visit, lawful === 1000n ? 800n : 1000n);
    }
    case 'highPrice':
      return encounterOf(withHighPrice(encounter.visit));
    case 'wrongSplit':
      return withCells(encounter, 'XML3', (row) => added(row, 'T_BNCCT', 100_000n));
    case 'unknownCard':
      return withCells(encounter, 'XML1', (row) => ({ MA_THE_BHYT: `${row.MA_THE_BHYT?.slice(0, 5)}${NOBODY}` }));
    case 'wrongName':
      return withCells(encounter, 'XML1', () => ({ HO_TEN: 'Tạ Quang Khác' }));
    case 'otherFacility':
      return withCells(encounter, 'XML1', (row) => ({ MA_CSKCB: row.MA_CSKCB === '66999' ? '66998' : '66999' }));
  }
};

/** The same visit sent again under another encounter key, as hospital software does after a restore. */
export const duplicateOf = (encounter: Encounter, key: string): Encounter => encounterOf({ ...encounter.visit, key });
