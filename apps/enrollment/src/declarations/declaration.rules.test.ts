import type { DeclarationLine } from '@ansinh/contracts/enrollment/api';
import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { person } from '../../testing/people';
import {
  decideDeclaration,
  decideLine,
  disagrees,
  EARLIEST_MONTH,
  type LineContext,
  type LineDecision,
  lineTold,
  pauseComparison,
  wageFloorVnd,
} from './declaration.rules';

type Start = Extract<DeclarationLine, { kind: 'start' }>;
const start = (changes: Partial<Start> = {}): Start => ({
  kind: 'start',
  person: person(1),
  fromMonth: yearMonth('2026-10'),
  wageVnd: '8000000',
  initialFacilityCode: '66001',
  ...changes,
});
const stranger: LineContext = {
  law: FIRST_LAW,
  zone: 'IV',
  thisMonth: yearMonth('2026-10'),
  known: undefined,
  siNumberOwner: undefined,
  open: undefined,
};
const { phone: _phone, email: _email, communeCode: _commune, siNumber: _si, ...identity } = person(1);
const known = { participantId: 'p1', siNumber: '6650000001', version: 1, ...identity };
const worker: LineContext = {
  ...stranger,
  known,
  open: {
    participationId: 'x',
    cardId: 'c',
    fromMonth: yearMonth('2026-01'),
    wageFromMonth: yearMonth('2026-07'),
    version: 2,
  },
};
const refusalOf = (line: DeclarationLine, context: LineContext): string => {
  const decision = decideLine(line, context);
  return decision.kind === 'rejected' ? `${decision.refusal.code} ${decision.refusal.field}` : decision.kind;
};

describe('the floor of the wage', () => {
  it.each([
    ['2025-06', 3_450_000n],
    ['2025-07', 2_340_000n],
    ['2026-06', 2_340_000n],
    ['2026-07', 2_530_000n],
  ])('of %s in zone IV is %s', (month, floor) => {
    expect(wageFloorVnd(yearMonth(month), 'IV', FIRST_LAW)).toBe(floor);
  });

  it('refuses one dong less and takes the floor itself', () => {
    expect(refusalOf(start({ wageVnd: '2529999' }), stranger)).toBe('declaration.wage-below-floor /wageVnd');
    expect(refusalOf(start({ wageVnd: '2530000' }), stranger)).toBe('start');
  });
});

describe('a start', () => {
  it('of a stranger or of a known person is taken', () => {
    expect(refusalOf(start(), stranger)).toBe('start');
    expect(refusalOf(start(), { ...stranger, known })).toBe('start');
  });

  it('takes a name that differs in accents and case only', () => {
    const sent = start({ person: person(1, { fullName: 'NGUYEN VAN MAU 1' }) });
    expect(refusalOf(sent, { ...stranger, known })).toBe('start');
  });

  it.each([
    ['participant.personal-id-conflict /person/personalId', { sex: 'female' as const }],
    ['participant.personal-id-conflict /person/personalId', { birthDate: localDate('1991-05-17') }],
    ['participant.identity-differs /person/fullName', { fullName: 'Trần Văn Khác' }],
    ['participant.identity-differs /person/birthDate', { birthDate: localDate('1990-05-18') }],
    ['participant.si-number-differs /person/siNumber', { siNumber: '6650000009' }],
  ])('is refused with %s', (refusal, changes) => {
    expect(refusalOf(start({ person: person(1, changes) }), { ...stranger, known })).toBe(refusal);
  });

  it('is refused when the social-insurance number belongs to somebody else', () => {
    const sent = start({ person: person(1, { siNumber: '6650000009' }) });
    expect(refusalOf(sent, { ...stranger, siNumberOwner: 'p2' })).toBe('participant.si-number-taken /person/siNumber');
  });

  it('is refused while the worker is declared at this employer', () => {
    expect(refusalOf(start(), worker)).toBe('participation.already-open /person/personalId');
  });

  it.each(['2024-06', '2026-12'])('is refused for the month %s', (fromMonth) => {
    expect(refusalOf(start({ fromMonth: yearMonth(fromMonth) }), stranger)).toBe(
      'declaration.month-out-of-range /fromMonth',
    );
  });

  it.each([EARLIEST_MONTH, '2026-11'])('is taken for the month %s', (fromMonth) => {
    expect(refusalOf(start({ fromMonth: yearMonth(fromMonth) }), stranger)).toBe('start');
  });
});

describe('a change of wage', () => {
  const change = (fromMonth: string, wageVnd = '9000000'): DeclarationLine => ({
    kind: 'changeWage',
    personalId: person(1).personalId,
    fromMonth: yearMonth(fromMonth),
    wageVnd,
  });

  it('is taken from the month of the last wage on', () => {
    expect(refusalOf(change('2026-07'), worker)).toBe('changeWage');
    expect(refusalOf(change('2026-06'), worker)).toBe('participation.month-before-start /fromMonth');
  });

  it('is refused below the floor and for whoever is not declared here', () => {
    expect(refusalOf(change('2026-10', '1'), worker)).toBe('declaration.wage-below-floor /wageVnd');
    expect(refusalOf(change('2026-10'), stranger)).toBe('participation.none-open /personalId');
    expect(refusalOf(change('2026-10'), { ...stranger, known })).toBe('participation.none-open /personalId');
  });
});

