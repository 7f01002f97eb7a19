import { Declaration, Employer } from '@ansinh/contracts/enrollment/api';
import { roomBook, startRoom } from '@ansinh/testkit';
import { person } from '../../testing/people';
import { service } from '../service';

describe('the platform of another agency', () => {
  it('gives out numbers and cards of its own province', async () => {
    const room = await startRoom(service, roomBook(), { agencyCode: '24' });
    const officer = { role: 'officer', tenantCode: '24' } as const;
    const unitCode = '2400000001DNA03';
    const registered = await room.as(officer).post('/v1/employers', { unitCode, name: unitCode, communeCode: '24133' });
    const { employerId } = Employer.parse(registered.body);
    const line = {
      kind: 'start',
      person: person(1),
      fromMonth: '2026-10',
      wageVnd: '8000000',
      initialFacilityCode: '24001',
    };
    const declared = await room
      .as({ role: 'employer', tenantCode: unitCode })
      .post(`/v1/employers/${employerId}/declarations`, { lines: [line] });
    const [told] = Declaration.parse(declared.body).lines;
    expect(told?.siNumber).toMatch(/^24\d{8}$/);
    expect(told?.cardNumber).toBe(`DN424${told?.siNumber}`);
    await room.stop();
  });
});
