import { HOSPITAL, NOW } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;
const BUDGET = { amountVnd: '1000000000', source: 'Quyết định 2005/QĐ-BHXH ngày 20/1/2026' } as const;

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const;
const RUNNING = '10';
const SETTLED = '09';

/** One visit in September; nine months are over, and five days of October. */
const USE = {
  budgetVnd: BUDGET.amountVnd,
  spentVnd: '332925',
  leftVnd: '999667075',
  months: MONTHS.map((month) => ({
    month: `2026-${month}`,
    spentVnd: month === SETTLED ? '332925' : '0',
    complete: month !== RUNNING,
  })),
  forecastVnd: '436085',
  alarms: [],
} as const;

export const SETTING_BUDGET = {
  params: { facilityCode, year: '2026' },
  body: BUDGET,
  reply: { ...BUDGET, facilityCode, year: 2026, setAt: NOW },
} as const;

export const READING_FUND = {
  query: { year: '2026', deviationPercent: '20' },
  reply: {
    year: 2026,
    asOf: NOW,
    formula:
      'forecast = (complete months + running month so far) x 12 / (number of complete months + day / days of the running month); none before the first month is over; of a past year what was spent',
    deviationPercent: 20,
    items: [{ facilityCode, facilityName: HOSPITAL.name, ...USE }],
    total: USE,
  },
} as const;
