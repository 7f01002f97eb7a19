import type { PersonInput } from '@ansinh/contracts/enrollment/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';

/** A made-up man born in 1990; `serial` tells one from the other. */
export const person = (serial: number, changes: Partial<PersonInput> = {}): PersonInput => ({
  personalId: `066090${String(serial).padStart(6, '0')}`,
  fullName: `Nguyễn Văn Mẫu ${serial}`,
  birthDate: localDate('1990-05-17'),
  sex: 'male',
  ...changes,
});

/** A row of the present register: the same man with a card in force. */
export const importRow = (serial: number, changes: Record<string, unknown> = {}) => ({
  ...person(serial),
  card: {
    cardNumber: `GD466660000${String(serial).padStart(4, '0')}`,
    validFrom: '2025-01-01',
    validTo: '2026-12-31',
    initialFacilityCode: '66001',
  },
  ...changes,
});
