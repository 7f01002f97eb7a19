import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { cataloguesOf, type Entry, entriesOf, type Version, versionOn } from './catalogue.rules';
import { headingsOf } from './catalogue-column';
import { readCatalogueFile } from './file/catalogue-file';

const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('the rows of a catalogue', () => {
  const drug = { MA_THUOC: '40.48', TEN_THUOC: 'Paracetamol', DON_GIA: '480.5' };
  it('are read by their national columns, exactly', () => {
    const row = {
      ...drug,
      SO_DANG_KY: 'VD-1',
      TT_THAU: '1/QĐ;G1;N1;2026',
      TYLE_TT_BH: '50',
      PHAM_VI: '1',
      SO_LUONG: '1000',
      TU_NGAY: '20260101',
      DEN_NGAY: '2026-12-31',
    };
    expect(entriesOf('drugs', [row])).toMatchObject([
      {
        code: '40.48',
        price: 480_500n,
        registration: 'VD-1',
        bid: '1/QĐ;G1;N1;2026',
        insuranceRatio: 5_000n,
        scope: '1',
        quantity: 1_000_000n,
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
      },
    ]);
    const hours = [{ TU_GIO: '07:00', DEN_GIO: '1700' }, { THOIGIAN_NGAY: '0700-1130;1330-1700' }];
    for (const given of hours)
      expect(entriesOf('staff', [{ MACCHN: '1/ĐL', ...given }])).toMatchObject([
        { code: '1/ĐL', opens: '0700', closes: '1700' },
      ]);
    expect(
      entriesOf('services', [{ MA_DICH_VU: '1', TEN_DICH_VU: 'x', DON_GIA: '1', GIA_THANH_TOAN: '2' }]),
    ).toMatchObject([{ price: 2_000n }]);
  });

  it('have numbers of JSON exactly, and no codes that lost a zero', async () => {
    const read = async (code: string) => {
      const json = `[{"MA_THUOC":${code},"TEN_THUOC":"a","DON_GIA":4899.993}]`;
      const { rows } = await readCatalogueFile(Buffer.from(json), headingsOf('drugs'));
      return entriesOf('drugs', rows);
    };
    expect(await read('"40.10"')).toMatchObject([{ code: '40.10', price: 4_899_993n }]);
    await expect(read('40.10')).rejects.toMatchObject({ code: 'catalogue.rows-invalid' });
  });

  it('are refused together with the place of each fault', () => {
    const bad = [
      drug,
      { ...drug, DON_GIA: '1e3', TYLE_TT_BH: '101' },
      { TEN_THUOC: 'x', DON_GIA: '1', TU_NGAY: '20260230' },
      { ...drug, TU_NGAY: '20260201', DEN_NGAY: '20260131' },
    ];
    expect(refusal(() => entriesOf('drugs', bad))).toMatchObject({
      code: 'catalogue.rows-invalid',
      params: {
        findings: 5,
        errors: [
          { pointer: '/1/DON_GIA', detail: 'is not a number with at most 3 decimals' },
          { pointer: '/1/TYLE_TT_BH', detail: 'is not 0 to 100' },
          { pointer: '/2/TU_NGAY', detail: 'is not yyyymmdd' },
          { pointer: '/2/MA_THUOC', detail: 'is required' },
          { pointer: '/3/DEN_NGAY', detail: 'is before TU_NGAY' },
        ],
      },
    });
    expect(refusal(() => entriesOf('drugs', []))).toMatchObject({ code: 'catalogue.unreadable' });
  });
});

describe('the catalogue of a day', () => {
  const version = (catalogueId: string, validFrom: string, number: number): Version => ({
    catalogueId,
    kind: 'drugs',
    validFrom: localDate(validFrom),
    version: number,
  });
  const versions = [version('a', '2026-01-01', 1), version('b', '2026-07-01', 2), version('c', '2026-01-01', 3)];

  it('is the list with the latest first day, and of one day the latest version', () => {
    const on = (day: string) => versionOn(versions, 'drugs', localDate(day))?.catalogueId;
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map(on)).toEqual([undefined, 'c', 'c', 'b']);
    expect(versionOn(versions, 'services', localDate('2026-07-01'))).toBeUndefined();
  });

  it('has the rows that hold on the day', () => {
    const [plain] = entriesOf('drugs', [{ MA_THUOC: 'x', TEN_THUOC: 'x', DON_GIA: '1' }]);
    if (plain === undefined) throw new Error('one row gives one entry');
    const until: Entry = { ...plain, validTo: localDate('2026-08-31') };
    const from: Entry = { ...plain, price: 2_000n, validFrom: localDate('2026-09-01') };
    const catalogues = cataloguesOf(versions, [
      { catalogueId: 'b', entry: until },
      { catalogueId: 'b', entry: from },
    ]);
    const prices = (day: string) => catalogues('drugs', localDate(day))?.('x').map(({ price }) => price);
    expect([prices('2026-08-31'), prices('2026-09-01'), prices('2026-06-30')]).toEqual([[1_000n], [2_000n], []]);
    expect([prices('2025-12-31'), catalogues('beds', localDate('2026-09-01'))]).toEqual([undefined, undefined]);
  });
});
