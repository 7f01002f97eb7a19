import { gatewayConfig } from '../src/config';
import { openIdentityKeys } from '../src/identity/accounts/identity-keys';
import { citizenIdOf } from '../src/providers/citizens/citizen.rules';
import { insertCitizen } from '../src/providers/citizens/citizen.store';

type Db = Parameters<typeof insertCitizen>[0];

/** A citizen whom the national provider knows surely, without a sign-in there. */
export const addCitizen = async (
  db: Db,
  { id, personalId }: { readonly id: string; readonly personalId: string },
): Promise<void> => {
  const { personKeyOf } = openIdentityKeys(gatewayConfig({}).personKey);
  const at = new Date();
  await insertCitizen(db, {
    citizenId: citizenIdOf(id),
    issuer: 'https://national.example',
    subject: id,
    personKey: personKeyOf(personalId),
    personalId,
    name: 'Người dân',
    level: 2,
    firstAt: at,
    lastAt: at,
  });
};
