import { HOSPITAL, NOW } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;

const ROWS = `MA_THUOC,TEN_THUOC,SO_DANG_KY,TT_THAU,DON_GIA,TYLE_TT_BH,PHAM_VI,SO_LUONG
40.807,Metformin Mẫu 850,VD-90005-26,112/QD-SYT;G1;N2;2026,1219.85,100,1,20000
40.491,Amlodipin Mẫu 5,VD-90004-26,112/QD-SYT;G1;N2;2026,610,100,1,50000
`;

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
  file: { contentType: 'text/csv', text: ROWS },
  reply: CATALOGUE,
} as const;

export const LISTING = { params: { facilityCode }, query: { date: '2026-10-05' }, reply: [CATALOGUE] } as const;

export const READING = {
  params: { facilityCode, kind: 'drugs' },
  query: { date: '2026-10-05', pageSize: '50' },
  reply: { catalogue: CATALOGUE, items: ENTRIES },
} as const;
