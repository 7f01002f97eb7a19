import type { PersonInput } from '@ansinh/contracts/enrollment/api';

/** A made-up man born in 1990; `serial` tells one from the other. */
export const person = (serial: number, changes: Partial<PersonInput> = {}): PersonInput => ({
  personalId: `066090${String(serial).padStart(6, '0')}`,
  fullName: `Nguyễn Văn Mẫu ${serial}`,
  birthDate: '1990-05-17',
  sex: 'male',
  ...changes,
});
