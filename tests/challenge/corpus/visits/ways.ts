// How patients come: a reason of visit with the facilities and kinds of care that it fits (domain 4.2).

export type Care = 'exam' | 'outpatient' | 'inpatient' | 'day' | 'chronic' | 'stay' | 'drugs' | 'series' | 'short';

/** Domain 5.4 */
export const CARE_CODES: Readonly<Record<Care, string>> = {
  exam: '01',
  outpatient: '02',
  inpatient: '03',
  day: '04',
  chronic: '05',
  stay: '06',
  drugs: '07',
  series: '08',
  short: '09',
};

export type Way = {
  readonly reason: string;
  readonly facilities: readonly string[];
  readonly care: readonly Care[];
  readonly prefixes?: readonly string[];
  readonly diseases?: readonly string[];
  readonly isNewborn?: boolean;
  readonly isRegistered?: boolean;
  readonly comesFrom?: string;
  readonly hasSlip?: boolean;
};

const HOSPITALS = ['66803', '66804', '66805', '66806', '66807', '66808', '66809', '66812'];
const ANY_CARE: readonly Care[] = [
  'exam',
  'exam',
  'inpatient',
  'inpatient',
  'outpatient',
  'day',
  'chronic',
  'series',
  'short',
];

export const WAYS: readonly Way[] = [
  { reason: '1.1', facilities: HOSPITALS, care: ANY_CARE, isRegistered: true },
  { reason: '1.1', facilities: HOSPITALS, care: ANY_CARE, isRegistered: true },
  { reason: '1.1', facilities: HOSPITALS, care: ANY_CARE, isRegistered: true },
  { reason: '1.2', facilities: ['66801'], care: ['exam', 'chronic'] },
  { reason: '1.2', facilities: ['66802'], care: ['exam', 'stay'] },
  { reason: '1.3', facilities: HOSPITALS, care: ANY_CARE, comesFrom: '66801', hasSlip: true },
  { reason: '1.3', facilities: ['66807', '66808'], care: ['inpatient', 'series'], comesFrom: '66810', hasSlip: true },
  { reason: '1.4', facilities: ['66803', '66805'], care: ['exam', 'inpatient'] },
  { reason: '1.5', facilities: ['66807', '66808'], care: ['exam', 'chronic'], hasSlip: true },
  { reason: '1.6', facilities: ['66807'], care: ['inpatient'] },
  {
    reason: '1.7',
    facilities: ['66805', '66807'],
    care: ['inpatient'],
    isNewborn: true,
    prefixes: ['TE'],
    diseases: ['P59'],
  },
  { reason: '1.11', facilities: ['66801'], care: ['exam'] },
  { reason: '1.12', facilities: ['66803', '66804', '66810'], care: ['exam', 'chronic'] },
  { reason: '1.13', facilities: ['66805'], care: ['exam', 'chronic'] },
  { reason: '1.14', facilities: ['66806'], care: ['exam', 'chronic'] },
  { reason: '1.15', facilities: ['66803', '66805', '66806'], care: ['inpatient'] },
  { reason: '1.16', facilities: ['66812'], care: ['exam', 'chronic'], diseases: ['E10', 'G40', 'I10', 'J45'] },
  { reason: '1.17', facilities: ['66807', '66808'], care: ['exam', 'inpatient'], diseases: ['C34', 'I21', 'N18.5'] },
  { reason: '1.18', facilities: ['66807'], care: ['exam', 'chronic'] },
  { reason: '2', facilities: HOSPITALS, care: ['exam', 'inpatient', 'short'] },
  { reason: '3.1', facilities: ['66808'], care: ['inpatient', 'inpatient', 'exam'] },
  { reason: '3.2', facilities: ['66807'], care: ['inpatient'] },
  { reason: '3.3', facilities: ['66809'], care: ['exam', 'inpatient'] },
  { reason: '3.6', facilities: ['66807'], care: ['inpatient'], prefixes: ['DT', 'DK', 'XD'] },
  { reason: '7', facilities: HOSPITALS, care: ['drugs'], isRegistered: true },
  { reason: '7.2', facilities: HOSPITALS, care: ['drugs'], isRegistered: true },
  { reason: '7.3', facilities: HOSPITALS, care: ['drugs'] },
  { reason: '7.4', facilities: HOSPITALS, care: ['drugs'], isRegistered: true },
  { reason: '8', facilities: ['66805'], care: ['exam'], isRegistered: true },
  { reason: '9', facilities: ['66805'], care: ['exam'] },
  { reason: '10', facilities: HOSPITALS, care: ['drugs'], isRegistered: true },
];
