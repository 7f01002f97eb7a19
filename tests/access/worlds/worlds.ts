import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { createTokenVerifier, type TokenVerifier } from '@ansinh/http';
import { tokenBook } from '@ansinh/testkit';
import type { World } from '../world';
import { startCollection } from './collection';
import { startEnrollment } from './enrollment';
import { ORIGIN, startGateway } from './gateway';
import { startHealthInsurance } from './health-insurance';
import { startNotification } from './notification';
import { startPayment } from './payment';

export type Worlds = { readonly of: Readonly<Record<ServiceName, World>>; readonly stop: () => Promise<void> };

/** All services, with one book of tokens. */
export const startWorlds = async (): Promise<Worlds> => {
  // What the gateway asks a service for somebody, it asks with a token of its own.
  let ofGateway: TokenVerifier | undefined;
  const book = tokenBook(async (authorization) => {
    if (ofGateway === undefined) throw reject('auth.token-invalid');
    return ofGateway(authorization);
  });
  // One after the other: of two that fail at once only one would be told.
  const enrollment = await startEnrollment(book);
  const collection = await startCollection(book);
  const healthInsurance = await startHealthInsurance(book);
  const payment = await startPayment(book);
  const notification = await startNotification(book);
  const behind = { enrollment, collection, 'health-insurance': healthInsurance, payment, notification };
  const of = { ...behind, gateway: await startGateway(book, behind) };
  ofGateway = createTokenVerifier({ issuer: ORIGIN, keys: new URL(`${of.gateway.room.url}/jwks`) });
  return { of, stop: async () => void (await Promise.all(Object.values(of).map(({ room }) => room.stop()))) };
};
