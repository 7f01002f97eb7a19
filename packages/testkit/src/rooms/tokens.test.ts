import { createTokenVerifier } from '@ansinh/http';
import { createTestIssuer, type TestIssuer } from './tokens';

describe('a token of the test issuer', () => {
  let issuer: TestIssuer;
  const hospital = {
    tenant: { kind: 'facility', code: '66001' },
    permissions: ['claim:submit', 'claim:read'],
  } as const;

  beforeAll(async () => {
    issuer = await createTestIssuer();
  });

  it('is accepted by the verifier of the services and says who acts and what for', async () => {
    const principal = await createTokenVerifier(issuer)(await issuer.tokenFor({ ...hospital, subject: 'his-66001' }));
    expect(principal).toEqual({
      subject: 'his-66001',
      tenant: { kind: 'facility', code: '66001' },
      permissions: new Set(['claim:submit', 'claim:read']),
    });
  });

  it.each([
    ['has ended', { expiresInS: -60 }],
    ['is for another audience', { claims: { aud: 'https://elsewhere.example' } }],
    ['comes from another issuer', { claims: { iss: 'https://elsewhere.example' } }],
    ['names no tenant', { claims: { tenant: undefined } }],
    ['is an identity token', { type: 'JWT' }],
  ])('is refused when it %s', async (_, changes) => {
    const token = await issuer.tokenFor({ ...hospital, ...changes });
    await expect(createTokenVerifier(issuer)(token)).rejects.toMatchObject({ code: 'auth.token-invalid' });
  });

  it('is refused when another key signed it', async () => {
    const other = await createTestIssuer(issuer.issuer);
    const token = await other.tokenFor(hospital);
    await expect(createTokenVerifier(issuer)(token)).rejects.toMatchObject({ code: 'auth.token-invalid' });
  });
});