describe('a stop', () => {
  const stop = (lastMonth: string): DeclarationLine => ({
    kind: 'stop',
    personalId: person(1).personalId,
    lastMonth: yearMonth(lastMonth),
  });

  it('is taken from the month of the last wage on', () => {
    expect(refusalOf(stop('2026-07'), worker)).toBe('stop');
    expect(refusalOf(stop('2026-06'), worker)).toBe('participation.month-before-start /lastMonth');
  });

  it('is refused for whoever is not declared here, and far in the future', () => {
    expect(refusalOf(stop('2026-10'), stranger)).toBe('participation.none-open /personalId');
    expect(refusalOf(stop('2027-01'), worker)).toBe('declaration.month-out-of-range /lastMonth');
  });
});

describe('a declaration of many lines', () => {
  it('decides each line as if it stood alone, and takes the first of several about one person', () => {
    const line = fc
      .record({
        serial: fc.integer({ min: 1, max: 6 }),
        wage: fc.constantFrom('1', '8000000'),
        month: fc.constantFrom('2026-10', '2030-01'),
      })
      .map(({ serial, wage, month }) => start({ person: person(serial), wageVnd: wage, fromMonth: yearMonth(month) }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const decisions = decideDeclaration(lines, () => stranger);
        expect(decisions).toHaveLength(lines.length);
        decisions.forEach((decision, index) => {
          const current = lines[index];
          if (current === undefined) throw new Error('one decision a line');
          const isFirst = lines.findIndex((other) => other.person.personalId === current.person.personalId) === index;
          if (isFirst) expect(decision).toEqual(decideLine(current, stranger));
          else expect(decision).toMatchObject({ refusal: { code: 'declaration.person-repeated' } });
        });
      }),
    );
  });

  it('does not give one social-insurance number to two persons', () => {
    const lines = [1, 2].map((serial) => start({ person: person(serial, { siNumber: '6650000001' }) }));
    const [first, second] = decideDeclaration(lines, () => stranger);
    expect(first?.kind).toBe('start');
    expect(second).toMatchObject({ refusal: { code: 'declaration.person-repeated', field: '/person/siNumber' } });
  });
});

describe('what a declaration tells of the register', () => {
  const employer = { kind: 'employer', code: '6000000001DNA03' } as const;
  const agency = { kind: 'agency', code: '66' } as const;
  const wrong = fc.constantFrom<Partial<Start['person']>>(
    { fullName: 'Trần Văn Khác' },
    { birthDate: localDate('1990-05-18') },
    { siNumber: '6650000009' },
    { fullName: 'Trần Văn Khác', birthDate: localDate('1990-01-01') },
  );
  const told = (context: LineContext, changes: Partial<Start>, to: typeof employer | typeof agency = employer) => {
    const decision = decideLine(start(changes), context);
    if (decision.kind !== 'rejected') return decision.kind;
    const { code, field } = decision.refusal;
    return lineTold(to, { index: 0, outcome: 'rejected', code, detail: code, pointer: `/lines/0${field}` });
  };

  it('is one answer to an employer, whatever of number, name, birth date and sex is wrong; the agency sees which', () => {
    fc.assert(
      fc.property(wrong, (changes) => {
        const context = { ...stranger, known };
        expect(told(context, { person: person(1, changes) })).toEqual({
          index: 0,
          outcome: 'rejected',
          code: 'register.disagrees',
          detail: 'This does not agree with the register: check the document',
          pointer: '/lines/0/person',
        });
        expect(told(context, { person: person(1, changes) }, agency)).toMatchObject({
          code: expect.stringMatching(/^participant\./),
        });
      }),
    );
  });

  it('is nothing at all where the line could not be taken anyway: no trial is without effect', () => {
    const impossible = fc.constantFrom<Partial<Start>>(
      { wageVnd: '1' },
      { fromMonth: yearMonth('2030-01') },
      { fromMonth: yearMonth('2020-01') },
    );
    fc.assert(
      fc.property(wrong, impossible, (changes, form) => {
        const line = { ...form, person: person(1, changes) };
        expect(told({ ...stranger, known }, line)).toEqual(told(stranger, line));
      }),
    );
  });

  it('ends when as much has disagreed as is left: what follows is told alike, taken or not', () => {
    const kinds = fc.array(fc.constantFrom('agrees' as const, 'disagrees' as const, 'low wage' as const), {
      maxLength: 30,
    });
    const decisionOf = (kind: string): LineDecision =>
      kind === 'low wage'
        ? decideLine(start({ wageVnd: '1' }), stranger)
        : decideLine(start(kind === 'agrees' ? {} : { person: person(1, { fullName: 'Khác' }) }), {
            ...stranger,
            known,
          });
    fc.assert(
      fc.property(kinds, fc.nat({ max: 10 }), (list, left) => {
        const decisions = pauseComparison(list.map(decisionOf), left);
        expect(decisions.filter(disagrees).length).toBeLessThanOrEqual(left);
        const codes = decisions.map((decision) =>
          decision.kind === 'rejected' ? decision.refusal.code : decision.kind,
        );
        const told = {
          agrees: 'start',
          disagrees: 'participant.identity-differs',
          'low wage': 'declaration.wage-below-floor',
        };
        const ends = list.flatMap((kind, index) => (kind === 'disagrees' ? [index] : []))[left - 1] ?? list.length;
        const last = left === 0 ? -1 : ends;
        expect(codes).toEqual(
          list.map((kind, index) => (index > last && kind !== 'low wage' ? 'register.paused' : told[kind])),
        );
      }),
    );
  });
});
