import type { FacilityLevel, RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';

type Route = RegisterFacility['formerRoute'];
type Shape = {
  readonly code: string;
  readonly name: string;
  readonly level: FacilityLevel;
  readonly formerRoute: Route;
  readonly points?: number;
  readonly bankBin?: string;
};

/** Codes of the invented facilities by what they are examples of. */
export const FACILITY = {
  specialisedProvincial: '66001',
  specialisedCentral: '66003',
  basicProvisional: '66010',
  basicGraded: '66012',
  basicFormerProvincial: '66014',
  commune: '66101',
  otherCommune: '66102',
} as const;

const SHAPES: readonly Shape[] = [
  {
    code: FACILITY.specialisedProvincial,
    name: 'Bệnh viện đa khoa Mẫu tỉnh Đắk Lắk',
    level: 'specialised',
    formerRoute: 'provincial',
    points: 82,
  },
  {
    code: FACILITY.specialisedCentral,
    name: 'Bệnh viện chuyên sâu Mẫu Tây Nguyên',
    level: 'specialised',
    formerRoute: 'central',
    points: 90,
    bankBin: '970415',
  },
  { code: FACILITY.basicProvisional, name: 'Trung tâm y tế Mẫu Ea Kao', level: 'basic', formerRoute: 'district' },
  {
    code: FACILITY.basicGraded,
    name: 'Bệnh viện Mẫu Krông Ana',
    level: 'basic',
    formerRoute: 'district',
    points: 58,
  },
  {
    code: FACILITY.basicFormerProvincial,
    name: 'Bệnh viện y học cổ truyền Mẫu',
    level: 'basic',
    formerRoute: 'provincial',
    points: 61,
    bankBin: '970436',
  },
  { code: FACILITY.commune, name: 'Trạm y tế Mẫu phường Tân An', level: 'initial', formerRoute: 'commune' },
  { code: FACILITY.otherCommune, name: 'Trạm y tế Mẫu xã Ea Knốp', level: 'initial', formerRoute: 'commune' },
];

/** Invented facilities of province 66: every level and former route, each with a contract for 2025-2027 and an account. */
export const SAMPLE_FACILITIES: readonly RegisterFacility[] = SHAPES.map((shape) => ({
  facilityCode: shape.code,
  name: shape.name,
  level: shape.level,
  ...(shape.points === undefined ? {} : { points: shape.points }),
  formerRoute: shape.formerRoute,
  inpatient: shape.level !== 'initial',
  contractFrom: localDate('2025-01-01'),
  contractTo: localDate('2027-12-31'),
  account: { bankBin: shape.bankBin ?? '970405', accountNumber: `52002050${shape.code}`, accountName: shape.name },
}));

export const facilityOf = (code: string): RegisterFacility => {
  const found = SAMPLE_FACILITIES.find((facility) => facility.facilityCode === code);
  if (found === undefined) throw new Error(`the samples have no facility ${code}`);
  return found;
};
