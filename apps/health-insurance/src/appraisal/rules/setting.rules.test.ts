import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { encounterTables } from '../../../testing/claims';
import { contextOf } from '../../../testing/context';
import { parseTables } from '../../../testing/parsed';
import { appraise } from '../judgement/appraisal.rules';
import { requireParameters, settingOf, settingOn } from './setting.rules';

const setting = (from: string, enabled = true, parameters: Record<string, number> = {}, rule = 'TOTALS') => ({
  rule,
  from: localDate(from),
  enabled,
  parameters,
});

describe('the setting of a rule', () => {
  it('holds from its day until the next one of the same rule', () => {
    const settings = [setting('2026-10-01'), setting('2026-07-01', false), setting('2026-08-01', true, {}, 'DUP')];
    const on = (date: string) => settingOn(settings, 'TOTALS', localDate(date))?.enabled;
    expect(['2026-06-30', '2026-07-01', '2026-09-30', '2026-10-01'].map(on)).toEqual([undefined, false, false, true]);
  });

  it('keeps the parameters of its day when nothing is said of them, and none when none are named', () => {
    const settings = [setting('2026-07-01', true, { toleranceHundredths: 500 }), setting('2026-10-01')];
    const kept = (from: string, parameters?: Record<string, number>) => {
      const change = { from: localDate(from), enabled: false, reason: 'letter 1/BHXH', parameters };
      return settingOf(settings, 'TOTALS', change).parameters;
    };
    expect(['2026-06-30', '2026-07-01', '2026-09-30', '2026-10-01'].map((from) => kept(from))).toEqual([
      {},
      { toleranceHundredths: 500 },
      { toleranceHundredths: 500 },
      {},
    ]);
    expect(kept('2026-09-30', {})).toEqual({});
  });

  it('names known parameters within their bounds', () => {
    const known = [{ name: 'toleranceHundredths', default: 200, min: 0, max: 1_000 }];
    const change = (parameters: Record<string, number>) => ({
      from: localDate('2026-10-01'),
      enabled: true,
      parameters,
      reason: 'letter 1/BHXH',
    });
    expect(() => requireParameters(known, change({ toleranceHundredths: 1_000 }))).not.toThrow();
    expect(() => requireParameters(known, change({ toleranceHundredths: 1_001 }))).toThrow('request.invalid');
    expect(() => requireParameters(known, change({ tolerance: 1 }))).toThrow('request.invalid');
  });
});

describe('a rule that the agency switches or sets', () => {
  // The usual visit of 2026-10-05 with a total that is 3.00 dong off.
  const off = parseTables(encounterTables({ summary: { T_VTYT: '6603.00' } }));
  const rules = (settings: ReturnType<typeof setting>[]) =>
    appraise(off, contextOf({ settings })).findings.map(({ rule }) => rule);

  it('is silent for discharges from the day on which it is switched off', () => {
    expect(rules([])).toEqual(['TOTALS']);
    expect(rules([setting('2026-10-06', false)])).toEqual(['TOTALS']);
    expect(rules([setting('2026-10-05', false)])).toEqual([]);
  });

  it('uses the parameters of the day of discharge', () => {
    expect(rules([setting('2026-10-05', true, { toleranceHundredths: 300 })])).toEqual([]);
    expect(rules([setting('2026-10-05', true, { toleranceHundredths: 299 })])).toEqual(['TOTALS']);
    expect(rules([setting('2026-10-06', true, { toleranceHundredths: 300 })])).toEqual(['TOTALS']);
  });
});
