/** Family names of the Kinh and their share in percent, roughly. */
export const FAMILY_NAMES = [
  ['Nguyễn', 38],
  ['Trần', 11],
  ['Lê', 10],
  ['Phạm', 7],
  ['Hoàng', 5],
  ['Huỳnh', 4],
  ['Phan', 4],
  ['Võ', 4],
  ['Đặng', 3],
  ['Bùi', 3],
  ['Đỗ', 2],
  ['Hồ', 2],
  ['Ngô', 2],
  ['Dương', 2],
  ['Lý', 1],
  ['Đinh', 1],
  ['Trịnh', 1],
] as const satisfies readonly (readonly [string, number])[];

export const MALE_MIDDLE_NAMES = [
  'Văn',
  'Hữu',
  'Đức',
  'Quốc',
  'Minh',
  'Thanh',
  'Xuân',
  'Công',
  'Ngọc',
  'Trọng',
] as const;
export const MALE_GIVEN_NAMES = [
  'An',
  'Bình',
  'Cường',
  'Dũng',
  'Đạt',
  'Hải',
  'Hiếu',
  'Hùng',
  'Khánh',
  'Lộc',
  'Nghĩa',
  'Phước',
  'Quân',
  'Sơn',
  'Thắng',
  'Toàn',
  'Trường',
  'Tuấn',
  'Vinh',
  'Vũ',
] as const;
export const FEMALE_MIDDLE_NAMES = ['Thị', 'Thị Kim', 'Thị Ngọc', 'Ngọc', 'Thu', 'Thị Thanh', 'Mỹ', 'Thùy'] as const;
export const FEMALE_GIVEN_NAMES = [
  'Ánh',
  'Chi',
  'Diễm',
  'Duyên',
  'Giang',
  'Hạnh',
  'Hằng',
  'Hòa',
  'Hương',
  'Lan',
  'Liên',
  'Mai',
  'Nga',
  'Nhung',
  'Oanh',
  'Phượng',
  'Quyên',
  'Thảo',
  'Trang',
  'Tuyết',
  'Vân',
  'Yến',
] as const;

/** Ê Đê names begin with Y (men) or H' (women) and end with the clan. */
export const EDE_MALE_NAMES = ['Y Wăn', 'Y Bhiăo', 'Y Khoa', 'Y Jút', 'Y Ngông', 'Y Thuật', 'Y Djăk'] as const;
export const EDE_FEMALE_NAMES = ["H'Hen", "H'Linh", "H'Bia", "H'Wơn", "H'Zina", "H'Mơ", "H'Nhi"] as const;
export const EDE_CLANS = ['Niê', 'Êban', 'Mlô', 'Kbuôr', 'Ayŭn', 'Byă', 'Niê Kdăm', 'Buôn Yă'] as const;

/** Codes of ethnic groups as claims carry them (MA_DANTOC). */
export const ETHNIC_GROUP = { kinh: '01', ede: '12' } as const;

/** Communes and wards of Dak Lak with five-digit codes; the pairing of code and name is for samples only (confirm). */
export const COMMUNES = [
  { code: '24133', name: 'phường Buôn Ma Thuột' },
  { code: '24163', name: 'phường Tân An' },
  { code: '24121', name: 'phường Tân Lập' },
  { code: '24154', name: 'phường Thành Nhất' },
  { code: '24169', name: 'phường Ea Kao' },
  { code: '22015', name: 'phường Tuy Hòa' },
  { code: '22240', name: 'phường Phú Yên' },
  { code: '24373', name: 'xã Ea Knốp' },
  { code: '24448', name: 'xã Krông Bông' },
  { code: '24540', name: 'xã Krông Ana' },
] as const;

export const STREETS = [
  'Lê Duẩn',
  'Phan Chu Trinh',
  'Y Jút',
  'Hùng Vương',
  'Trần Phú',
  'Nguyễn Tất Thành',
  'Thôn 3',
  'Buôn 5',
] as const;
