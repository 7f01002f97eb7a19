import type { Person, Registers } from '../../model/claim.ts';
import { itemsOf } from './catalogue.ts';
import { ANNEX_I, ANNEX_II, DOCTORS, FACILITIES } from './facilities.ts';

const facilities = new Map(FACILITIES.map((facility) => [facility.code, facility]));
const doctors = new Map(DOCTORS.map((doctor) => [doctor.licence, doctor]));

export const registersOf = (people: readonly Person[]): Registers => {
  const bySiNumber = new Map(people.map((person) => [person.siNumber, person]));
  return {
    facility: (code) => facilities.get(code),
    person: (siNumber) => bySiNumber.get(siNumber),
    items: itemsOf,
    doctor: (licence, facility) => {
      const found = doctors.get(licence);
      return found?.facility === undefined || found.facility === facility ? found : undefined;
    },
    annexI: new Set(ANNEX_I),
    annexII: new Set(ANNEX_II),
  };
};
