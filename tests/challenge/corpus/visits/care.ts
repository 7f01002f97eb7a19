// What a hospital does in a visit, by kind of care.
import { addDays, addMinutes, dayOf } from '../../model/times.ts';
import { addDrug, addService, type Draft } from './draft.ts';
import type { Care } from './ways.ts';

/** Cheap and dear, halves of a dong and more: what rounds. */
const DRUGS = ['40.2', '40.154', '40.30', '40.549', '40.807', '40.1011'];
const TESTS = ['22.0120.1370', '23.0075.1494', '18.0119.0028', '02.0085.1778', '18.0015.0001'];

const arrivedOf = (draft: Draft): string => draft.head.NGAY_VAO ?? '';
const later = (draft: Draft, minutes: number): string => addMinutes(arrivedOf(draft), minutes);

const someDrugs = (draft: Draft, minutes: number, most: number): void => {
  const { random } = draft;
  for (const code of random.some(DRUGS, random.whole(1, most)))
    addDrug(draft, code, later(draft, minutes), { days: random.whole(2, 14), daily: random.whole(1, 4) });
  if (random.chance(0.15)) addDrug(draft, 'VT.900', later(draft, minutes), { days: 10, daily: 1 });
  if (random.chance(0.1)) addDrug(draft, '40.385', later(draft, minutes), { days: 1, daily: 1 });
};

const someTests = (draft: Draft, minutes: number, most: number): void => {
  const { random } = draft;
  for (const [at, code] of random.some(TESTS, random.whole(0, most)).entries())
    addService(draft, code, later(draft, minutes + at));
};

const exam = (draft: Draft): void => {
  const { random } = draft;
  addService(draft, '02.1896', later(draft, 5), { MA_KHOA: 'K02' });
  if (random.chance(0.15)) addService(draft, '10.1896', later(draft, 15), { TYLE_TT_DV: '30', MA_KHOA: 'K19' });
  someTests(draft, 20, 3);
  if (random.chance(0.25)) addService(draft, '18.0155.0041', later(draft, 40));
  if (random.chance(0.1)) addService(draft, 'YC.0001', later(draft, 45));
  if (random.chance(0.7)) someDrugs(draft, 60, 3);
};

const outpatient = (draft: Draft, days: number): void => {
  addService(draft, '02.1896', later(draft, 5), { MA_KHOA: 'K02' });
  for (let day = 0; day < days; day += 1)
    addService(draft, '17.0011.0237', later(draft, day * 1_440 + 30), { SO_LUONG: `${draft.random.whole(1, 2)}` });
  someDrugs(draft, 60, 2);
};

const series = (draft: Draft, days: number): void => {
  for (let turn = 0; turn < days; turn += 1) {
    const at = turn * 2_880 + 30;
    addService(draft, '02.0498.0116', later(draft, at));
    addService(draft, 'N03.05.060', later(draft, at), { MA_DICH_VU: '02.0498.0116' });
  }
  addDrug(draft, '40.1011', later(draft, 40), { days, daily: 2 });
};

const inpatient = (draft: Draft, nights: number): void => {
  const { random } = draft;
  addService(draft, 'K02.1906', later(draft, 60), { SO_LUONG: `${Math.max(1, nights)}`, MA_GIUONG: 'H001' });
  for (let day = 0; day <= nights; day += 1) {
    if (random.chance(0.7)) someTests(draft, 65 + day * 1_380, 2);
    if (random.chance(0.6)) someDrugs(draft, 70 + day * 1_380, 2);
  }
  if (random.chance(0.2))
    addService(draft, '10.0509.0459', later(draft, 180), { TYLE_TT_DV: random.pick(['100', '80', '50']) });
  if (random.chance(0.1)) {
    addService(draft, '02.0069.0054', later(draft, 200));
    addService(draft, 'N06.02.020', later(draft, 200), { MA_DICH_VU: '02.0069.0054', GOI_VTYT: 'G1' });
  }
  if (random.chance(0.2)) addService(draft, 'N02.01.010', later(draft, 90), { SO_LUONG: '2.5' });
  if (random.chance(0.1)) addDrug(draft, '40.411', later(draft, 100), { days: 1, daily: 1 });
};

type Plan = {
  readonly minutes: number;
  readonly days: string;
  readonly isAdmitted?: boolean;
  readonly fill: (draft: Draft) => void;
};

const visitPlan = (draft: Draft, care: Care): Plan => {
  const { random } = draft;
  const nights = random.whole(2, 9);
  const turns = random.whole(2, 8);
  const plans: Readonly<Record<Care, Plan>> = {
    exam: { minutes: 110, days: '0', fill: exam },
    outpatient: { minutes: turns * 1_440 + 90, days: `${turns + 1}`, fill: (to) => outpatient(to, turns) },
    inpatient: {
      minutes: nights * 1_440 + 30,
      days: `${nights + 1}`,
      isAdmitted: true,
      fill: (to) => inpatient(to, nights),
    },
    day: {
      minutes: 300,
      days: '1',
      isAdmitted: true,
      fill: (to) => {
        addService(to, 'K02.1930', later(to, 30));
        addService(to, '17.0011.0237', later(to, 60));
        someDrugs(to, 90, 2);
      },
    },
    chronic: {
      minutes: 100,
      days: '30',
      fill: (to) => {
        addService(to, '02.1896', later(to, 5), { MA_KHOA: 'K02' });
        someTests(to, 20, 2);
        for (const code of ['40.549', '40.807'])
          addDrug(to, code, later(to, 60), { days: 30, daily: random.whole(1, 3) });
      },
    },
    stay: {
      minutes: 1_440,
      days: '2',
      isAdmitted: true,
      fill: (to) => {
        addService(to, 'K02.1950', later(to, 30));
        someDrugs(to, 60, 3);
      },
    },
    drugs: {
      minutes: 40,
      days: '0',
      fill: (to) => {
        for (const code of ['40.549', '40.807'])
          addDrug(to, code, later(to, 10), { days: 28, daily: random.whole(1, 4) });
        if (random.chance(0.3)) addDrug(to, '40.385', later(to, 10), { days: 1, daily: 1 });
      },
    },
    series: { minutes: turns * 2_880 + 60, days: `${turns}`, fill: (to) => series(to, turns) },
    short: {
      minutes: 200,
      days: '0',
      isAdmitted: true,
      fill: (to) => {
        someTests(to, 20, 3);
        addDrug(to, '40.1011', later(to, 30), { days: 1, daily: 3 });
        if (random.chance(0.4)) addService(to, '18.0155.0041', later(to, 40));
      },
    },
  };
  return plans[care];
};

/** Times, days and lines of the visit. */
export const writeCare = (draft: Draft, care: Care): void => {
  const { minutes, days, isAdmitted = false, fill } = visitPlan(draft, care);
  const left = later(draft, minutes);
  Object.assign(draft.head, {
    NGAY_VAO_NOI_TRU: isAdmitted ? later(draft, 15) : '',
    NGAY_RA: left,
    NGAY_TTOAN: addMinutes(left, 10),
    SO_NGAY_DTRI: days,
    NAM_QT: left.slice(0, 4),
    THANG_QT: left.slice(4, 6),
    NGAY_TAI_KHAM: care === 'chronic' ? addDays(dayOf(left), 30) : '',
  });
  fill(draft);
};
