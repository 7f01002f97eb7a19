/** Prices are in thousandths of a dong, as DON_GIA has three decimals. All prices are invented for samples. */
export type Service = {
  readonly code: string;
  readonly name: string;
  /** MA_NHOM: 1 laboratory, 2 imaging, 3 functional test, 8 surgery, 13 exam, 15 bed, 18 procedure. */
  readonly group: 1 | 2 | 3 | 8 | 13 | 15 | 18;
  readonly unit: string;
  readonly price: bigint;
  /** What the laboratory or the machine reports: name, unit, lowest and highest usual value in tenths. */
  readonly results?: readonly (readonly [name: string, unit: string, low: number, high: number])[];
};

export type Drug = {
  readonly code: string;
  readonly name: string;
  readonly strength: string;
  readonly unit: string;
  /** DUONG_DUNG: 1.01 by mouth, 2.10 injection, 2.15 infusion. */
  readonly route: '1.01' | '2.10' | '2.15';
  readonly form: string;
  readonly registration: string;
  readonly price: bigint;
  /** TYLE_TT_BH: part of the price that is in scope, percent. */
  readonly insuredRatio: 50 | 100;
};

export type Supply = { readonly code: string; readonly name: string; readonly unit: string; readonly price: bigint };

/** Diseases that men and women of every age may have, so that no rule about sex or age is touched. */
export type Diagnosis = { readonly code: string; readonly name: string };

const dong = (amount: number): bigint => BigInt(amount) * 1000n;

export const EXAM: Service = { code: '02.1896', name: 'Khám Nội', group: 13, unit: 'Lần', price: dong(45_000) };
export const BED: Service = {
  code: 'K03.1917',
  name: 'Giường Nội khoa loại 2',
  group: 15,
  unit: 'Ngày',
  price: dong(232_500),
};
export const COMPUTED_TOMOGRAPHY: Service = {
  code: '18.0155.0041',
  name: 'Chụp cắt lớp vi tính lồng ngực có tiêm thuốc cản quang',
  group: 2,
  unit: 'Lần',
  price: dong(655_000),
};

const lab = (code: string, name: string, amount: number, results: NonNullable<Service['results']>): Service => ({
  code,
  name,
  group: 1,
  unit: 'Lần',
  price: dong(amount),
  results,
});

export const LABORATORY: readonly Service[] = [
  lab('22.0121.1369', 'Tổng phân tích tế bào máu ngoại vi', 48_200, [
    ['WBC', 'G/L', 40, 110],
    ['RBC', 'T/L', 38, 55],
    ['HGB', 'g/L', 1150, 1600],
    ['HCT', '%', 340, 480],
    ['PLT', 'G/L', 1500, 4000],
    ['NEU%', '%', 450, 750],
    ['LYM%', '%', 200, 450],
  ]),
  lab('23.0075.1494', 'Định lượng Glucose [Máu]', 22_100, [['Glucose', 'mmol/L', 39, 78]]),
  lab('23.0166.1494', 'Định lượng Urê máu [Máu]', 22_100, [['Ure', 'mmol/L', 25, 75]]),
  lab('23.0051.1494', 'Định lượng Creatinin (máu)', 22_100, [['Creatinin', 'µmol/L', 530, 1150]]),
  lab('23.0020.1493', 'Đo hoạt độ AST (GOT) [Máu]', 22_400, [['AST', 'U/L', 100, 400]]),
  lab('23.0019.1493', 'Đo hoạt độ ALT (GPT) [Máu]', 22_400, [['ALT', 'U/L', 70, 410]]),
  lab('23.0041.1506', 'Định lượng Cholesterol toàn phần (máu)', 27_700, [['Cholesterol', 'mmol/L', 36, 60]]),
  lab('23.0158.1506', 'Định lượng Triglycerid (máu)', 27_700, [['Triglycerid', 'mmol/L', 5, 22]]),
  lab('23.0058.1487', 'Điện giải đồ (Na, K, Cl) [Máu]', 30_100, [
    ['Natri', 'mmol/L', 1350, 1450],
    ['Kali', 'mmol/L', 35, 51],
    ['Clo', 'mmol/L', 980, 1070],
  ]),
  lab('23.0228.1483', 'Định lượng CRP [Máu]', 55_400, [['CRP', 'mg/L', 1, 480]]),
  lab('23.0206.1596', 'Tổng phân tích nước tiểu', 28_600, [
    ['pH', '', 50, 80],
    ['Tỷ trọng', '', 10, 11],
  ]),
  lab('22.0001.1352', 'Thời gian prothrombin (PT)', 65_300, [['PT', 'giây', 100, 140]]),
  lab('23.0083.1523', 'Định lượng HbA1c [Máu]', 104_000, [['HbA1c', '%', 42, 85]]),
];

