import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Database, openDatabase } from '@ansinh/database';
import { createLogger } from '@ansinh/telemetry';
import { createTestDatabase, foldersOf, type TestDatabase } from '@ansinh/testkit';
import express from 'express';
import { exportJWK, generateKeyPair } from 'jose';
import { askForToken, basic, PUBLIC_URL } from '../../testing/gateway-room';
import { clientFinder } from '../clients/client.store';
import { openKeySets } from '../clients/key-sets/key-sets';
import { gatewayConfig } from '../config';
import { type Prisma, PrismaClient } from '../generated/prisma/client';
import { service } from '../service';
import { oauthServer } from './oauth-server';
import { keysOfSettings } from './signing-keys/key-parts';
import { openSigningKeys } from './signing-keys/signing-keys';

/** One connection for everybody, for which a request waits not longer than this. */
const SCARCE = { poolSize: 1, maxWaitMs: 300 };

describe('a token endpoint whose database has no connection to give', () => {
  let test: TestDatabase;
  let database: Database<Prisma.TransactionClient, PrismaClient>;
  beforeAll(async () => {
    test = await createTestDatabase(service.migrationsDir);
    const migrations = foldersOf(service.migrationsDir);
    database = await openDatabase({ url: test.url, client: PrismaClient, migrations, ...SCARCE });
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('asks to come again, in the words of OAuth, and serves who does', async () => {
    const { client: db } = database;
    const config = gatewayConfig({ PUBLIC_URL });
    const logger = createLogger('gateway', 'silent');
    const now = () => new Date();
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const { kty = 'EC', d = '', ...rest } = await exportJWK(privateKey);
    const ofSettings = keysOfSettings([{ ...rest, kty: kty === 'RSA' ? 'RSA' : 'EC', d, kid: 'k', alg: 'ES256' }]);
    const signingKeys = await openSigningKeys({ db, ofSettings, now, logger });
    const nobody = async (): Promise<undefined> => undefined;
    const { handle } = oauthServer({
      ...{ db, config, signingKeys, logger, now },
      clients: clientFinder(db, false, now),
      keySets: openKeySets({ logger }),
      used: () => undefined,
      accountToday: nobody,
      endSession: nobody,
      signOut: nobody,
      giveBack: nobody,
      arrived: nobody,
    });
    const app = express().use(handle);
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = () => askForToken(url, { authorization: basic('nobody', 'secret') });
    await database.transaction(async (held) => {
      await held.$queryRaw`SELECT 1`;
      const refused = await ask();
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
      expect(await refused.json()).toMatchObject({ error: 'temporarily_unavailable' });
    });
    expect((await ask()).status).toBe(401);
    server.close();
    await signingKeys.stop();
  });
});
