import type { Item } from '../../model/claim.ts';

type Row = readonly [
  code: string,
  name: string,
  unit: string,
  group: string,
  price: string,
  ratio?: string,
  scope?: string,
];

const FROM = '20250101';

const items = (kind: Item['kind'], rows: readonly Row[], more: Partial<Item> = {}): Item[] =>
  rows.map(([code, name, unit, group, price, insuranceRatio = '100', scope = '1']) => ({
    ...more,
    code,
    kind,
    name,
    unit,
    group,
    price,
    insuranceRatio,
    scope,
    from: FROM,
  }));

const drugRows: readonly Row[] = [
  ['40.2', 'Paracetamol Mẫu 500', 'Viên', '4', '480'],
  ['40.154', 'Amoxicilin Mẫu 500', 'Viên', '4', '1155.5'],
  ['40.30', 'Diclofenac Mẫu', 'Ống', '4', '2389.725'],
  ['40.549', 'Amlodipin Mẫu 5', 'Viên', '4', '333'],
  ['40.807', 'Metformin Mẫu 850', 'Viên', '4', '517.333'],
  ['40.1011', 'Natri clorid Mẫu 0,9 %', 'Chai', '4', '7350'],
  ['40.411', 'Kháng thể Mẫu', 'Lọ', '4', '8450000', '50'],
  ['40.385', 'Hoá chất Mẫu', 'Lọ', '4', '1236500.5', '80'],
  ['VT.900', 'Vitamin ngoài danh mục', 'Viên', '4', '2500', '0', '2'],
];

const serviceRows: readonly Row[] = [
  ['02.1896', 'Khám Nội', 'Lần', '13', '45000'],
  ['10.1896', 'Khám Ngoại', 'Lần', '13', '45000'],
  ['12.1896', 'Khám Ung bướu', 'Lần', '13', '45000'],
  ['22.0120.1370', 'Công thức máu', 'Lần', '1', '48400'],
  ['23.0075.1494', 'Glucose máu', 'Lần', '1', '22400'],
  ['18.0119.0028', 'X-quang ngực', 'Lần', '2', '68300'],
  ['02.0085.1778', 'Điện tim', 'Lần', '3', '39900'],
  ['18.0155.0041', 'Cắt lớp sọ não', 'Lần', '2', '663400'],
  ['17.0011.0237', 'Hồng ngoại', 'Lần', '18', '40900'],
  ['02.0498.0116', 'Lọc máu chu kỳ', 'Lần', '18', '588500'],
  ['10.0509.0459', 'Cắt ruột thừa', 'Lần', '8', '2815900'],
  ['02.0069.0054', 'Đặt stent mạch vành', 'Lần', '8', '7118100'],
  ['10.0149.0384', 'Phẫu thuật lớn', 'Lần', '8', '85000000'],
  ['K02.1906', 'Giường Nội', 'Ngày', '15', '245700'],
  ['K02.1930', 'Giường ban ngày', 'Ngày', '14', '73710'],
  ['K02.1950', 'Giường lưu trạm', 'Ngày', '16', '64100'],
  ['YC.0001', 'Dịch vụ yêu cầu', 'Lần', '18', '300000', '0', '2'],
];

const supplyRows: readonly Row[] = [
  ['N02.01.010', 'Băng cuộn', 'Cuộn', '10', '3150.5'],
  ['N03.05.060', 'Bộ dây lọc', 'Bộ', '10', '52500'],
  ['N06.02.020', 'Stent phủ thuốc', 'Cái', '10', '38000000'],
  ['N07.06.040', 'Máy tạo nhịp Mẫu', 'Cái', '10', '128500000'],
];

const BID = { registration: 'VD-12345-26', bid: '123/QD-SYT;G1;N1;2025', bought: '5000' };

/** Both sides of a change of price: a tariff ends on 30 June 2026 and another begins. */
const ULTRASOUND = { code: '18.0015.0001', kind: 'services', name: 'Siêu âm ổ bụng', unit: 'Lần', group: '2' } as const;
const CHANGED: readonly Item[] = [
  { ...ULTRASOUND, price: '49300', insuranceRatio: '100', scope: '1', from: FROM, to: '20260630' },
  { ...ULTRASOUND, price: '58600', insuranceRatio: '100', scope: '1', from: '20260701' },
];

const FOR_ONE_SEX: readonly Item[] = [
  ...items('services', [['18.0030.0001', 'Siêu âm tử cung phần phụ', 'Lần', '2', '49300']], { sex: '2' }),
  ...items('services', [['18.0053.0007', 'Siêu âm tinh hoàn', 'Lần', '2', '49300']], { sex: '1' }),
];

export const CATALOGUE: readonly Item[] = [
  ...items('drugs', drugRows, BID),
  ...items('services', serviceRows),
  ...items('supplies', supplyRows, { bid: '77/QD-SYT;G2;2025', bought: '5000' }),
  ...CHANGED,
  ...FOR_ONE_SEX,
];

const BY_CODE = Map.groupBy(CATALOGUE, ({ code }) => code);

export const itemsOf = (code: string): readonly Item[] => BY_CODE.get(code) ?? [];

/** The row of a code on a day. */
export const itemOn = (code: string, day: string): Item => {
  const item = itemsOf(code).find(({ from, to }) => from <= day && (to === undefined || day <= to));
  if (item === undefined) throw new Error(`nothing is listed as ${code} on ${day}`);
  return item;
};
