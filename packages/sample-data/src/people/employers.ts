import type { RegisterEmployer } from '@ansinh/contracts/enrollment/api';
import { createRandom } from '../random';
import { COMMUNES } from './names';

const TRADES = ['Cà phê', 'Cao su', 'May mặc', 'Xây dựng', 'Vận tải', 'Thủy sản', 'Cơ khí', 'Thương mại'] as const;
const PLACES = ['Tây Nguyên', 'Buôn Ma Thuột', 'Phú Yên', 'Ea Kao', 'Sông Ba', 'Krông Ana', 'Tuy Hòa'] as const;

/** Employer number `index` of a seed: an invented company with a unit code of its own (enterprise number, DN, sector). */
export const employerAt = (seed: number, index: number): RegisterEmployer => {
  const random = createRandom(seed).fork(`employer:${index}`);
  const number = String(6_000_000_001 + index);
  return {
    unitCode: `${number}DN${random.pick(['A03', 'B02', 'C11'])}`,
    name: `Công ty TNHH Mẫu ${random.pick(TRADES)} ${random.pick(PLACES)} ${index + 1}`,
    communeCode: random.pick(COMMUNES).code,
    email: `ke-toan-${index + 1}@mau.example`,
    phone: `0262${String(random.int(0, 9_999_999)).padStart(7, '0')}`,
  };
};