const examination = (group: 2 | 3, code: string, name: string, amount: number): Service => ({
  code,
  name,
  group,
  unit: 'Lần',
  price: dong(amount),
});

export const IMAGING: readonly Service[] = [
  examination(2, '18.0119.0028', 'Chụp Xquang ngực thẳng', 68_300),
  examination(2, '18.0015.0001', 'Siêu âm ổ bụng', 58_600),
  examination(2, '18.0052.0004', 'Siêu âm Doppler tim, van tim', 233_000),
  examination(3, '02.0085.1778', 'Điện tim thường', 39_900),
  examination(3, '02.0024.1791', 'Đo chức năng hô hấp', 142_000),
];

const procedure = (code: string, name: string, amount: number): Service => ({
  code,
  name,
  group: 18,
  unit: 'Lần',
  price: dong(amount),
});

export const PROCEDURES: readonly Service[] = [
  procedure('03.2387.0212', 'Tiêm tĩnh mạch', 15_100),
  procedure('03.2391.0215', 'Truyền tĩnh mạch', 25_100),
  procedure('01.0157.0508', 'Cố định lồng ngực', 53_100),
  procedure('02.0032.0898', 'Khí dung thuốc giãn phế quản', 27_500),
  procedure('03.0089.0898', 'Khí dung thuốc cấp cứu', 27_500),
];

const drug = (
  [code, name, strength, unit]: readonly [code: string, name: string, strength: string, unit: string],
  [route, form]: readonly [route: Drug['route'], form: string],
  [registration, price]: readonly [registration: string, price: bigint],
  insuredRatio: Drug['insuredRatio'] = 100,
): Drug => ({ code, name, strength, unit, route, form, registration, price, insuredRatio });

const ORAL = ['1.01', 'Viên nén'] as const;
const INJECTION = ['2.10', 'Thuốc tiêm'] as const;
const INFUSION = ['2.15', 'Dung dịch tiêm truyền'] as const;

export const ORAL_DRUGS: readonly Drug[] = [
  drug(['40.48', 'Paracetamol Mẫu 500', '500mg', 'Viên'], ORAL, ['VD-90001-26', 480_000n]),
  drug(['40.154', 'Amoxicilin Mẫu 500', '500mg', 'Viên'], ORAL, ['VD-90002-26', 1_134_500n]),
  drug(['40.187', 'Cefuroxim Mẫu 500', '500mg', 'Viên'], ORAL, ['VD-90003-26', 5_399_333n]),
  drug(['40.491', 'Amlodipin Mẫu 5', '5mg', 'Viên'], ORAL, ['VD-90004-26', 610_000n]),
  drug(['40.807', 'Metformin Mẫu 850', '850mg', 'Viên'], ORAL, ['VD-90005-26', 1_219_850n]),
  drug(['40.677', 'Omeprazol Mẫu 20', '20mg', 'Viên'], ORAL, ['VD-90006-26', 905_000n]),
  drug(['40.549', 'Atorvastatin Mẫu 20', '20mg', 'Viên'], ORAL, ['VD-90007-26', 1_575_000n]),
  drug(['40.775', 'Methylprednisolon Mẫu 16', '16mg', 'Viên'], ORAL, ['VD-90008-26', 2_640_670n]),
  drug(['40.998', 'Acetylcystein Mẫu 200', '200mg', 'Gói'], ORAL, ['VD-90009-26', 1_490_000n]),
  drug(['40.1061', 'Vitamin B1 Mẫu', '250mg', 'Viên'], ORAL, ['VD-90010-26', 299_400n]),
  drug(['40.576', 'Ginkgo biloba Mẫu', '120mg', 'Viên'], ORAL, ['VD-90011-26', 6_825_000n], 50),
];

