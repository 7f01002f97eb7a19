import { HOSPITAL, NOW } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;

const ROWS = [
  {
    MA_THUOC: '40.807',
    TEN_THUOC: 'Metformin Mẫu 850',
    SO_DANG_KY: 'VD-90005-26',
    TT_THAU: '112/QD-SYT;G1;N2;2026',
    DON_GIA: '1219.85',
    TYLE_TT_BH: '100',
    PHAM_VI: '1',
    SO_LUONG: '20000',
  },
  {
    MA_THUOC: '40.491',
    TEN_THUOC: 'Amlodipin Mẫu 5',
    SO_DANG_KY: 'VD-90004-26',
    TT_THAU: '112/QD-SYT;G1;N2;2026',
    DON_GIA: '610',
    TYLE_TT_BH: '100',
    PHAM_VI: '1',
    SO_LUONG: '50000',
  },
] as const;

const CSV = `MA_THUOC,TEN_THUOC,SO_DANG_KY,TT_THAU,DON_GIA,TYLE_TT_BH,PHAM_VI,SO_LUONG
40.807,Metformin Mẫu 850,VD-90005-26,112/QD-SYT;G1;N2;2026,1219.85,100,1,20000
40.491,Amlodipin Mẫu 5,VD-90004-26,112/QD-SYT;G1;N2;2026,610,100,1,50000
`;

/** The same rows, in the first sheet of a workbook. */
const XLSX_BASE64 = [
  'UEsDBBQAAAAIAABARV2g3KTl6gAAAOQBAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbK2Ry07EMAxFfyXKFjXusEAItZ0FjyWwGD7A',
  'pG4bNS/FmaH8PWkHWLACiZWV+PgeR2n2i7PiRIlN8K3cqVoK8jr0xo+tfDk8VNdy3zWH90gsCuq5lVPO8QaA9UQOWYVIvnSGkBzm',
  'ckwjRNQzjgSXdX0FOvhMPld5zZBdc0cDHm0W90u5PmsTWZbi9gyurlZijNZozKUPJ9//sFSfBlUmN4YnE/miABK65qm8J5mexDOm',
  '/IiuxMFi4S2k+TWEWa3Yn2xhGIymPuijKyOKYyLseSLKzqqtKofG/8K/wQxb2f3zIt/5X3vA9m3dB1BLAwQUAAAACAAAQEVdHEn3',
  'vqQAAAAWAQAACwAAAF9yZWxzLy5yZWxzjc/BDsIgDAbgVyG9O6YHY8zYLsZkVzMfAFnHyAYlgDrfXo7OePDY9P+/plWz2Jk9MERD',
  'TsC2KIGhU9QbpwVcu/PmAE1dXXCWKSfiaHxkueKigDElf+Q8qhGtjAV5dHkzULAy5TFo7qWapEa+K8s9D58GrE3W9gJC22+BdS+P',
  '/9g0DEbhidTdoks/TnwlsiyDxiRgmfmTwnQjmoqMAq8rvnqwfgNQSwMEFAAAAAgAAEBFXcGvEpyvAAAACAEAAA8AAAB4bC93b3Jr',
  'Ym9vay54bWyNj88OgjAMxl9l6V2HmhhDAC/GxIM3fYAJBRbYurTzz+O7gNw9tf3a/tqvOH7cqF7IYsmXsFlnoNDX1FjflXC/nVcH',
  'OFbFm3h4EA0qTXspoY8x5FpL3aMzsqaAPnVaYmdiKrnTEhhNIz1idKPeZtleO2M9zISc/2FQ29oaT1Q/Hfo4QxhHE9Ov0tsgUBXT',
  'BflF5Y3DErLd6QpqUi5NMgWKc5sSvjQb0FWhlyW9+Kq+UEsDBBQAAAAIAABARV3wpmKBpgAAABcBAAAaAAAAeGwvX3JlbHMvd29y',
  'a2Jvb2sueG1sLnJlbHONz0sKwjAQANCrhNnbaV2ISNNuROhW6gFCOk1Kmw9J/N3e4EIsuHA1zO8NU7cPs7AbhTg5y6EqSmBkpRsm',
  'qzhc+tNmD21Tn2kRKU9EPfnI8oqNHHRK/oAYpSYjYuE82dwZXTAi5TQo9ELOQhFuy3KH4duAtcm6gUPohgpY//T0j+3GcZJ0dPJq',
  'yKYfJ/Duwhw1UcqoCIoSh08p4jtURVYBmxpXHzYvUEsDBBQAAAAIAABARV3uMd3amAEAAP8EAAAYAAAAeGwvd29ya3NoZWV0cy9z',
  'aGVldDEueG1sjZTRboIwFIZfhXCvbUGcTsSgKJgpbhFNvCIEOyWTYqDTvdPeYG+zN1lRQ2TpWXYHf/txwvdTzMFHelBONC+SjPVV',
  '0sSqQlmcbRO266urYNLoqAPLPGf5W7GnlCtiOyv66p7z4yNCRbynaVQ0syNlYuU1y9OIi9t8h4pjTqPtBUoPSMO4jdIoYaplXjIn',
  '4pFl5tlZycVYkcblhU1UhffVhB0SRpc8F3lSWCa35nYYeKvFyETcMlGZofjGDCEmGPsgNIKg5SJ0bN8NnzYSygFHBWKSvZIgYwhx',
  'Fn7oTm0JMgGnbGbjUIwaehLKhahnz56H66kE8f6QMFstfLfOINFWVZlWVaYBD2nhZgc/yAqDiDnl5ReUMGX+/fX5rnQMLKsOwtdO',
  'o4sxNhpaW9YdhBGioRensdwEPZf0fK2nYekDxuUrnyyikW6zY5jodF/ZbQ3jeu7e8nrqXVNxJu721+zqlV0dttvqEpldiLDTgzjW',
  'x8quIXMLwTe3LcAthP3brX4x0ia//E10wKsu9XpNDYlXdPfTQdXfzPoBUEsBAhQDFAAAAAgAAEBFXaDcpOXqAAAA5AEAABMAAAAA',
  'AAAAAAAAAIABAAAAAFtDb250ZW50X1R5cGVzXS54bWxQSwECFAMUAAAACAAAQEVdHEn3vqQAAAAWAQAACwAAAAAAAAAAAAAAgAEb',
  'AQAAX3JlbHMvLnJlbHNQSwECFAMUAAAACAAAQEVdwa8SnK8AAAAIAQAADwAAAAAAAAAAAAAAgAHoAQAAeGwvd29ya2Jvb2sueG1s',
  'UEsBAhQDFAAAAAgAAEBFXfCmYoGmAAAAFwEAABoAAAAAAAAAAAAAAIABxAIAAHhsL19yZWxzL3dvcmtib29rLnhtbC5yZWxzUEsB',
  'AhQDFAAAAAgAAEBFXe4x3dqYAQAA/wQAABgAAAAAAAAAAAAAAIABogMAAHhsL3dvcmtzaGVldHMvc2hlZXQxLnhtbFBLBQYAAAAA',
  'BQAFAEUBAABwBQAAAAA=',
].join('');

