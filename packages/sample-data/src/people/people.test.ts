import { DeclarationLine, RegisterEmployer } from '@ansinh/contracts/enrollment/api';
import { ImportRow } from '@ansinh/contracts/enrollment/imports.api';
import { ageOn, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { personalIdConflict } from '@ansinh/contracts/vocabulary/identifiers';
import { toVnd } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import { cardGroupOf } from './cards';
import { startDeclaration } from './declarations';
import { employerAt } from './employers';
import { importedPersonAt, importNdjson, importRows } from './import-rows';
import { MAX_PEOPLE, personAt, SAMPLE_DATE } from './people';

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const indexes = fc.integer({ min: 0, max: MAX_PEOPLE - 1 });
const initialFacilityCodes = ['66101', '66010'];

describe('invented people', () => {
  it('have a personal id that agrees with sex and birth date', () => {
    fc.assert(
      fc.property(seeds, indexes, (seed, index) => {
        const { personalId, sex, birthDate } = personAt(seed, index);
        expect(personalId).toMatch(/^0\d{11}$/);
        expect(personalIdConflict(personalId, sex, birthDate)).toBeUndefined();
      }),
    );
  });

  it('have the age that was asked for on the sample date', () => {
    const ages = fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(seeds, indexes, ages, (seed, index, [youngest, span]) => {
        const { birthDate } = personAt(seed, index, { age: [youngest, youngest + span] });
        const age = ageOn(birthDate, SAMPLE_DATE);
        expect(age).toBeGreaterThanOrEqual(youngest);
        expect(age).toBeLessThanOrEqual(youngest + span);
      }),
    );
  });

  it('are the same for the same seed and index, whoever else is made', () => {
    expect(personAt(42, 1_000)).toEqual(personAt(42, 1_000));
    expect(personAt(42, 1_000)).not.toEqual(personAt(43, 1_000));
  });

  it('never share a number, not across blocks of a million either', () => {
    const some = Array.from({ length: 20_000 }, (_, index) => personAt(1, (index * 997) % 10_000_000));
    expect(new Set(some.map((person) => person.siNumber)).size).toBe(some.length);
    expect(new Set(some.map((person) => person.personalId)).size).toBe(some.length);
  });

  it('have Vietnamese names with their accents', () => {
    const names = Array.from({ length: 200 }, (_, index) => personAt(1, index).fullName);
    expect(names.filter((name) => /[ăâđêôơưáàảãạếềệịọụ]/i.test(name)).length).toBeGreaterThan(120);
  });
});

describe('import rows', () => {
  it('are accepted by the contract, at any seed', () => {
    fc.assert(
      fc.property(seeds, indexes, (seed, firstIndex) => {
        for (const row of importRows({ seed, count: 3, firstIndex, initialFacilityCodes }))
          expect(ImportRow.parse(row)).toEqual(row);
      }),
    );
  });

  it('carry a card of the person, valid after the birth', () => {
    for (const row of importRows({ seed: 5, count: 2_000, initialFacilityCodes })) {
      expect(row.card?.cardNumber.slice(5)).toBe(row.siNumber);
      expect(
        (row.card?.validFrom ?? '') >= row.birthDate && (row.card?.validFrom ?? '') <= (row.card?.validTo ?? ''),
      ).toBe(true);
    }
  });

  it('say of nobody that five years were full before the fifth birthday', () => {
    for (const { birthDate, card } of importRows({ seed: 5, count: 2_000, initialFacilityCodes }))
      if (card?.fiveYearsOn !== undefined) expect(ageOn(birthDate, card.fiveYearsOn)).toBeGreaterThanOrEqual(5);
  });

  it('give children a card to the day before the sixth birthday', () => {
    const { person, card } = importedPersonAt({ seed: 5, initialFacilityCodes }, 3, cardGroupOf('TE'));
    expect(ageOn(person.birthDate, card.validTo)).toBe(5);
    expect(card.cardNumber).toMatch(/^TE1(66|54)/);
  });

  it('are the same bytes for the same seed, one JSON object a line', () => {
    const wish = { seed: 9, count: 1_203, initialFacilityCodes };
    const text = [...importNdjson(wish)].join('');
    expect([...importNdjson(wish)].join('')).toBe(text);
    expect(text.trimEnd().split('\n')).toHaveLength(1_203);
  });
});

describe('employers and their declarations', () => {
  it('are accepted by the contract, with unit codes that differ', () => {
    const employers = Array.from({ length: 300 }, (_, index) => employerAt(2, index));
    for (const employer of employers) expect(RegisterEmployer.parse(employer)).toEqual(employer);
    expect(new Set(employers.map((employer) => employer.unitCode)).size).toBe(300);
  });

  it('declare wages above the reference level, the first one above the cap', () => {
    const workers = Array.from({ length: 50 }, (_, index) => personAt(2, index, { age: [19, 56] }));
    const { lines } = startDeclaration({ seed: 2, workers, fromMonth: yearMonth('2026-10'), initialFacilityCodes });
    const wages = lines.map((line) =>
      line.kind === 'start' ? toVnd(DeclarationLine.parse(line) && line.wageVnd) : 0n,
    );
    expect(wages).toHaveLength(50);
    expect(wages[0]).toBeGreaterThan(50_600_000n);
    expect(wages.every((wage) => wage >= 2_530_000n)).toBe(true);
  });
});
