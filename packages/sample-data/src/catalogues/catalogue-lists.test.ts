import type { Row } from '../claims/claim-model';
import { SAMPLE_FACILITIES } from '../facilities';
import { sampleClaims } from '../region/sample-claims';
import { createSampleRegion } from '../region/sample-region';
import { sampleCatalogues } from './catalogue-lists';

const claims = sampleClaims(createSampleRegion(26)).filter(({ expectedRule }) => expectedRule !== 'PRICE');

describe('the sample catalogues', () => {
  const rowsOf = (facilityCode: string, kind: string): readonly Row[] => {
    const facility = SAMPLE_FACILITIES.find((each) => each.facilityCode === facilityCode);
    if (facility === undefined) throw new Error('the samples have no such facility');
    return sampleCatalogues(facility).find((list) => list.kind === kind)?.rows ?? [];
  };
  const has = (rows: readonly Row[], column: string, code: string | undefined): boolean =>
    rows.some((row) => row[column] === code);

  it('have every drug, supply and service of the sample claims at the price that is claimed', () => {
    for (const { facilityCode, encounter } of claims) {
      for (const line of encounter.tables.XML2) {
        const drug = rowsOf(facilityCode, 'drugs').find((row) => row.SO_DANG_KY === line.SO_DANG_KY);
        expect([drug?.MA_THUOC, drug?.DON_GIA, drug?.TYLE_TT_BH]).toEqual([
          line.MA_THUOC,
          line.DON_GIA,
          line.TYLE_TT_BH,
        ]);
      }
      for (const line of encounter.tables.XML3) {
        const [kind, column] = line.MA_VAT_TU === undefined ? ['services', 'MA_DICH_VU'] : ['supplies', 'MA_VAT_TU'];
        const listed = rowsOf(facilityCode, kind).find((row) => row[column] === line[column]);
        expect(listed?.DON_GIA_BH).toBe(line.DON_GIA_BH);
      }
    }
  });

  it('have every licence and bed', () => {
    for (const { facilityCode, encounter } of claims)
      for (const line of encounter.tables.XML3) {
        expect(has(rowsOf(facilityCode, 'staff'), 'MACCHN', line.MA_BAC_SI)).toBe(true);
        if (line.MA_GIUONG !== undefined)
          expect(has(rowsOf(facilityCode, 'beds'), 'MA_GIUONG', line.MA_GIUONG)).toBe(true);
      }
  });
});