const CATALOGUE = {
  catalogueId: '01a109ae-99c0-7c03-8b1c-5d2f3a4b6c33',
  facilityCode,
  kind: 'drugs',
  validFrom: '2026-10-01',
  version: 1,
  rows: 2,
  uploadedAt: NOW,
} as const;

const BID = '112/QD-SYT;G1;N2;2026';
const ENTRIES = [
  {
    row: 1,
    code: '40.807',
    name: 'Metformin Mẫu 850',
    registration: 'VD-90005-26',
    bid: BID,
    price: '1219.85',
    insuranceRatio: '100',
    scope: '1',
    quantity: '20000',
  },
  {
    row: 2,
    code: '40.491',
    name: 'Amlodipin Mẫu 5',
    registration: 'VD-90004-26',
    bid: BID,
    price: '610',
    insuranceRatio: '100',
    scope: '1',
    quantity: '50000',
  },
] as const;

export const UPLOADING = {
  params: { facilityCode, kind: 'drugs' },
  query: { validFrom: '2026-10-01' },
  file: { contentType: 'text/csv', text: CSV },
  otherFiles: [
    { contentType: 'application/json', text: JSON.stringify(ROWS) },
    { contentType: 'application/x-ndjson', text: ROWS.map((row) => `${JSON.stringify(row)}\n`).join('') },
    { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', base64: XLSX_BASE64 },
  ],
  reply: CATALOGUE,
} as const;

export const LISTING = { params: { facilityCode }, query: { date: '2026-10-05' }, reply: [CATALOGUE] } as const;

export const READING = {
  params: { facilityCode, kind: 'drugs' },
  query: { date: '2026-10-05', pageSize: '50' },
  reply: { catalogue: CATALOGUE, items: ENTRIES },
} as const;
