import { createSampleRegion } from '@ansinh/sample-data';
import { CITIZENS } from './stand-in-people';

describe('the citizens of the stand-in', () => {
  it('are in the register of the sample month, as it has them', () => {
    const { patients } = createSampleRegion(26);
    const known = CITIZENS.filter(({ key }) => key !== 'officer-at-home').map(({ name, claims }) =>
      patients.some(
        ({ person }) =>
          person.personalId === claims.personal_id && person.fullName === name && person.birthDate === claims.birthdate,
      ),
    );
    expect(known).toEqual([true, true, true]);
  });
});