export const WARD_DRUGS: readonly Drug[] = [
  ...ORAL_DRUGS,
  drug(['40.1021', 'Natri clorid Mẫu 0,9%', '0,9%; 500ml', 'Chai'], INFUSION, ['VD-90021-26', 7_350_000n]),
  drug(['40.1011', 'Glucose Mẫu 5%', '5%; 500ml', 'Chai'], INFUSION, ['VD-90022-26', 8_085_750n]),
  drug(['40.1026', 'Ringer lactat Mẫu', '500ml', 'Chai'], INFUSION, ['VD-90023-26', 7_927_500n]),
  drug(['40.179', 'Ceftriaxon Mẫu 1g', '1g', 'Lọ'], INJECTION, ['VD-90024-26', 13_860_990n]),
  drug(['40.178', 'Cefotaxim Mẫu 1g', '1g', 'Lọ'], INJECTION, ['VD-90025-26', 6_199_200n]),
  drug(['40.231', 'Levofloxacin Mẫu 500', '500mg/100ml', 'Chai'], INFUSION, ['VD-90026-26', 27_833_990n]),
  drug(['40.678', 'Esomeprazol Mẫu 40', '40mg', 'Lọ'], INJECTION, ['VD-90027-26', 18_900_000n]),
  drug(['40.659', 'Furosemid Mẫu 20', '20mg/2ml', 'Ống'], INJECTION, ['VD-90028-26', 1_260_250n]),
  drug(['40.30', 'Diclofenac Mẫu 75', '75mg/3ml', 'Ống'], INJECTION, ['VD-90029-26', 840_000n]),
  drug(['40.980', 'Salbutamol Mẫu khí dung', '2,5mg/2,5ml', 'Ống'], INJECTION, ['VD-90030-26', 4_410_000n]),
  drug(['40.105', 'Citicolin Mẫu 500', '500mg', 'Ống'], INJECTION, ['VD-90031-26', 24_990_125n], 50),
];

const supply = (code: string, name: string, unit: string, price: bigint): Supply => ({ code, name, unit, price });

export const SUPPLIES: readonly Supply[] = [
  supply('N03.01.010', 'Bơm tiêm nhựa Mẫu 5ml', 'Cái', 609_000n),
  supply('N03.01.020', 'Bơm tiêm nhựa Mẫu 10ml', 'Cái', 892_500n),
  supply('N03.02.080', 'Kim luồn tĩnh mạch Mẫu', 'Cái', 2_898_000n),
  supply('N03.05.010', 'Dây truyền dịch Mẫu', 'Bộ', 3_150_000n),
  supply('N02.01.010', 'Băng dính cuộn Mẫu', 'Cuộn', 11_025_330n),
  supply('N02.03.030', 'Gạc hút tiệt trùng Mẫu', 'Miếng', 735_000n),
  supply('N04.01.030', 'Ống thông tiểu Mẫu', 'Cái', 9_450_000n),
];

export const DIAGNOSES: readonly Diagnosis[] = [
  { code: 'J06.9', name: 'Nhiễm khuẩn hô hấp trên cấp, không xác định' },
  { code: 'J20.9', name: 'Viêm phế quản cấp, không xác định' },
  { code: 'J18.9', name: 'Viêm phổi, tác nhân không xác định' },
  { code: 'K29.7', name: 'Viêm dạ dày, không xác định' },
  { code: 'A09.9', name: 'Viêm dạ dày ruột và đại tràng không rõ nguồn gốc' },
  { code: 'N39.0', name: 'Nhiễm khuẩn hệ tiết niệu, vị trí không xác định' },
  { code: 'L50.9', name: 'Mày đay, không đặc hiệu' },
  { code: 'M54.5', name: 'Đau vùng thắt lưng' },
];
